import type { MessageAct } from "#app/messages/communication-act.ts";
import type { Caller } from "#app/platform/caller.ts";
import { machineOf } from "#machines/registry.ts";
import type { Message } from "./page.ts";

type Known = Pick<Message, "machine" | "machineVersion" | "state" | "context" | "waits" | "mine" | "held">;

const asked: Record<NonNullable<Message["waits"]>, MessageAct[]> = {
  t1: ["t1.approved", "t1.adapted", "t1.rejected"],
  t2: ["t2.accepted", "t2.refused"],
  approval: ["approval.given", "approval.refused"],
  adaptation: ["adaptation.accepted", "adaptation.declined"],
  review: ["review.recorded"],
};
const written: MessageAct[] = ["communication.submitted", "communication.withdrawn"];
const adapting: MessageAct[] = ["adaptation.accepted", "adaptation.declined"];

/** What this reader may do with the message now: what waits for them first, then what its author may. */
export function possibleActs(message: Known, _caller: Caller): MessageAct[] {
  const { machine, machineVersion, state, context, waits, mine, held } = message;
  const accepted = new Set(
    machineOf(machine, machineVersion).accepts({
      state,
      context: context as unknown as Record<string, unknown>,
    }),
  );
  const acts = [
    ...(waits ? asked[waits] : []),
    ...(mine ? [...(state === "adapting" ? adapting : []), ...written] : []),
    ...(context.review?.state === "pending" && held.has("communication.review") ? asked.review : []),
  ];
  return [...new Set(acts)].filter((type) => accepted.has(type));
}
