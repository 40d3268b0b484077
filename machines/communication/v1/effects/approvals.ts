import type { DeadlineReached } from "../../../alerting/events.ts";
import type { Effect } from "../../../effects.ts";
import { answererOf } from "../../../time/answerer.ts";
import { dueAt } from "../../../time/due.ts";
import type { Approval } from "../context.ts";
import { waits } from "../mine.ts";
import { toAnswerers, toAuthor } from "../notices.ts";
import { dataOf, type Made } from "../rules.ts";
import { clock, settle, task } from "./kinds.ts";

export const clockKey = ({ after }: Pick<Made, "after">, one: Approval) =>
  `${after.facts.process === "crise" ? "approval" : "t1"}-${one.key}`;
/** One wave for each time that it is asked: what becomes of an adaptation may ask anew. */
const waveOf = ({ after }: Made, one: Approval) =>
  `ask-${one.key}-${after.adaptations.filter(({ answer }) => answer).length + 1}`;

const line = (one: Approval) => ({
  key: "approval",
  rule: one.step.rule,
  article: one.step.article,
  statement:
    one.silence === "approves"
      ? `Un message à la communauté attend votre réponse. Sans réponse à la fin du délai, il est réputé approuvé (article ${one.step.article}).`
      : "Un message à la communauté attend votre approbation : sans elle, il ne part pas.",
  expected: ["Lisez le message.", "Approuvez-le, adaptez-le ou refusez-le en disant pourquoi."],
  ...(one.dueAt && { answerBy: one.dueAt }),
});

/** Each authority newly asked: told, its clock started, its reminder set (CHOIX-RAPPEL). */
export function askEffects(made: Made): Effect[] {
  const { before, after } = made;
  return after.approvals
    .filter((one) => one.state === "waiting")
    .filter((one) => {
      const was = before.approvals.find(({ key }) => key === one.key);
      return !was || !waits(was) || was.askedAt !== one.askedAt;
    })
    .flatMap((one) => ask(made, one));
}

function ask(made: Made, one: Approval): Effect[] {
  const { rules } = made;
  const key = clockKey(made, one);
  const place = answererOf(one.organisation, rules.convention);
  const cited = { rule: one.step.rule, article: one.step.article };
  const effects: Effect[] = toAnswerers(
    made,
    { notice: waveOf(made, one), template: "message-approval", line: line(one) },
    one.answerers.slice(0, 1),
  );
  if (one.within && one.dueAt) {
    effects.push(
      clock({
        ...{ key, ...cited, startedAt: one.askedAt, dueAt: one.dueAt },
        name: `Réponse attendue : ${one.organisation.name}`,
        explanation: dueAt(one.askedAt, one.within, place),
      }),
    );
    const soon = before(one.within);
    if (soon)
      effects.push(
        clock({
          ...{ key: `soon-${key}`, rule: "CHOIX-RAPPEL", article: "choix de la console", shown: false },
          ...{ name: "Rappel", startedAt: one.askedAt, dueAt: dueAt(one.askedAt, soon, place).end },
        }),
      );
  }
  if (one.via !== "holder" && one.via !== "mailbox") effects.push(gap(one));
  return effects;
}

/** A working day before the end. */
function before({ workingDays = 0, workingHours = 0 }: NonNullable<Approval["within"]>) {
  if (workingDays > 1) return { workingDays: workingDays - 1 };
  return workingHours > 24 ? { workingHours: workingHours - 24 } : null;
}

/** Nobody holds the function any more: someone must see to it, and it is shown. */
const gap = (one: Approval): Effect =>
  task({
    key: `gap-${one.key}`,
    kind: "gap",
    title:
      one.via === null
        ? `Personne à joindre pour approuver : ${one.organisation.name}`
        : `Approbation demandée à défaut de titulaire : ${one.organisation.name}`,
    rule: one.rule,
    article: one.article,
    data: {
      gaps: [
        {
          organisation: one.organisation.key,
          name: one.organisation.name,
          function: one.function,
          via: one.via,
        },
      ],
    },
  });

/** Clocks of approvals that wait no more. */
export function settledApprovals(made: Made): Effect[] {
  const { before: was, after } = made;
  return was.approvals.flatMap((one) => {
    const now = after.approvals.find(({ key }) => key === one.key);
    if (!waits(one) || !now || waits(now)) return [];
    const key = clockKey(made, one);
    return [
      settle(key),
      settle(`soon-${key}`, "cleared"),
      { do: "close-task" as const, key: `late-${one.key}` },
    ];
  });
}

/** A clock of an approval rang: a reminder, a tacit approval, or an authority that is late. */
export function reachApproval(made: Made): Effect[] {
  const { key } = dataOf<DeadlineReached>(made.happening);
  const one = made.after.approvals.find((known) => key.endsWith(`-${known.key}`));
  const was = made.before.approvals.find((known) => key.endsWith(`-${known.key}`));
  if (!one || !was || !waits(was)) return [settle(key)];
  const asking = line(one);
  if (key.startsWith("soon-"))
    return [
      settle(key),
      ...toAnswerers(
        made,
        {
          ...{ notice: `${waveOf(made, one)}.rappel`, template: "message-approval" },
          line: { ...asking, statement: `Rappel, le délai se termine bientôt. ${asking.statement}` },
        },
        one.answerers,
      ),
      ...(one.via === null ? [gap(one)] : []),
    ];
  if (one.state === "tacit")
    return [
      settle(key),
      ...(one.nobody ? [gap(one)] : []),
      ...toAuthor(
        made,
        `tacit-${waveOf(made, one)}`,
        `${one.organisation.name} n’a pas répondu dans le délai : son silence vaut accord (article ${one.step.article}).`,
        [],
      ),
    ];
  return [
    settle(key, "breached"),
    ...toAnswerers(
      made,
      {
        ...{ notice: `${waveOf(made, one)}.retard`, template: "message-approval" },
        line: {
          ...asking,
          statement: `Le délai est passé, et le silence ne vaut pas accord. ${asking.statement}`,
        },
      },
      one.answerers,
    ),
    task({
      key: `late-${one.key}`,
      kind: "decision",
      title: `Message sans réponse (${one.organisation.name}) : le silence ne vaut pas accord`,
      rule: one.step.rule,
      article: one.step.article,
    }),
  ];
}
