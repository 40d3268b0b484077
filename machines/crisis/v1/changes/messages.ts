import type { Communication } from "#conventions/schema/communication.ts";
import type { Actor } from "../../../effects.ts";
import type { Happening } from "../../../step.ts";
import type { CrisisContext, MessageFacts, PressFacts, SitrepFacts } from "../context.ts";
import type { CrisisDataOf } from "../events.ts";
import { type Change, dataOf, personOf } from "../rules.ts";

/** Who approves a crisis message carried by that person's party (MBN-5.3-K1, K2); null: the crisis direction. */
export function approverOf({ approvals }: Communication, by: Actor): MessageFacts["approver"] {
  const kind = by.organisation?.kind ?? "";
  const found = approvals.find(({ carriedBy }) => carriedBy.some((one) => one === kind));
  return found ? { kind: found.approvedBy, rule: found.rule, article: found.article } : null;
}

const propose: Change = (crisis, happening, { communication }) => {
  const text = dataOf<CrisisDataOf<"message.proposed">>(happening);
  const { by, at } = happening;
  const message: MessageFacts = {
    ...text,
    state: "proposed",
    by: { ...personOf(by), organisation: by.organisation?.name ?? "" },
    at,
    approver: approverOf(communication, by),
  };
  return { messages: [...crisis.messages.filter(({ key }) => key !== text.key), message] };
};

const answer = (happening: Happening) => {
  const { reason } = dataOf<{ reason?: string }>(happening);
  return { by: personOf(happening.by), at: happening.at, ...(reason && { reason }) };
};

const onMessage =
  (state: MessageFacts["state"]): Change =>
  (crisis, happening) => {
    const { key, subject, body } = dataOf<CrisisDataOf<"message.approved">>(happening);
    return {
      messages: crisis.messages.map((one) =>
        one.key === key
          ? {
              ...one,
              state,
              answered: answer(happening),
              // Adapted by whoever approves (MBN-5.3-K1).
              ...(subject && { subject }),
              ...(body && { body }),
            }
          : one,
      ),
    };
  };

const onPress =
  (state: PressFacts["state"]): Change =>
  (crisis, happening) => {
    const { key } = dataOf<{ key: string }>(happening);
    return {
      press: crisis.press.map((one) =>
        one.key === key ? { ...one, state, answered: answer(happening) } : one,
      ),
    };
  };

const proposePress: Change = (crisis, happening, { communication }) => {
  const { key, title, body } = dataOf<CrisisDataOf<"press.proposed">>(happening);
  const { press } = communication;
  const statement: PressFacts = {
    key,
    title,
    body,
    state: "proposed",
    by: personOf(happening.by),
    at: happening.at,
    approver: press ? { kind: press.approvedBy, rule: press.rule, article: press.article } : null,
  };
  return { press: [...crisis.press.filter((one) => one.key !== key), statement] };
};

/** Drafted again, a point not yet validated is replaced. */
const draft: Change = (crisis, happening) => {
  const { number, ...text } = dataOf<CrisisDataOf<"sitrep.drafted">>(happening);
  const point: SitrepFacts = {
    ...text,
    number,
    state: "draft",
    by: personOf(happening.by),
    at: happening.at,
  };
  return { sitreps: [...crisis.sitreps.filter((one) => one.number !== number), point] };
};

const validate: Change = (crisis, happening) => {
  const { number } = dataOf<CrisisDataOf<"sitrep.validated">>(happening);
  const validated = { by: personOf(happening.by), at: happening.at };
  return {
    sitreps: crisis.sitreps.map((one) =>
      one.number === number ? { ...one, state: "validated" as const, validated } : one,
    ),
  };
};

/** A message whose approval is overdue is late, never approved (rules.md §8.4). */
export const lateMessage = (crisis: CrisisContext, key: string): Partial<CrisisContext> => ({
  messages: crisis.messages.map((one) =>
    one.key === key && one.state === "proposed" ? { ...one, state: "late" as const } : one,
  ),
});

/** Told with its reference, its clock: kept with what the room shows. */
export const messageChanges: Record<string, Change> = {
  "message.proposed": propose,
  "message.approved": onMessage("approved"),
  "message.refused": onMessage("refused"),
  "message.withdrawn": onMessage("withdrawn"),
  "message.late": (crisis, happening) => lateMessage(crisis, dataOf<{ key: string }>(happening).key),
  "press.proposed": proposePress,
  "press.approved": onPress("approved"),
  "press.refused": onPress("refused"),
  "sitrep.drafted": draft,
  "sitrep.validated": validate,
};
