import { steps as words } from "#app/messages/crisis-room.ts";
import { Why } from "#app/ui/why.tsx";
import type { Card } from "../../room-state/actions.ts";
import { useRoomView } from "../../room-state/room-context.ts";
import { DecisionForm } from "./decision-form.tsx";
import { StepActions } from "./step-actions.tsx";

/** What is to be done, what will show it, what may be pressed, and why. */
export function StepBody({ card }: { card: Card }) {
  const { page } = useRoomView();
  const { action, state, facts } = card;
  return (
    <>
      {state === "blocked" && facts.reason && <q className="crisis-quote">{facts.reason}</q>}
      {action.kind === "step" && action.proof && state !== "taken" && (
        <p className="crisis-step__proof">
          <span className="crisis-quiet">{words.proof} : </span>
          {action.proof}
        </p>
      )}
      {action.instructions.length > 0 && (
        <details className="crisis-fold">
          <summary>{words.instructions}</summary>
          <ol className="crisis-instructions">
            {action.instructions.map((line) => (
              <li key={line}>{line}</li>
            ))}
          </ol>
        </details>
      )}
      {action.kind === "decision" ? (
        <DecisionForm card={card} decision={action} />
      ) : (
        <StepActions card={card} step={action} />
      )}
      {action.rule && (
        <Why
          about={action.title}
          reason={{
            statement: action.title,
            rule: action.rule,
            article: action.article ? `Article ${action.article}` : action.rule,
            to: `/conventions/${page.convention}#regle-${action.rule}`,
          }}
        />
      )}
    </>
  );
}
