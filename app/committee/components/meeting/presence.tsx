import { meeting } from "#app/messages/committee-meeting.ts";
import { presenceNames } from "#app/messages/committee-words.ts";
import { StateBadge } from "#app/ui/state-badge.tsx";
import { formatShort } from "#app/ui/time/format.ts";
import { useClock } from "#app/ui/time/now.tsx";
import type { MeetingPage } from "../../queries/meeting-page.ts";
import { Press } from "./press.tsx";

const words = meeting.presence;
type Member = MeetingPage["context"]["members"][number];

/** Every seat called, who sits there now; whoever may writes down who comes and who goes. */
export function PresenceList({ page }: { page: MeetingPage }) {
  return (
    <section aria-labelledby="presents">
      <h2 id="presents" className="fr-h5">{words.title}</h2>
      <ul className="com-presence">
        {page.context.members.map((member) => (
          <li key={member.seat}>
            <SeatLine page={page} member={member} />
          </li>
        ))}
      </ul>
      {page.context.guests.length > 0 && page.context.openedAt && <Guests page={page} />}
    </section>
  );
} // biome-ignore format: short lines stay whole

/** Guests come and go without a voice; whoever keeps the minutes writes it down, or they do. */
function Guests({ page }: { page: MeetingPage }) {
  const { zone } = useClock();
  const { context, mine, can } = page;
  const hour = (at: string) => formatShort(new Date(at), new Date(at), zone);
  const last = (who: string) => (context.visits ?? []).filter((one) => one.who.id === who).at(-1);
  return (
    <>
      <h3 className="fr-h6">{words.guests}</h3>
      <ul className="com-presence">
        {context.guests.map(({ person, name }) => {
          const visit = last(person);
          const here = visit?.out === null;
          const type = here ? "guest.left" : "guest.arrived";
          const own = person === mine.person;
          const may = can.includes(type) && (own || mine.secretary || mine.chair) && !(own && page.arrival);
          return (
            <li key={person}>
              <p className="fr-mb-1v">
                {here ? <strong>{name}</strong> : name}
                {visit && `, ${visit.out ? words.left(hour(visit.out)) : words.since(hour(visit.in))}`}
              </p>
              {may && <Press type={type} kind={here ? "bare" : "tertiary"} label={here ? (own ? words.leaveMe : words.leave) : own ? words.arriveMe : words.arrive(name)} about={here && !own ? words.leaveFor(name) : undefined} fields={{ who: person }} />}
            </li>
          );
        })}
      </ul>
    </>
  );
} // biome-ignore format: same

function SeatLine({ page, member }: { page: MeetingPage; member: Member }) {
  const { zone } = useClock();
  const { presence, chair } = page.context;
  const hour = (at: string) => formatShort(new Date(at), new Date(at), zone);
  const all = presence.filter((one) => one.seat === member.seat);
  const here = all.find((one) => one.out === null);
  const gone = all.at(-1);
  return (
    <>
      <p className="fr-mb-1v">
        {member.label} {member.seat === chair && <StateBadge label={meeting.chair} tone="info" />}
      </p>
      {here ? (
        <p className="fr-mb-1v">
          <span className="fr-icon-checkbox-circle-fill fr-icon--sm com-in" aria-hidden="true" /> <strong>{here.who.name}</strong>, {presenceNames[here.as]}, {words.since(hour(here.in))}
        </p>
      ) : (
        <p className="fr-mb-1v tocsin-quiet">
          {gone?.out ? `${gone.who.name}, ${words.left(hour(gone.out))}` : (member.holder?.name ?? "–")}
        </p>
      )}
      <Doors page={page} member={member} here={Boolean(here)} />
    </>
  );
} // biome-ignore format: same

function Doors({ page, member, here }: { page: MeetingPage; member: Member; here: boolean }) {
  const { can, mine } = page;
  const own = mine.seat === member.seat;
  if (!own && !mine.secretary && !mine.chair) return null;
  if (here)
    return can.includes("member.left") ? (
      <Press type="member.left" kind="bare" label={own ? words.leaveMe : words.leave} about={own ? words.leaveMe : words.leaveFor(member.label)} fields={{ seat: member.seat }} />
    ) : null;
  if (!can.includes("member.arrived")) return null;
  const people = [...(member.holder ? [member.holder] : []), ...member.substitutes];
  const mayKeep = mine.secretary || mine.chair;
  return (
    <div className="com-buttons">
      {people
        // One's own arrival is the first act of the page (acts.tsx).
        .filter(({ person }) => (mayKeep || person === mine.person) && !(page.arrival && person === mine.person))
        .map(({ person, name }) => (
          <Press key={person} type="member.arrived" kind={person === mine.person ? "primary" : "tertiary"} label={person === mine.person ? words.arriveMe : words.arrive(name)} fields={{ seat: member.seat, who: person }} />
        ))}
    </div>
  );
} // biome-ignore format: same
