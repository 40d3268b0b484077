import { Link } from "@remix-run/react";
import { lock } from "#app/messages/lock.ts";
import { StateBadge } from "#app/ui/state-badge.tsx";
import { Moment } from "#app/ui/time/moment.tsx";
import type { LockPage } from "../queries/lock-page.ts";

const { cases: words } = lock;

/** The cases that the lock is computed from; the room is a link for who may read it. */
export function LockCases({ cases }: Pick<LockPage, "cases">) {
  if (cases.length === 0) return null;
  return (
    <section className="lock-section" aria-labelledby="cas">
      <h2 id="cas">{words.title}</h2>
      <ul className="lock-groups">
        {cases.map((one) => (
          <li key={one.dossier} className="lock-group">
            <div>
              <p dir="auto">
                <strong>{one.ref}</strong> · {one.title}
              </p>
              <p className="lock-quiet">
                <StateBadge label={words.state[one.state]} tone="warning" /> <Moment at={one.since} short />
              </p>
              {one.compromised.map(({ what, at }) => (
                <p key={what} className="lock-quiet">
                  {words.compromised[what]} · <Moment at={at} short />
                </p>
              ))}
            </div>
            {one.readable && (
              <Link to={`/crises/${one.ref}`} className="fr-btn fr-btn--secondary fr-btn--sm">
                {words.room(one.ref)}
              </Link>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}
