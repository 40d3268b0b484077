import { register, severityLabel, stateLabel } from "#app/messages/register.ts";
import { StateBadge, type Tone } from "#app/ui/state-badge.tsx";

const tones: Record<string, Tone> = {
  declared: "new",
  qualified: "info",
  handled: "info",
  "follow-up-sent": "success",
  closed: "neutral",
};

/** The state of an incident. */
export const IncidentState = ({ state }: { state: string }) => (
  <StateBadge label={stateLabel(state)} tone={tones[state] ?? "neutral"} />
);

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
