import { incidentState, severityLabel } from "#app/messages/incident-words.ts";
import { register } from "#app/messages/register.ts";
import { StateBadge } from "#app/ui/state-badge.tsx";

/** The state of an incident. */
export const IncidentState = ({ state }: { state: string }) => <StateBadge {...incidentState(state)} />;

type Marked = { severity: string | null; breaches: number; exercise: boolean };

/** What makes an incident stand out: how severe, late, or only an exercise. */
export function IncidentMarks({ severity, breaches, exercise }: Marked) {
  const grave = severity === "major" || severity === "maximal";
  return (
    <>
      {severity && <StateBadge label={severityLabel(severity)} tone={grave ? "warning" : "neutral"} />}{" "}
      {breaches > 0 && <StateBadge label={register.breached(breaches)} tone="error" />}{" "}
      {exercise && <StateBadge label={register.exercise} tone="neutral" />}
    </>
  );
}
