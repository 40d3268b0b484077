import { Link } from "@remix-run/react";
import { home } from "#app/messages/incident-home.ts";
import { Empty } from "#app/ui/empty.tsx";
import type { WaitingDossier } from "#app/ui/list/gather-waiting.ts";
import { useFresh } from "#app/ui/list/use-fresh.ts";
import { StateBadge } from "#app/ui/state-badge.tsx";
import { TimeLeft } from "#app/ui/time/time-left.tsx";
import { Why } from "#app/ui/why.tsx";

/** What waits for the reader, most pressing first, one line a dossier; the first has the one main button of the page. */
export function WaitingList({ waiting }: { waiting: readonly WaitingDossier[] }) {
  const fresh = useFresh(waiting.map((one) => one.key));
  if (waiting.length === 0) return <Empty {...home.nothing} />;
  return (
    <ul className="incident-plain">
      {waiting.map((one, index) => (
        <li key={one.key} className={fresh.has(one.key) ? "tocsin-fresh" : undefined}>
          <div className="incident-row">
            <div>
              <p className="incident-quiet fr-mb-0">
                {one.ref} {one.exercise && <StateBadge label={home.exercise} tone="warning" />}
              </p>
              <p className="fr-text--bold fr-mb-0" dir="auto">
                {one.title}
              </p>
              <p className="fr-mb-0">{one.what}</p>
              {one.dueAt && <TimeLeft dueAt={one.dueAt} />}
              {one.more > 0 && <p className="incident-quiet fr-mb-0">{home.more(one.more)}</p>}
              {one.reason && <Why reason={one.reason} about={one.what} />}
            </div>
            <Link
              to={one.to}
              className={`fr-btn${index === 0 ? "" : " fr-btn--secondary"} incident-screen`}
              aria-label={`${one.button} : ${one.ref}, ${one.title}`}
            >
              {one.button}
            </Link>
          </div>
        </li>
      ))}
    </ul>
  );
}
