import { Link } from "@remix-run/react";
import { home } from "#app/messages/incident-home.ts";
import { incidentState } from "#app/messages/incident-words.ts";
import { Empty } from "#app/ui/empty.tsx";
import { paths } from "#app/ui/paths.ts";
import { StateBadge } from "#app/ui/state-badge.tsx";
import { Moment } from "#app/ui/time/moment.tsx";
import type { Followed } from "../../queries/home.ts";

/** Incidents that the reader declared or follows, newest first. */
export function FollowedList({ followed }: { followed: readonly Followed[] }) {
  return (
    <section className="incident-section fr-mt-8w" aria-labelledby="suivis">
      <h2 id="suivis">{home.followed}</h2>
      {followed.length === 0 ? (
        <Empty
          title={home.none.title}
          text={home.none.text}
          action={{ to: paths.declare, label: home.none.action }}
        />
      ) : (
        <>
          <ul className="incident-plain">
            {followed.map((one) => (
              <li key={one.ref}>
                <div className="incident-row">
                  <div>
                    <Link to={`${paths.incidents}/${one.ref}`} dir="auto">
                      {one.ref} · {one.title}
                    </Link>
                    <p className="incident-quiet fr-mb-0">
                      {one.place} · <Moment at={one.openedAt} short />
                      {one.mine && ` · ${home.mine}`}
                    </p>
                  </div>
                  <StateBadge {...incidentState(one.state)} />
                </div>
              </li>
            ))}
          </ul>
          <p className="fr-mt-3w">
            <Link to={paths.incidents} className="fr-link">
              {home.all}
            </Link>
          </p>
        </>
      )}
    </section>
  );
}
