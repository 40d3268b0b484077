import type { CrisisContext } from "#machines/crisis/v1/context.ts";
import type { RoomEntry } from "#machines/crisis/v1/room.ts";
import { actionsOf, type Runbook } from "#runbooks/schema.ts";

/** A delay of the crisis: `ms` null when what it waits for never happened. */
export type Delay = {
  key: "awareness" | "activation" | "answer" | "lock" | "compromise" | "message" | "sitrep" | "exit";
  ms: number | null;
};
export type ClockRow = {
  key: string;
  name: string;
  rule: string;
  article: string;
  dueAt: string | null;
  state: string;
  settledAt: string | null;
};
export type Missed = { name: string; dueAt: string; lateMs: number | null; rule: string; article: string };
export type StepTold = { title: string; by: string; reason: string };

/** From the opening to each first time. The opening itself is measured from when the parties knew. */
export function delaysOf(entries: readonly RoomEntry[], { facts }: CrisisContext, locks: boolean): Delay[] {
  const opened = entries[0] ? Date.parse(entries[0].at) : 0;
  const first = (...found: ((entry: RoomEntry) => boolean)[]) =>
    entries.find((entry) => found.some((is) => is(entry)));
  const since = (entry: RoomEntry | undefined) => (entry ? Date.parse(entry.at) - opened : null);
  const of = (type: string) => (entry: RoomEntry) => entry.type === type;
  return [
    { key: "awareness", ms: Math.max(0, opened - Date.parse(facts.awareAt)) },
    { key: "activation", ms: since(first(of("crisis.activated"))) },
    {
      key: "answer",
      ms: since(first(({ type, data }) => type === "alert.acknowledged" && data.answer === "taken")),
    },
    ...(locks
      ? ([
          { key: "lock", ms: since(first(of("crisis.activated"), of("compromise.confirmed"))) },
          { key: "compromise", ms: since(first(of("compromise.confirmed"))) },
        ] as const)
      : []),
    { key: "message", ms: since(first(of("message.approved"))) },
    { key: "sitrep", ms: since(first(of("sitrep.validated"))) },
    { key: "exit", ms: since(first(of("crisis.exited"))) },
  ];
}

/** Clocks met and missed; those still running count as missed once they are past. Reminders are no duty. */
export function clocksOf(rows: readonly ClockRow[], now: Date): { met: number; missed: Missed[] } {
  const missed: Missed[] = [];
  let met = 0;
  for (const { name, dueAt, state, settledAt, rule, article } of rows) {
    if (!dueAt || state === "cleared") continue;
    const due = Date.parse(dueAt);
    const at = state === "met" && settledAt ? Date.parse(settledAt) : null;
    if (at !== null && at <= due) met += 1;
    else if (at !== null || due < now.getTime())
      missed.push({ name, dueAt, lateMs: at === null ? null : at - due, rule, article });
  }
  return { met, missed };
}

/** Steps passed over, and steps that were blocked at some time, with the reason that was given. */
export function troubledSteps(
  entries: readonly RoomEntry[],
  { steps, actions }: CrisisContext,
  runbook: Runbook,
) {
  const titles = new Map(actionsOf(runbook).map(({ key, title }) => [key, title]));
  const skipped = Object.entries(steps)
    .filter(([, state]) => state === "skipped")
    .map(([key]): StepTold => {
      const { by, reason } = actions[key] ?? {};
      return { title: titles.get(key) ?? key, by: by?.name ?? "", reason: reason ?? "" };
    });
  const blocked = entries
    .filter(({ type }) => type === "step.blocked")
    .map(
      ({ data, actor }): StepTold => ({
        title: titles.get(String(data.step)) ?? String(data.step),
        by: actor.name,
        reason: String(data.reason),
      }),
    );
  return { skipped, blocked };
}
