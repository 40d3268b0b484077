import { actionState, whoLabel } from "#app/messages/crisis-procedure.ts";
import { steps as words } from "#app/messages/crisis-room.ts";
import { formatSpan } from "#app/ui/time/format.ts";
import { Moment } from "#app/ui/time/moment.tsx";
import type { Card } from "../../room-state/actions.ts";
import { useRoomView, useWaitingFor } from "../../room-state/room-context.ts";
import { ReasonForm } from "./step-forms.tsx";
import { StepSending } from "./step-sending.tsx";

/** A step whose turn has not come: what, who, after what. */
export function WaitingStep({ card: { action, awaits } }: { card: Card }) {
  return (
    <li className="crisis-step-line">
      <span>{action.title}</span>
      <span className="crisis-quiet">
        {whoLabel(action.who, action.party)}
        {action.within && ` · ${words.allowed(formatSpan(action.within * 60_000))}`}
        {awaits.length > 0 && ` · ${words.after(awaits.map((title) => `« ${title} »`).join(", "))}`}
      </span>
    </li>
  );
}

/** A step done, passed, set aside, or a decision taken: by whom, when, with what proof; it can be taken up again. */
export function SettledStep({ card }: { card: Card }) {
  const { action, state, facts } = card;
  const { may } = useRoomView();
  const waiting = useWaitingFor(action.key);
  const option = state.startsWith("decided:") && action.kind === "decision" && optionOf(card);
  const verb = state === "skipped" ? words.skippedBy : option ? words.decidedBy : words.doneBy;
  return (
    <li className="crisis-step-line" id={`etape-${action.key}`} tabIndex={-1}>
      <span>
        {actionState(state).label} : {action.title}
      </span>
      {option && (
        <span>
          {words.choice} : <strong>{option}</strong>
        </span>
      )}
      {state !== "moot" && facts.by && facts.at && (
        <span className="crisis-quiet">
          {verb} {facts.by.name} · <Moment at={facts.at} short />
        </span>
      )}
      {(facts.proof ?? facts.reason) && <q className="crisis-quote">{facts.proof ?? facts.reason}</q>}
      {state !== "moot" && may("step.reopened") && (
        <details className="crisis-more">
          <summary aria-label={words.moreAbout(action.title)}>{words.more}</summary>
          <ReasonForm
            step={action.key}
            type="step.reopened"
            label={words.reopen}
            reason={words.reopenReason}
          />
        </details>
      )}
      {waiting.map((item) => (
        <StepSending key={item.id} item={item} card={card} />
      ))}
    </li>
  );
}

export const optionOf = ({ action, state }: Card): string | undefined =>
  action.kind === "decision"
    ? action.options.find(({ key }) => `decided:${key}` === state)?.label
    : undefined;
