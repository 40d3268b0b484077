import { TZDate } from "@date-fns/tz";
import type { InstanceContext } from "./context.ts";

/** Days on which the clock looks at the year, month and day (CHOIX-CADENCE); the last: once it is over. */
const CHECKS: [number, number][] = [
  [10, 1],
  [12, 1],
];

export const yearOf = (at: string, zone: string) => new TZDate(at, zone).getFullYear();
const dayIn = (zone: string, year: number, month: number, day: number) =>
  new Date(new TZDate(year, month - 1, day, zone).getTime()).toISOString();

/** The next look at the year, strictly after an instant. UTC. */
export function nextCheck(after: string, zone: string): string {
  const year = yearOf(after, zone);
  const days = [[1, 1] as [number, number], ...CHECKS].map(([month, day]) => dayIn(zone, year, month, day));
  return days.find((day) => Date.parse(day) > Date.parse(after)) ?? dayIn(zone, year + 1, 1, 1);
}

/** The year that a look is about: on 1 January, the one that has just ended. */
export function checkedYear(at: string, zone: string): { year: number; over: boolean } {
  const local = new TZDate(at, zone);
  const over = local.getMonth() === 0;
  return { year: local.getFullYear() - (over ? 1 : 0), over };
}

/**
 * Meetings of a year that count against the minimum: those held, and those that are still to be. Its ends are worked
 * out once, not once a meeting.
 */
export function countOf({ meetings, timezone }: InstanceContext, year: number) {
  const [from, to] = [Date.parse(dayIn(timezone, year, 1, 1)), Date.parse(dayIn(timezone, year + 1, 1, 1))];
  const of = meetings.filter(({ at, extra }) => !extra && Date.parse(at) >= from && Date.parse(at) < to);
  const held = of.filter(({ state }) => state === "held").length;
  const planned = of.filter(({ state }) => state === "planned" || state === "convened").length;
  return { held, planned };
}

/** The year as the clock finds it, where it would end (or ended) below the minimum of the text; else null. */
export function shortYear(context: InstanceContext, at: string): InstanceContext["short"] {
  const { perYear } = context.terms;
  if (!perYear) return null;
  const { year, over } = checkedYear(at, context.timezone);
  const { held, planned } = countOf(context, year);
  if (held + (over ? 0 : planned) >= perYear.least) return null;
  return { year, held, planned: over ? 0 : planned, needed: perYear.least, since: at, over };
}

/** After a meeting was planned or held: whether the year warned about is saved. */
export function stillShort(context: InstanceContext): InstanceContext["short"] {
  const { short } = context;
  if (!short) return null;
  const { held, planned } = countOf(context, short.year);
  return held + (short.over ? 0 : planned) >= short.needed
    ? null
    : { ...short, held, planned: short.over ? 0 : planned };
}
