import type { Consequences, Recipient } from "#app/engine/preview.ts";
import type { TimeExplanation } from "#app/ui/time/time-left.tsx";
import type { Reason } from "#app/ui/why.tsx";
import type { Convention } from "#conventions/schema.ts";
import type { Effect } from "#machines/effects.ts";
import { reasonOf } from "./incident-page-rules.ts";

export type ForeseenPerson = { name: string; function: string; organisation: string; via: string | null };
export type ForeseenGroup = {
  key: string;
  reason: Reason;
  count: number;
  /** At most fifty are named; beyond, they are counted by département. */
  people: ForeseenPerson[];
  byDepartement: { departement: string | null; count: number }[];
};
export type ForeseenClock = {
  name: string;
  dueAt: string | null;
  explanation: TimeExplanation | null;
  reason: Reason;
};
/** What pages show before somebody confirms. */
export type Foreseen = {
  state: string;
  people: number;
  mailboxes: number;
  unreachable: number;
  groups: ForeseenGroup[];
  clocks: ForeseenClock[];
  settled: { name: string; as: string }[];
  tasks: string[];
  /** Other dossiers that it moves: an application that it suspends. */
  others: { ref: string; title: string; kind: string; state: string }[];
};

const NAMED = 50;

/** Turns the engine's consequences into what a page says: groups by rule, each with its « Pourquoi ? ». */
export function foreseen(
  { state, recipients: own, effects, told, alsoAlerted }: Consequences,
  convention: Convention,
): Foreseen {
  const recipients = [...own, ...alsoAlerted];
  const reached = recipients.filter((one) => one.address !== null);
  const mailboxes = reached.filter((one) => one.function === "mailbox").length;
  return {
    state,
    people: reached.length - mailboxes,
    mailboxes,
    unreachable: recipients.length - reached.length,
    groups: groupsOf(reached, [...effects, ...told.flatMap((one) => one.stepped.effects)], convention),
    clocks: effects.flatMap((effect) =>
      effect.do === "start-deadline" && effect.deadline.shown
        ? [
            {
              name: effect.deadline.name,
              dueAt: effect.deadline.dueAt,
              explanation: effect.deadline.explanation ?? null,
              reason: reasonOf(convention, effect.deadline, { clock: effect.deadline.key }),
            },
          ]
        : [],
    ),
    settled: effects.flatMap((effect) => {
      const key = effect.do === "settle-deadline" ? effect.key.replace(/^clock-/, "") : "";
      const clock = convention.clocks.find((one) => one.key === key);
      return clock && effect.do === "settle-deadline" ? [{ name: clock.name, as: effect.as }] : [];
    }),
    tasks: effects.flatMap((effect) => (effect.do === "open-task" ? [effect.task.title] : [])),
    others: told.flatMap(({ row, stepped }) =>
      row.state === stepped.state
        ? []
        : [{ ref: row.ref, title: stepped.title, kind: row.kind, state: stepped.state }],
    ),
  };
}

function groupsOf(reached: Recipient[], effects: Effect[], convention: Convention): ForeseenGroup[] {
  const statements = new Map<string, string>();
  for (const effect of effects)
    if (effect.do === "alert")
      for (const [key, { statement }] of Object.entries(effect.facts.alerts)) statements.set(key, statement);
  const named = reached.length <= NAMED;
  return [...grouped(reached, (one) => one.alert)].map(([key, people]) => {
    const first = people[0] as Recipient;
    const counts = grouped(people, (one) => one.departement);
    return {
      key,
      reason: reasonOf(convention, first, { statement: statements.get(key) }),
      count: people.length,
      people: named
        ? people.map((one) => ({
            name: one.name,
            function: one.function,
            organisation: one.organisation_name,
            via: one.via,
          }))
        : [],
      byDepartement: named
        ? []
        : [...counts]
            .map(([departement, list]) => ({ departement, count: list.length }))
            .sort((a, b) => (a.departement ?? "~").localeCompare(b.departement ?? "~")),
    };
  });
}

function grouped<Row, Key>(rows: Row[], keyOf: (row: Row) => Key): Map<Key, Row[]> {
  const groups = new Map<Key, Row[]>();
  for (const row of rows) {
    const key = keyOf(row);
    const group = groups.get(key);
    if (group) group.push(row);
    else groups.set(key, [row]);
  }
  return groups;
}
