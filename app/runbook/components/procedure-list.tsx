import { Link } from "@remix-run/react";
import { runbookStates, runbook as words } from "#app/messages/runbook.ts";
import { StateBadge } from "#app/ui/state-badge.tsx";
import { Moment } from "#app/ui/time/moment.tsx";
import { useClock } from "#app/ui/time/now.tsx";
import type { DispositifProcedures, ProcedureLine } from "../queries/procedures.ts";

/** What is in force, being examined, due for review: one dispositif after the other. */
export function ProcedureList({ dispositifs }: { dispositifs: DispositifProcedures[] }) {
  return dispositifs.map(({ key, name, procedures }) => (
    <section key={key} aria-labelledby={`procedures-${key}`}>
      <h2 id={`procedures-${key}`} className="fr-h4">
        {name}
      </h2>
      <ul className="runbook-list">
        {procedures.map((one) => (
          <Line key={one.ref} one={one} dispositif={key} />
        ))}
      </ul>
    </section>
  ));
}

function Line({ one, dispositif }: { one: ProcedureLine; dispositif: string }) {
  const { now } = useClock();
  const state = runbookStates[one.state] ?? { label: one.state, tone: "neutral" as const };
  const newer = one.inForce !== null && one.inForce !== one.version;
  const overdue = one.reviewDueAt && Date.parse(one.reviewDueAt) < now;
  return (
    <li>
      <Link to={`/procedures/${one.key}?dispositif=${dispositif}`}>
        <strong>{one.title}</strong>
      </Link>{" "}
      <StateBadge {...(one.inForce === null ? state : (runbookStates["in-force"] ?? state))} />
      <p>{one.summary}</p>
      <p className="runbook-quiet">
        {one.inForce === null ? words.noneInForce : words.inForce(one.inForce)}
        {newer && ` · ${words.newer(one.version, state.label)}`}
        {one.reviewDueAt && (
          <>
            {" · "}
            {overdue ? words.overdue : words.review} <Moment at={one.reviewDueAt} short />
          </>
        )}
      </p>
    </li>
  );
}
