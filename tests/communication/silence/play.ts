import type { Approval, CommunicationContext } from "#machines/communication/v1/context.ts";
import type { Actor, Effect } from "#machines/effects.ts";
import { clock } from "../../crisis/model/cast.ts";
import { type Run, written } from "./draws.ts";
import { Message } from "./message.ts";
import { ended, silenceApprovesT1, silenceApprovesT2, type Text } from "./oracle.ts";

/** What runs saw, so that nothing goes untested. */
export const seen: Record<string, number> = {};
const count = (what: string) => {
  seen[what] = (seen[what] ?? 0) + 1;
};
const must = (holds: boolean, said: string) => {
  if (!holds) throw new Error(said);
};
/** After each step: what became tacit, and whether the text gave silence that effect at that instant. */
function check(
  message: Message,
  text: Text,
  before: CommunicationContext | null,
  event: { type: string; key?: string },
) {
  const { context, now } = message;
  for (const one of context.approvals) {
    const was = before?.approvals.find(({ key }) => key === one.key);
    if (one.state !== "tacit" || was?.state === "tacit") continue;
    count("tacit T1");
    must(
      silenceApprovesT1(text),
      `silence approved a ${text.process} message of ${text.carrier}: the text gives it no such effect`,
    );
    must(
      event.type === "deadline.reached" && event.key === `t1-${one.key}`,
      `tacit by ${event.type} ${event.key}`,
    );
    must(was?.state === "waiting" && ended(was.dueAt, now), `tacit at ${now}, before the end ${was?.dueAt}`);
    must(
      !declined(before as CommunicationContext, was as Approval),
      "who proposed an adaptation had answered: no silence",
    );
  }
  const tacit = (context.decisions?.tacit ?? 0) - (before?.decisions?.tacit ?? 0);
  must(tacit >= 0, "tacit decisions were taken back");
  if (tacit === 0) return;
  count("tacit T2");
  must(
    silenceApprovesT2(text),
    `the silence of ${tacit} schools approved a ${text.process} message: the text gives it no such effect`,
  );
  must(
    event.type === "deadline.reached" && (event.key ?? "").startsWith("t2-"),
    `schools tacit by ${event.type}`,
  );
  const over = before?.decisions?.clocks.filter(({ dueAt }) => ended(dueAt, now)) ?? [];
  must(
    over.reduce((sum, one) => sum + one.schools, 0) >= tacit,
    "schools tacit before the end of their clock",
  );
}
/** Its last adaptation was declined: the words wait for its answer, and it had given one. */
const declined = (context: CommunicationContext, one: Approval) =>
  context.adaptations.filter(({ approval }) => approval === one.key).at(-1)?.answer?.accepted === false;

/** What leaves without any silence is checked elsewhere; what leaves with one was let by the text. */
function leaves(message: Message, text: Text, effects: Effect[]) {
  if (!effects.some((one) => one.do === "broadcast")) return;
  count(`left ${text.process}`);
  const { approvals, decisions } = message.context;
  const unanswered = approvals.filter(({ state }) => state !== "approved" && state !== "tacit");
  must(unanswered.length === 0, `left with an approval « ${unanswered[0]?.state} »`);
  must((decisions?.pending ?? 0) === 0, "left while schools were still asked");
  if (!silenceApprovesT1(text))
    must(
      approvals.every(({ state }) => state === "approved"),
      "left on a silence",
    );
  if (text.process === "crise")
    must(message.context.facts.process === "crise", "a message of crisis left by itself");
}

/** Plays a run, and says of each step what rules.md says. @throws Error at the first disagreement. */
export function play(run: Run) {
  const convention = written(run.text);
  const message = new Message(run, convention);
  const text: Text = { process: run.process, carrier: run.carrier, convention };
  const take = (type: string, data: Record<string, unknown>, by: Actor) => {
    const before = message.stored ? message.context : null;
    const effects = message.send(type, data, by);
    if (!effects) return false;
    check(message, text, before, { type, ...(typeof data.key === "string" && { key: data.key }) });
    leaves(message, text, effects);
    return true;
  };
  const { author } = message.people;
  const place = {
    ...(author.organisation as NonNullable<Actor["organisation"]>),
    timezone: "Europe/Paris",
    departement: "54",
    academie: "Reims",
  };
  if (
    !take("communication.proposed", { draft: message.draft(), place, parties: [], exercise: false }, author)
  ) {
    count(`refused ${run.process}`);
    return;
  }
  count(run.process);
  for (const move of run.moves) {
    if (move.do === "pass") message.at += move.hours * 3_600_000;
    else if (move.do === "stray") take("deadline.reached", { key: move.key }, clock);
    else if (move.do === "ring") {
      const prefix = run.process === "crise" ? "approval" : "t1";
      const clocks = [
        ...message.context.approvals.map(({ key, dueAt }) => ({ key: `${prefix}-${key}`, dueAt })),
        ...(message.context.decisions?.clocks ?? []).map(({ key, dueAt }) => ({ key, dueAt })),
      ];
      const one = clocks[move.rank % Math.max(1, clocks.length)];
      if (!one) continue;
      if (one.dueAt) message.at = Math.max(message.at, Date.parse(one.dueAt) + move.drift);
      take("deadline.reached", { key: move.soon && move.drift < 0 ? `soon-${one.key}` : one.key }, clock);
    } else {
      const reason = "Parce que.";
      const data = move.type === "t1.adapted" ? { changes: { title: "Autre" }, reason } : { reason };
      if (take(move.type, data, message.people[move.who])) {
        count(move.type);
        if (move.type.startsWith("t2.")) message.answered.add(message.people.school.organisation?.id ?? "");
      }
    }
  }
  for (const { state } of message.context.approvals) count(`ends ${state}`);
}
