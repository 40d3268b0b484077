import { actionState, whoLabel } from "#app/messages/crisis-procedure.ts";
import { steps as words } from "#app/messages/crisis-room.ts";
import { StateBadge, type Tone } from "#app/ui/state-badge.tsx";
import { formatSpan } from "#app/ui/time/format.ts";
import { Moment } from "#app/ui/time/moment.tsx";
import { useClock } from "#app/ui/time/now.tsx";
import type { Card } from "../../room-state/actions.ts";
import { useWaitingFor } from "../../room-state/room-context.ts";
import { Due } from "./due.tsx";
import { StepBody } from "./step-body.tsx";
import { StepSending } from "./step-sending.tsx";

const tones: Record<string, Tone> = { todo: "new", open: "new", taken: "info", blocked: "error" };
type Props = {
  card: Card;
  level: 4 | 5;
  /** Somebody else's: who, what, by when; the rest on demand. */
  folded?: boolean;
};

/** Who, what, by when, with what proof, and one main action. */
export function StepCard({ card, level, folded = false }: Props) {
  const { action, state, facts } = card;
  const { now } = useClock();
  const waiting = useWaitingFor(action.key);
  const late = facts.dueAt !== undefined && Date.parse(facts.dueAt) < now;
  const classes = ["crisis-step", late && "crisis-step--late", state === "blocked" && "crisis-step--blocked"];
  return (
    <article
      id={`etape-${action.key}`}
      tabIndex={-1}
      className={classes.filter(Boolean).join(" ")}
      aria-labelledby={`titre-${action.key}`}
    >
      {folded ? (
        <details className="crisis-step__fold">
          <summary>
            <StepHead card={card} level={level} />
          </summary>
          <StepBody card={card} />
        </details>
      ) : (
        <>
          <StepHead card={card} level={level} />
          <StepBody card={card} />
        </>
      )}
      {waiting.map((item) => (
        <StepSending key={item.id} item={item} card={card} />
      ))}
    </article>
  );
}

function StepHead({ card: { action, state, facts }, level }: Pick<Props, "card" | "level">) {
  const Title = `h${level}` as const;
  const who = whoLabel(action.who, action.party);
  const held = (state === "taken" || state === "blocked") && facts.by && facts.at;
  return (
    <>
      <span className="crisis-step__state">
        <StateBadge label={actionState(state).label} tone={tones[state] ?? "neutral"} />
        {facts.dueAt ? (
          <Due at={facts.dueAt} />
        ) : (
          action.within && (
            <span className="crisis-quiet">{words.allowed(formatSpan(action.within * 60_000))}</span>
          )
        )}
      </span>
      <Title id={`titre-${action.key}`} className="crisis-step__title">
        {action.title}
      </Title>
      <span className="crisis-step__who">
        {action.kind === "decision" ? words.decides(who) : who}
        {held && facts.by && facts.at && (
          <>
            {" "}
            · {state === "taken" ? words.takenBy : words.blockedBy} <b>{facts.by.name}</b>,{" "}
            <Moment at={facts.at} short />
          </>
        )}
      </span>
    </>
  );
}
