import { Link } from "@remix-run/react";
import type { ReactNode } from "react";
import { crisisState, lockWord, crisisList as words } from "#app/messages/crisis-list.ts";
import { paths } from "#app/ui/paths.ts";
import { StateBadge } from "#app/ui/state-badge.tsx";
import { Moment } from "#app/ui/time/moment.tsx";
import { ExerciseNow } from "#app/ui/time/now.tsx";
import { TimeLeft } from "#app/ui/time/time-left.tsx";
import type { OpenCrisis } from "../../queries/list.ts";

/**
 * Open crises, each with where it stands and the way into its room.
 * @param level of the titles within the page.
 * @param main whether the first one's button is the main action of the page.
 */
export function CrisisCards({
  crises,
  more,
  level,
  main,
}: {
  crises: readonly OpenCrisis[];
  more: number;
  level: 2 | 3;
  main: boolean;
}) {
  return (
    <>
      <ul className="crisis-cards">
        {crises.map((crisis, index) => (
          <li key={crisis.ref}>
            <Card crisis={crisis} level={level} first={main && index === 0} />
          </li>
        ))}
      </ul>
      {more > 0 && (
        <p>
          <Link to={paths.crises} className="fr-link">
            {words.all} ({words.more(more)})
          </Link>
        </p>
      )}
    </>
  );
}

function Card({ crisis, level, first }: { crisis: OpenCrisis; level: 2 | 3; first: boolean }) {
  const Title = `h${level}` as const;
  const { ref, title, state, lock, clock } = crisis;
  return (
    <article className={`crisis-card${state === "active" ? " crisis-card--active" : ""}`}>
      <p className="crisis-top">
        <span className="fr-text--bold">{ref}</span>
        <StateBadge {...crisisState(state)} />
        {crisis.exercise && <StateBadge label={words.exercise} tone="warning" />}
      </p>
      <Title className="fr-h6" dir="auto">
        {title}
      </Title>
      <dl>
        <div>
          <dt>{words.since}</dt>
          <dd>
            <Moment at={crisis.openedAt} short /> · {crisis.place}, {crisis.dispositif}
          </dd>
        </div>
        <div>
          <dt>{words.runbook}</dt>
          <dd>{crisis.runbook}</dd>
        </div>
        {lock && (
          <div>
            <dt>{words.lock}</dt>
            <dd>
              <Link to={paths.lock(crisis.dispositifKey, crisis.exerciseRef ?? undefined)}>
                {lockWord(lock).label}
              </Link>
            </dd>
          </div>
        )}
        <div>
          <dt>{words.clock}</dt>
          <dd>
            {clock ? (
              <>
                {clock.name}
                <br />
                <AtItsHour pace={crisis.pace}>
                  <TimeLeft dueAt={clock.dueAt} explanation={clock.explanation} />
                </AtItsHour>
              </>
            ) : (
              words.noClock
            )}
          </dd>
        </div>
      </dl>
      <p>
        <Link
          to={`/crises/${ref}`}
          className={`fr-btn${first ? "" : " fr-btn--secondary"}`}
          aria-label={words.enterRef(ref, title)}
        >
          {words.enter}
        </Link>
      </p>
    </article>
  );
}

/** A crisis that is played is late or not by the clock of its story. */
const AtItsHour = ({ pace, children }: { pace: OpenCrisis["pace"]; children: ReactNode }) =>
  pace ? <ExerciseNow pace={pace}>{children}</ExerciseNow> : children;
