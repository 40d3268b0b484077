import type { ReactNode } from "react";
import { actionState } from "#app/messages/crisis-procedure.ts";

const shapes: Record<ReturnType<typeof actionState>["shape"], ReactNode> = {
  circle: <circle cx="7" cy="7" r="5.5" fill="none" />,
  question: <path d="M7 1v8M7 11.5v1.5" fill="none" strokeWidth="2.5" />,
  play: <path d="M3 1.5 12 7 3 12.5z" />,
  stop: <path d="M4.500 1h5L13 4.500v5L9.500 13h-5L1 9.500v-5z" />,
  check: <path d="M1.500 7.500 5.500 11.500 12.500 2.500" fill="none" strokeWidth="2.5" />,
  skip: <path d="M1.500 1.500 7 7l-5.500 5.500M7 1.500 12.500 7 7 12.500" fill="none" strokeWidth="2" />,
  dash: <path d="M2 7h10" fill="none" strokeWidth="2.5" />,
};

/** The sign of a state, 14 px wide: always with its word. */
export const StateSign = ({ state, x = 0, y = 0 }: { state: string; x?: number; y?: number }) => (
  <g className="procedure-sign" transform={`translate(${x} ${y})`}>
    {shapes[actionState(state).shape]}
  </g>
);

/** The same in a text. */
export function StateWord({ state, chosen }: { state: string; chosen?: string | undefined }) {
  const { key, label } = actionState(state);
  return (
    <span className={`procedure-word procedure-is-${key}`}>
      <svg width="14" height="14" viewBox="0 0 14 14" aria-hidden="true" focusable="false">
        <StateSign state={state} />
      </svg>
      {chosen ? `${label} : ${chosen}` : label}
    </span>
  );
}
