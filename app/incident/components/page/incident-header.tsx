import { page as words } from "#app/messages/incident-page.ts";
import { incidentState } from "#app/messages/incident-words.ts";
import { CopyLink } from "#app/ui/copy-link.tsx";
import { StateBadge } from "#app/ui/state-badge.tsx";
import { TimeLeft } from "#app/ui/time/time-left.tsx";
import type { IncidentPage } from "../../queries/incident-page.ts";

/** Top line: reference, state, nearest clock; then the title. */
export function IncidentHeader({ incident, state }: { incident: IncidentPage; state: string }) {
  const badge = incidentState(state);
  // Sorted by their end: a duty without one comes last.
  const nearest = incident.clocks.find((clock) => clock.state === "running");
  return (
    <header>
      <div className="incident-top">
        <p className="incident-ref">{incident.ref}</p>
        <StateBadge label={badge.label} tone={badge.tone} />
        {incident.exercise && <StateBadge label={words.exercise} tone="warning" />}
        <CopyLink to={`/incidents/${incident.ref}`} />
      </div>
      <h1 className="fr-h3 fr-mb-2w" dir="auto">
        {incident.title}
      </h1>
      <div className="fr-mb-3w">
        <span className="incident-quiet">
          {nearest ? words.nearest(nearest.name, Boolean(nearest.dueAt)) : words.noClock}
        </span>
        {nearest && (
          <div>
            <TimeLeft dueAt={nearest.dueAt} />
          </div>
        )}
      </div>
    </header>
  );
}
