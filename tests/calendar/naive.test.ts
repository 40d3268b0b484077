import fc from "fast-check";
import { expect, test } from "vitest";
import { calendarKey, dueAt } from "#machines/time/due.ts";
import { afterDays, afterMinutes, type Where } from "./oracle.ts";

const seed = Number(process.env.SEED ?? 20261127);
const zones = { "972": "America/Martinique", "974": "Indian/Reunion" } as const;
const where: fc.Arbitrary<Where> = fc
  .record({ region: fc.constantFrom("54", "57", "67", "68", "972", "974", "02"), goodFriday: fc.boolean() })
  .map(({ region, goodFriday }) => ({
    region,
    goodFriday,
    zone: zones[region as keyof typeof zones] ?? "Europe/Paris",
  }));
/** Weeks where something happens come often: Easter, May, the changes of hour, the end of the year. */
const minute = fc
  .record({
    year: fc.integer({ min: 2020, max: 2048 }),
    day: fc.oneof(
      fc.integer({ min: 0, max: 365 }),
      fc.integer({ min: 80, max: 145 }),
      fc.integer({ min: 350, max: 366 }),
      fc.integer({ min: 292, max: 312 }),
    ),
    at: fc.integer({ min: 0, max: 1439 }),
  })
  .map(({ year, day, at }) => Date.UTC(year, 0, 1 + day, 0, at));
const placeOf = ({ region, goodFriday, zone }: Where) => ({
  timezone: zone,
  departement: region,
  ...(goodFriday === false && { goodFridayOff: false }),
});

test(`ten thousand delays end where a naive count of days ends (seed ${seed})`, () => {
  fc.assert(
    fc.property(minute, fc.integer({ min: 1, max: 12 }), where, (from, n, there) => {
      const { end } = dueAt(new Date(from).toISOString(), { workingDays: n }, placeOf(there));
      expect(Date.parse(end)).toBe(afterDays(from, n, there));
    }),
    { seed, numRuns: 10_000 },
  );
});

test(`ten thousand delays in working hours end where a count minute by minute ends (seed ${seed})`, () => {
  fc.assert(
    fc.property(minute, fc.constantFrom(1, 24, 48, 72), where, (from, hours, there) => {
      const due = dueAt(new Date(from).toISOString(), { workingHours: hours }, placeOf(there));
      expect(Date.parse(due.end)).toBe(afterMinutes(from, hours * 60, there));
    }),
    { seed, numRuns: 10_000 },
  );
});

test(`places of the same key have the same end, and a delay can be counted again (seed ${seed})`, () => {
  fc.assert(
    fc.property(minute, where, where, (from, a, b) => {
      fc.pre(calendarKey(placeOf(a)) === calendarKey(placeOf(b)));
      const ends = [a, b].map(
        (one) => dueAt(new Date(from).toISOString(), { workingDays: 5 }, placeOf(one)).end,
      );
      expect(ends[0]).toBe(ends[1]);
      // Counting again from what a delay says of itself gives the same, and a later request never ends sooner.
      const due = dueAt(new Date(from).toISOString(), { workingHours: 48 }, placeOf(a));
      expect(dueAt(due.start, { workingHours: due.amount }, due.place ?? placeOf(a)).end).toBe(due.end);
      const later = dueAt(new Date(from + 60_000).toISOString(), { workingHours: 48 }, placeOf(a));
      expect(later.end >= due.end).toBe(true);
    }),
    { seed, numRuns: 1_000 },
  );
});
