import { actionState, procedure, stateKeys } from "#app/messages/crisis-procedure.ts";
import { StateWord } from "./state-shape.tsx";

const lines = ["came", "ahead", "aside"] as const;

/** What shapes, lines and signs mean. */
export function Legend() {
  const { legend } = procedure;
  return (
    <details className="procedure-legend fr-mb-3w">
      <summary>{legend.title}</summary>
      <ul>
        {stateKeys.map((state) => (
          <li key={state} aria-label={actionState(state).label}>
            <StateWord state={state} />
          </li>
        ))}
        <li>{legend.step}</li>
        <li>{legend.decision}</li>
        <li>{legend.now}</li>
        {lines.map((way) => (
          <li key={way}>
            <svg width="36" height="10" viewBox="0 0 36 10" aria-hidden="true" focusable="false">
              <path className={`procedure-edge procedure-${way}`} d="M0 5H36" />
            </svg>{" "}
            {legend[way]}
          </li>
        ))}
      </ul>
    </details>
  );
}
