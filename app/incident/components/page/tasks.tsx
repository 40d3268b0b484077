import { Link } from "@remix-run/react";
import { functionLabel } from "#app/messages/directory-words.ts";
import { page } from "#app/messages/incident-page.ts";
import { viaLabel } from "#app/messages/incident-words.ts";
import { Why } from "#app/ui/why.tsx";
import type { IncidentPage } from "../../queries/incident-page.ts";

const words = page.tasks;

/** What a person must see to: gaps of the directory, messages that failed, decisions. Nothing when there is none. */
export function Tasks({ incident }: { incident: IncidentPage }) {
  const open = incident.tasks.filter((task) => task.state === "open");
  const done = incident.tasks.length - open.length;
  if (incident.tasks.length === 0) return null;
  return (
    <section className="incident-section" aria-labelledby="taches">
      <h2 id="taches">{words.title}</h2>
      <ul className="incident-plain">
        {open.map((task) => (
          <li key={task.key}>
            <div className="incident-row">
              <div>
                <strong>{task.title}</strong>
                <p className="incident-quiet fr-mb-0">{words.for(functionLabel(task.function))}</p>
              </div>
              {incident.may.tasks && (
                <Link
                  to={`/incidents/${incident.ref}/agir/tache?cle=${encodeURIComponent(task.key)}`}
                  className="fr-btn fr-btn--sm fr-btn--secondary incident-screen"
                  aria-label={`${words.close} : ${task.title}`}
                >
                  {words.close}
                </Link>
              )}
            </div>
            <Gaps gaps={task.data.gaps} />
            {task.reason && <Why reason={task.reason} about={task.title} />}
          </li>
        ))}
      </ul>
      {done > 0 && <p className="incident-quiet fr-mt-1w">{words.doneTitle(done)}</p>}
    </section>
  );
}

function Gaps({ gaps = [] }: { gaps: IncidentPage["tasks"][number]["data"]["gaps"] }) {
  if (gaps.length === 0) return null;
  return (
    <details className="tocsin-why">
      <summary>{words.gaps}</summary>
      <ul className="tocsin-disclosed">
        {gaps.map((gap) => (
          <li key={gap.name + gap.function}>
            {[gap.name, functionLabel(gap.function), viaLabel(gap.via)].filter(Boolean).join(" · ")}
          </li>
        ))}
      </ul>
    </details>
  );
}
