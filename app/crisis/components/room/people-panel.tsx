import { Link } from "@remix-run/react";
import { crisisActPath, seatWord } from "#app/messages/crisis-act.ts";
import { people as words } from "#app/messages/crisis-room.ts";
import { functionLabel } from "#app/messages/directory-words.ts";
import { PhoneLink } from "#app/ui/phone-link.tsx";
import { formatSpan } from "#app/ui/time/format.ts";
import { useClock } from "#app/ui/time/now.tsx";
import { type CellRole, cellRoleSchema } from "#runbooks/schema/words.ts";
import type { RoomPage } from "../../room-state/page.ts";
import { useRoomView } from "../../room-state/room-context.ts";
import { seatsHeld } from "../../room-state/seats.ts";
import { EventForm } from "./event-form.tsx";

/** Missed beats before « présent » becomes « vu il y a… ». */
const HERE_MS = 65_000;

/** The cell seat by seat, who is in the room, and how to reach everyone. */
export function PeoplePanel() {
  const { page, room, presence, may } = useRoomView();
  const members = (room.context?.members ?? []).filter(({ until }) => !until);
  const seated = new Set(members.map(({ id }) => id));
  const others = presence.filter(({ id }) => !seated.has(id));
  return (
    <section id="cellule" className="crisis-panel crisis-side" aria-labelledby="titre-cellule">
      <h2 id="titre-cellule">{words.heading}</h2>
      {members.length === 0 && <p className="crisis-quiet">{words.nobody}</p>}
      <ul className="crisis-plain">
        {members.map(({ id, name, role, substitute, organisation }) => (
          <li key={`${role}-${id}`} className="crisis-person">
            <strong>{name}</strong>
            <span>
              {seatWord(role)}
              {substitute && ` (${words.substitute})`}
              <span className="crisis-quiet"> · {organisation.name}</span>
            </span>
            <Seen id={id} />
            <Reach contact={page.contacts.find((one) => one.id === id)} />
          </li>
        ))}
      </ul>
      <JoinForm />
      {may("role.given") && members.length > 0 && (
        <p className="crisis-row">
          <Link to={crisisActPath(page.ref, "role.given")} className="fr-link fr-link--sm">
            {words.give}
          </Link>
          <Link to={crisisActPath(page.ref, "role.handed-over")} className="fr-link fr-link--sm">
            {words.handOver}
          </Link>
        </p>
      )}
      {others.length > 0 && (
        <>
          <h3>{words.present}</h3>
          <ul className="crisis-plain">
            {others.map(({ id, name }) => (
              <li key={id} className="crisis-person">
                <strong>{name}</strong>
                <Seen id={id} />
              </li>
            ))}
          </ul>
        </>
      )}
      <Contacts seated={seated} />
    </section>
  );
}

/** « présent », « vu il y a 3 min », or never. */
function Seen({ id }: { id: string }) {
  const { page, presence } = useRoomView();
  const { now } = useClock();
  const seen = presence.find((one) => one.id === id);
  if (id === page.me.id) return <span className="crisis-here">{words.you}</span>;
  if (!seen) return <span className="crisis-quiet">{words.never}</span>;
  const ago = now - Date.parse(seen.seenAt);
  return ago < HERE_MS ? (
    <span className="crisis-here fr-icon-checkbox-circle-fill fr-icon--sm">{words.here}</span>
  ) : (
    <span className="crisis-quiet">{words.seen(formatSpan(ago))}</span>
  );
}

/** Whoever has no seat takes one; who holds it already stays its holder. */
function JoinForm() {
  const { page, room, may } = useRoomView();
  if (!may("member.joined") || seatsHeld(room, page.me.id).length > 0) return null;
  const directed = room.context?.members.some(({ role, until }) => role === "direction" && !until);
  const roles: CellRole[] = cellRoleSchema.options.filter((role) => role !== "direction" || !directed);
  return (
    <EventForm type="member.joined" className="crisis-join" id="siege">
      <label className="fr-label" htmlFor="siege-role">
        {words.joinLead}
      </label>
      <div className="crisis-row">
        <select
          id="siege-role"
          name="role"
          className="fr-select"
          required
          defaultValue={guessed(page.me.functions, roles)}
        >
          {roles.map((role) => (
            <option key={role} value={role}>
              {seatWord(role)}
            </option>
          ))}
        </select>
        <button type="submit" className="fr-btn fr-btn--sm">
          {words.join}
        </button>
      </div>
    </EventForm>
  );
}

const seatOfFunction: Record<string, CellRole> = { rssi: "rssi", dpd: "dpd", exploitant: "prestataire" };
const guessed = (functions: readonly string[], roles: readonly CellRole[]) =>
  functions.flatMap((held) => seatOfFunction[held] ?? []).find((role) => roles.includes(role)) ?? "liaison";

/** Whoever answers for security in the parties, and does not sit here. */
function Contacts({ seated }: { seated: ReadonlySet<string> }) {
  const contacts = useRoomView().page.contacts.filter(({ id }) => !seated.has(id));
  return (
    <>
      <h3>{words.contacts}</h3>
      {contacts.length === 0 && <p className="crisis-quiet">{words.noContacts}</p>}
      <ul className="crisis-plain">
        {contacts.map((contact) => (
          <li key={contact.id} className="crisis-person">
            <strong>{contact.name}</strong>
            <span className="crisis-quiet">
              {functionLabel(contact.function)} · {contact.organisation}
            </span>
            <Reach contact={contact} />
          </li>
        ))}
      </ul>
    </>
  );
}

function Reach({ contact }: { contact: RoomPage["contacts"][number] | undefined }) {
  if (!contact?.phone && !contact?.email) return null;
  const { phone, email } = contact;
  return (
    <span className="crisis-row">
      {phone && <PhoneLink number={phone} />}
      {email && (
        <a href={`mailto:${email}`} className="crisis-mail">
          {email}
        </a>
      )}
    </span>
  );
}
