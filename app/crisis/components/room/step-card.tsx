import { actionState, whoLabel } from "#app/messages/crisis-procedure.ts";
import { steps as words } from "#app/messages/crisis-room.ts";
import { StateBadge, type Tone } from "#app/ui/state-badge.tsx";
import { formatSpan } from "#app/ui/time/format.ts";
import { Moment } from "#app/ui/time/moment.tsx";
import { useClock } from "#app/ui/time/now.tsx";
import { Why } from "#app/ui/why.tsx";
import type { Card } from "../../room-state/actions.ts";
import { useWaitingFor } from "../../room-state/room-context.ts";
import { DecisionForm } from "./decision-form.tsx";
import { Due } from "./due.tsx";
import { StepActions } from "./step-actions.tsx";
import { StepSending } from "./step-sending.tsx";

const tones: Record<string, Tone> = { todo: "new", open: "new", taken: "info", blocked: "error" };

/** Who, what, by when, with what proof, and one main action. */
export function StepCard({ card }: { card: Card }) {
  const { action, state, facts } = card;
  const { now } = useClock();
  const waiting = useWaitingFor(action.key);
  const late = facts.dueAt !== undefined && Date.parse(facts.dueAt) < now;
  const title = `titre-${action.key}`;
  return (
    <article
      id={`etape-${action.key}`}
      tabIndex={-1}
      className={`crisis-step${late ? " crisis-step--late" : ""}${state === "blocked" ? " crisis-step--blocked" : ""}`}
      aria-labelledby={title}
    >
      <p className="crisis-step__state">
        <StateBadge label={actionState(state).label} tone={tones[state] ?? "neutral"} />
        {late && <StateBadge label={words.late} tone="error" />}
        {facts.dueAt && <Due at={facts.dueAt} />}
      </p>
      <h5 id={title}>{action.title}</h5>
      <p className="crisis-quiet fr-mb-1v">
        {action.kind === "decision"
          ? words.decides(whoLabel(action.who, action.party))
          : whoLabel(action.who, action.party)}
        {action.within && !facts.dueAt && ` · ${words.allowed(formatSpan(action.within * 60_000))}`}
      </p>
      <Doing card={card} />
      {action.kind === "step" && action.proof && state !== "taken" && (
        <p className="fr-mb-1v fr-text--sm">
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
      {waiting.map((item) => (
        <StepSending key={item.id} item={item} card={card} />
      ))}
      {action.rule && (
        <Why
          about={action.title}
          reason={{
            statement: action.title,
            rule: action.rule,
            article: action.article ? `Article ${action.article}` : action.rule,
          }}
        />
      )}
    </article>
  );
}

/** Who has it in hand, or what stops them. */
function Doing({ card: { state, facts } }: { card: Card }) {
  if ((state !== "taken" && state !== "blocked") || !facts.by || !facts.at) return null;
  return (
    <>
      <p className="fr-mb-1v fr-text--sm">
        {state === "taken" ? words.takenBy : words.blockedBy} <strong>{facts.by.name}</strong> ·{" "}
        <Moment at={facts.at} short />
      </p>
      {state === "blocked" && facts.reason && <q className="crisis-quote">{facts.reason}</q>}
    </>
  );
}
