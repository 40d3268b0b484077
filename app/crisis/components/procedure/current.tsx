import { actionState, procedure, whoLabel } from "#app/messages/crisis-procedure.ts";
import { isLive, isSettled, type Progress } from "#machines/procedure/states.ts";
import { actionsOf } from "#runbooks/actions.ts";
import type { Runbook } from "#runbooks/schema.ts";

type Props = { runbook: Runbook; progress: Progress; roomHref(key: string): string };

/** Where we are, in words: how much is settled, what is expected now and of whom. */
export function Current({ runbook, progress, roomHref }: Props) {
  const actions = actionsOf(runbook);
  const now = actions.filter(({ key }) => isLive(progress[key]));
  const settled = actions.filter(({ key }) => isSettled(progress[key])).length;
  return (
    <section aria-labelledby="attendu" className="fr-mb-4w">
      <p>{procedure.counts(settled, actions.length, now.length)}</p>
      <h2 id="attendu" className="fr-h5">
        {procedure.now}
      </h2>
      {now.length === 0 && <p>{procedure.nothingNow}</p>}
      <ul>
        {now.map((one) => (
          <li key={one.key}>
            <a href={roomHref(one.key)}>{one.title}</a> · {whoLabel(one.who, one.party)} ·{" "}
            {actionState(progress[one.key]).label}
          </li>
        ))}
      </ul>
    </section>
  );
}
