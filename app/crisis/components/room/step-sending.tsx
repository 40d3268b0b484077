import { actionState } from "#app/messages/crisis-procedure.ts";
import { room as roomWords, steps as words } from "#app/messages/crisis-room.ts";
import { Moment } from "#app/ui/time/moment.tsx";
import type { Card } from "../../room-state/actions.ts";
import type { Waiting } from "../../room-state/queue.ts";
import { useRoomView } from "../../room-state/room-context.ts";
import { AgainOrDrop } from "./again-or-drop.tsx";
import { RoomRefusal } from "./refusal.tsx";

const verbs: Record<string, string> = {
  "step.taken": words.take,
  "step.given-back": words.giveBack,
  "step.done": words.done,
  "step.blocked": words.block,
  "step.unblocked": words.unblock,
  "step.skipped": words.skip,
  "step.reopened": words.reopen,
  "decision.taken": words.decide,
  "log.entered": roomWords.main.note,
  "member.joined": roomWords.main.join,
};
/** « prendre « Appeler la police » »: what a refusal is about. */
export const whatOf = (type: string, title: string) =>
  `${(verbs[type] ?? type).toLowerCase()}${title ? ` « ${title} »` : ""}`;

/** What was just pressed on a card: on its way, waiting for the network, or refused with who was faster. */
export function StepSending({ item, card }: { item: Waiting; card: Card }) {
  const { sending } = useRoomView();
  const { id, state, answer, body } = item;
  if (state !== "refused" || !answer)
    return (
      <p className="crisis-sending" role="status">
        {state === "waiting" && sending.trouble
          ? words.queued
          : state === "sent"
            ? words.sent
            : words.sending}
      </p>
    );
  const typed = [body.proof, body.reason, body.because].find((one) => typeof one === "string");
  return (
    <RoomRefusal
      what={`${whatOf(body.type, "")}${card.action.kind === "step" ? ` ${words.thisStep}` : ""}`}
      answer={answer}
      typed={typed as string | undefined}
      now={<CardNow card={card} />}
    >
      <AgainOrDrop id={id} />
    </RoomRefusal>
  );
}

/** Who did what to it, and when: the answer to « what happened? » after a refusal. */
function CardNow({ card: { state, facts } }: { card: Card }) {
  return (
    <p className="fr-mb-1w">
      {roomWords.refused.now} <strong>{actionState(state).label}</strong>
      {facts.by && facts.at && state !== "todo" && (
        <>
          , {facts.by.name}, <Moment at={facts.at} short />
        </>
      )}
    </p>
  );
}
