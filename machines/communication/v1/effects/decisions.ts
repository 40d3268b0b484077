import { levelsOf } from "../../../alerting/chase.ts";
import type { DeadlineReached } from "../../../alerting/events.ts";
import type { Effect } from "../../../effects.ts";
import { answererOf } from "../../../time/answerer.ts";
import { dueAt } from "../../../time/due.ts";
import { silenceApproves } from "../changes/decisions.ts";
import type { CommunicationDataOf } from "../events.ts";
import { factsOf } from "../notices.ts";
import { dataOf, foundOf, type Made } from "../rules.ts";
import { clock, settle, task } from "./kinds.ts";

const WAVE = "t2";
const soonKey = (key: string) => `soon-${key}`;

const silence = (made: Made) =>
  silenceApproves(made)
    ? "Sans réponse à la fin du délai, il est réputé accepté."
    : "Sans votre accord, il n’est pas publié.";

/** All heads of school are asked, one row each, and a clock a calendar (MBN-5.3-T2). */
export function askSchools(made: Made): Effect[] {
  const { after, happening, world, rules } = made;
  const { decisions } = after;
  if (!decisions) return [];
  const cited = { rule: decisions.rule, article: decisions.article };
  const line = {
    ...{ key: "decision", ...cited },
    statement: `Un message à la communauté attend votre décision pour le portail de votre établissement. ${silence(made)}`,
    expected: ["Lisez le message.", "Acceptez-le, ou refusez-le en disant pourquoi."],
    ...(decisions.clocks[0] && { answerBy: decisions.clocks[0].dueAt }),
  };
  const within = rules.process.t2?.within ?? { workingDays: 2 };
  const earlier = (within.workingDays ?? 0) > 1 ? { workingDays: (within.workingDays ?? 0) - 1 } : null;
  return [
    {
      do: "alert",
      notice: WAVE,
      template: "message-decision",
      plan: [
        {
          ...{ alert: "decision", ...cited },
          target: { to: "function", function: "chefEtablissement", at: "school" },
        },
      ],
      scope: after.scope,
      levels: levelsOf(world.convention),
      facts: factsOf(made, [line]),
    },
    {
      do: "open-decisions",
      notice: WAVE,
      scope: after.scope,
      calendars: decisions.clocks.flatMap(({ calendars, dueAt: end }) =>
        calendars.map((calendar) => ({ ...calendar, dueAt: end })),
      ),
      ...cited,
    },
    ...decisions.clocks.flatMap(({ key, calendars, dueAt: end, schools }): Effect[] => {
      const place = answererOf(calendars[0] ?? after.author.place, rules.convention);
      return [
        clock({
          ...{ key, ...cited, startedAt: happening.at, dueAt: end },
          name: `Décision de ${schools} établissement${schools > 1 ? "s" : ""}`,
          explanation: dueAt(happening.at, within, place),
        }),
        ...(earlier
          ? [
              clock({
                ...{ key: soonKey(key), rule: "CHOIX-RAPPEL", article: "choix de la console", shown: false },
                ...{
                  name: "Rappel",
                  startedAt: happening.at,
                  dueAt: dueAt(happening.at, earlier, place).end,
                },
              }),
            ]
          : []),
      ];
    }),
  ];
}

/** The schools' own clock: those who did not answer are reminded; then silence approves, and is written as such. */
export function reachSchools(made: Made): Effect[] {
  const { after, happening } = made;
  const { key } = dataOf<DeadlineReached>(happening);
  const { decisions } = after;
  if (!decisions) return [settle(key)];
  const cited = { rule: decisions.rule, article: decisions.article };
  if (key.startsWith("soon-")) {
    const line = {
      ...{ key: "decision", ...cited, answerBy: key.replace("soon-t2-", "") },
      statement: `Rappel : un message à la communauté attend votre décision. ${silence(made)}`,
      expected: ["Acceptez-le, ou refusez-le en disant pourquoi."],
    };
    return [
      settle(key),
      {
        do: "remind-undecided",
        about: WAVE,
        notice: `${WAVE}.rappel-${key.replace("soon-t2-", "")}`,
        template: "message-decision",
        dueAt: key.replace("soon-t2-", ""),
        facts: factsOf(made, [line]),
      },
    ];
  }
  const count = foundOf(happening).expiring?.count ?? 0;
  if (!silenceApproves(made)) return [settle(key, "breached"), ...(count > 0 ? [late(count, cited)] : [])];
  return [settle(key), ...(count > 0 ? [{ do: "expire-decisions" as const, until: happening.at }] : [])];
}

/** The text gives silence no effect: they are still asked, and someone is told (CHOIX-4). */
const late = (count: number, cited: { rule: string; article: string }) =>
  task({
    key: "late-schools",
    kind: "decision",
    title: `${count} établissement${count > 1 ? "s n’ont" : " n’a"} pas répondu : le silence ne vaut pas accord`,
    ...cited,
  });

/** One school's answer. */
export function answerSchool({ happening }: Made): Effect[] {
  const { reason } = dataOf<CommunicationDataOf<"t2.refused">>(happening);
  const { decision } = foundOf(happening);
  return decision
    ? [
        {
          do: "decide-school",
          school: decision.school,
          state: happening.type === "t2.accepted" ? "accepted" : "refused",
          by: happening.by.name,
          byId: happening.by.id,
          ...(reason && { reason }),
        },
      ]
    : [];
}

/** Clocks of a temps 2 that nobody is waited for any more. */
export function endedSchools({ after, before }: Made): Effect[] {
  if (!after.decisions || after.decisions.pending > 0 || before.decisions?.pending === 0) return [];
  return after.decisions.clocks.flatMap(({ key, ended }) =>
    ended ? [settle(soonKey(key), "cleared")] : [settle(key, "met"), settle(soonKey(key), "cleared")],
  );
}

/** Closed since they decided: left out, written as such, and someone is told. */
export function leaveOutClosed({ happening, after }: Made): Effect[] {
  const { closed } = foundOf(happening);
  if (!after.decisions || !closed || closed.count === 0) return [];
  const names = closed.schools.slice(0, 3).map(({ name }) => name);
  return [
    { do: "close-decisions" },
    task({
      key: "closed-schools",
      kind: "gap",
      title: `${closed.count} établissement${closed.count > 1 ? "s fermés" : " fermé"} depuis leur décision, laissé${closed.count > 1 ? "s" : ""} de côté : ${names.join(", ")}`,
      rule: after.decisions.rule,
      article: after.decisions.article,
      data: { schools: closed.schools.map(({ id }) => id) },
    }),
  ];
}
