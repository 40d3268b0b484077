import { functionLabel } from "#app/messages/directory-words.ts";
import { consequences as words } from "#app/messages/incident-consequences.ts";
import { incidentState, viaLabel } from "#app/messages/incident-words.ts";
import { type Consequence, Consequences } from "#app/ui/confirm.tsx";
import { formatDateTime } from "#app/ui/time/format.ts";
import { useClock } from "#app/ui/time/now.tsx";
import { ReasonText, Why } from "#app/ui/why.tsx";
import { requestStateNames } from "#machines/whitelist-request/v1/names.ts";
import type {
  Foreseen,
  ForeseenClock,
  ForeseenGroup,
  ForeseenPerson,
} from "../queries/incident-page-consequences.ts";

/** What will follow, in words and numbers, then who, group by group, each with its rule. */
export function ForeseenView({ foreseen, from }: { foreseen: Foreseen; from: string | null }) {
  const { zone } = useClock();
  return (
    <>
      <Consequences lines={linesOf(foreseen, from, zone)} />
      {foreseen.groups.length > 0 && (
        <section className="incident-section">
          <h2>{words.who}</h2>
          <ul className="incident-plain">
            {foreseen.groups.map((group) => (
              <li key={group.key}>
                <Group group={group} />
              </li>
            ))}
          </ul>
        </section>
      )}
    </>
  );
}

function Group({ group }: { group: ForeseenGroup }) {
  if (group.people.length > 0)
    return (
      <>
        {group.people.map((one) => (
          <Person key={one.organisation + one.function + one.name} one={one} />
        ))}
        <Why reason={group.reason} about={group.people.map((one) => one.name).join(", ")} />
      </>
    );
  return (
    <>
      <p className="fr-mb-1v fr-text--bold">{words.group(group.count)}</p>
      <p className="fr-mb-1v">
        {group.byDepartement
          .map(({ departement, count }) =>
            departement ? words.inDepartement(departement, count) : words.elsewhere(count),
          )
          .join(" · ")}
      </p>
      <ReasonText reason={group.reason} />
    </>
  );
}

function Person({ one }: { one: ForeseenPerson }) {
  const via = viaLabel(one.via);
  const mailbox = one.function === "mailbox";
  return (
    <p className="fr-mb-1v">
      <strong>{one.name}</strong>
      <br />
      <span className="incident-quiet">
        {[mailbox ? null : functionLabel(one.function), one.organisation, via].filter(Boolean).join(" · ")}
      </span>
    </p>
  );
}

function linesOf(foreseen: Foreseen, from: string | null, zone: string): Consequence[] {
  const { people, mailboxes, unreachable, clocks, settled, tasks, state, others } = foreseen;
  const lines: Consequence[] = [];
  if (people + mailboxes > 0)
    lines.push({ icon: "fr-icon-mail-line", text: words.alerted(people, mailboxes) });
  if (unreachable > 0)
    lines.push({ icon: "fr-icon-error-warning-line", text: words.unreachable(unreachable) });
  for (const { ref, title, state: led } of others)
    lines.push({ icon: "fr-icon-link-unlink", text: words.other(ref, title, requestStateNames[led] ?? led) });
  for (const clock of clocks)
    lines.push({ icon: "fr-icon-timer-line", text: clockText(clock, zone), reason: clock.reason });
  for (const { name, as } of settled)
    lines.push({ icon: "fr-icon-check-line", text: words.settled(name, as) });
  for (const title of tasks) lines.push({ icon: "fr-icon-todo-line", text: words.task(title) });
  if (from !== null && from !== state)
    lines.push({ icon: "fr-icon-arrow-right-line", text: words.state(incidentState(state).label) });
  if (from !== null && people + mailboxes === 0)
    lines.push({ icon: "fr-icon-mail-line", text: words.nobody });
  return lines;
}

function clockText({ name, dueAt, explanation }: ForeseenClock, zone: string) {
  if (!dueAt || !explanation) return words.clock(name, null);
  const duration = words.durations[explanation.unit](explanation.amount);
  return words.clock(name, words.until(duration, formatDateTime(new Date(dueAt), zone)));
}
