import type { Effect } from "../../../effects.ts";
import type { CrisisDataOf } from "../events.ts";
import { approverLine, crisisFacts, headsLine, partiesLine, wave } from "../notices.ts";
import { caseOf, clock, type Made, type Make, tellLock } from "./kinds.ts";

const twoPeople = (made: Made, type: "case.compromised" | "case.restored"): Effect[] => {
  const { what } = made.happening.data as CrisisDataOf<"compromise.confirmed">;
  const before = made.before.compromises[what];
  const first = type === "case.compromised" ? before?.declared?.by : before?.restoring?.by;
  const second = {
    id: made.happening.by.id,
    name: made.happening.by.name,
    role: first?.role === "direction" ? "rssi" : "direction",
  };
  return first ? [tellLock(type, { case: caseOf(made), what, by: [first, second] })] : [];
};

/** Heads of school, as responsible officers, are told what to do: professional alerts are never locked (rules.md §4). */
const instruct: Make = ({ after, happening, world }) => {
  const { key, subject, body } = happening.data as CrisisDataOf<"instruction.sent">;
  return [
    wave(after, happening, world, {
      notice: `instruction-${key}`,
      template: "crisis",
      lines: [
        headsLine(subject, ["Lisez la consigne ci-dessous.", "Appliquez-la dans votre établissement."]),
      ],
      text: body,
    }),
  ];
};

const proposePress: Make = ({ after, happening, world }) => {
  const { key, title } = happening.data as CrisisDataOf<"press.proposed">;
  const { approver } = after.press.find((one) => one.key === key) ?? {};
  if (!approver) return [];
  return [
    wave(after, happening, world, {
      notice: `press-${key}`,
      template: "message-approval",
      lines: [approverLine(approver.kind, approver.rule, approver.article)],
      text: title,
    }),
  ];
};

/** A point de situation goes to the whole cell, by name, and to the parties. */
const sendSitrep: Make = ({ after, happening, world }) => {
  const { number } = happening.data as CrisisDataOf<"sitrep.validated">;
  const point = after.sitreps.find((one) => one.number === number);
  if (!point) return [];
  const line = {
    key: "sitrep",
    rule: "MBN-6.2",
    article: "6.2",
    statement: `Point de situation n° ${number}.`,
    expected: ["Lisez-le avant le prochain point."],
  };
  const text = [point.facts, point.impacts, point.actions, point.decisions, point.communication]
    .filter(Boolean)
    .join("\n\n");
  const sitting = after.members.filter((one) => !one.until);
  const people = [...new Map(sitting.map((one) => [one.id, one])).values()].map((one) => ({
    person: one.id,
    organisation: one.organisation.id,
    function: one.function,
    alert: line.key,
    rule: line.rule,
    article: line.article,
  }));
  return [
    {
      do: "call",
      notice: `sitrep-${number}`,
      template: "sitrep",
      people,
      facts: crisisFacts(after, world, happening.at, [line], text),
    },
    wave(after, happening, world, {
      notice: `sitrep-${number}-parties`,
      template: "sitrep",
      lines: [partiesLine("sitrep", line.statement, line.expected)],
      text,
    }),
    ...(point.nextAt
      ? [
          clock({
            key: "point-suivant",
            name: "Prochain point de situation",
            rule: "MBN-6.2",
            article: "6.2",
            startedAt: happening.at,
            dueAt: new Date(point.nextAt).toISOString(),
          }),
        ]
      : []),
  ];
};

const told =
  (type: string): Make =>
  (made) => [tellLock(type, { case: caseOf(made), ...made.happening.data })];

export const speakingEffects: Record<string, Make> = {
  "compromise.confirmed": (made) => twoPeople(made, "case.compromised"),
  "restoration.confirmed": (made) => twoPeople(made, "case.restored"),
  "channel.opened": told("channel.opened"),
  "channel.shut": told("channel.shut"),
  "held.decided": ({ happening }) => [tellLock("held.settled", happening.data)],
  "instruction.sent": instruct,
  "press.proposed": proposePress,
  "sitrep.validated": sendSitrep,
};
