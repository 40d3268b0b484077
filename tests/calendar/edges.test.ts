import { describe, expect, test } from "vitest";
import { calendarKey, dueAt } from "#machines/time/due.ts";
import { holidaysOfYear } from "#machines/time/holidays.ts";
import { K, metz, nancy, saintDenis, strasbourg, T1, T2, worked } from "./places.ts";

const end = (from: string, delay: Parameters<typeof dueAt>[1], place = nancy) =>
  dueAt(from, delay, place).end;

describe("edges of a delay", () => {
  test("Wallis-et-Futuna, Polynésie and Nouvelle-Calédonie have the days of their own (a choice of the console)", () => {
    const owned = (departement: string) => {
      const national = new Set(holidaysOfYear(2026, {}).map(({ day }) => day));
      return holidaysOfYear(2026, { departement }).flatMap(({ day }) => (national.has(day) ? [] : [day]));
    };
    // Saint-Pierre-Chanel, Saint-Pierre et Paul, fête du Territoire.
    expect(owned("986")).toEqual(["2026-04-28", "2026-06-29", "2026-07-29"]);
    // Arrivée de l’Évangile, Vendredi saint, Matari’i (which took the place of the Autonomie of 29 June).
    expect(owned("987")).toEqual(["2026-03-05", "2026-04-03", "2026-11-20"]);
    // Fête de la Citoyenneté.
    expect(owned("988")).toEqual(["2026-09-24"]);
  });

  test("a millisecond before midnight is still that day, midnight is the next", () => {
    // Monday 23 March 2026 23:59:59.999 in Paris → Tue 24, Wed 25. Tuesday 24 at 0 h → Wed 25, Thu 26.
    expect(end("2026-03-23T22:59:59.999Z", T2)).toBe("2026-03-25T23:00:00.000Z");
    expect(end("2026-03-23T23:00:00.000Z", T2)).toBe("2026-03-26T23:00:00.000Z");
    // 48 h ouvrées: the same instant but one, the same end but one.
    expect(end("2026-03-23T22:59:59.999Z", K)).toBe("2026-03-25T22:59:59.999Z");
    expect(end("2026-03-23T23:00:00.000Z", K)).toBe("2026-03-25T23:00:00.000Z");
  });

  test("29 February counts in a leap year", () => {
    // Friday 25 February 2028 → Mon 28, Tue 29.
    expect(end("2028-02-25T09:00:00Z", T2)).toBe("2028-02-29T23:00:00.000Z");
  });

  test("a place without département has the holidays of all France, and no more", () => {
    const nowhere = { timezone: "Europe/Paris" };
    expect(end("2026-04-02T08:00:00Z", T1, nowhere)).toBe(end("2026-04-02T08:00:00Z", T1, nancy));
    expect(calendarKey(nowhere)).toBe(calendarKey({ timezone: "Europe/Paris", departement: null }));
  });

  test("an hour that does not exist, a zone that does not exist, a week without days: no end is made up", () => {
    expect(() => dueAt("demain", T1, nancy)).toThrow(RangeError);
    expect(() => dueAt("2026-04-02T08:00:00Z", T1, { timezone: "Europe/Metz" })).toThrow(RangeError);
    expect(() => dueAt("2026-04-02T08:00:00Z", { hours: 48 }, { timezone: "" })).toThrow(RangeError);
    expect(end("2026-04-02T08:00:00Z", T2, { ...nancy, workingDays: [] })).toBe("2026-04-07T22:00:00.000Z");
  });

  test("every overseas département has its own days", () => {
    const names = (departement: string) =>
      holidaysOfYear(2026, { departement })
        .filter(({ name }) => name.startsWith("Abolition"))
        .map(({ day }) => day.slice(5));
    expect(
      Object.fromEntries(["971", "972", "973", "974", "976"].map((code) => [code, names(code)])),
    ).toEqual({
      "971": ["05-27"],
      "972": ["05-22"],
      "973": ["06-10"],
      "974": ["12-20"],
      "976": ["04-27"],
    });
    // Eleven in all France; two more in Moselle; one less than these where the commune works on Good Friday.
    expect([nancy, metz, worked].map((place) => holidaysOfYear(2026, place).length)).toEqual([11, 13, 12]);
  });
});

describe("what a deadline says of itself", () => {
  test("days left out, each with the choice that says so", () => {
    const { leftOut, place, unit, amount } = dueAt("2026-04-02T08:00:00Z", T2, metz);
    expect({ unit, amount, place }).toEqual({ unit: "workingDays", amount: 2, place: metz });
    expect(leftOut).toEqual([
      { day: "2026-04-03", because: "Vendredi saint", rule: "CHOIX-VENDREDI-SAINT" },
      { day: "2026-04-04", because: "samedi", rule: "CHOIX-1" },
      { day: "2026-04-05", because: "dimanche", rule: "CHOIX-1" },
      { day: "2026-04-06", because: "Lundi de Pâques", rule: "CHOIX-1" },
    ]);
  });

  test("a Good Friday that its commune works is said to have counted", () => {
    const { counted, leftOut } = dueAt("2026-04-02T08:00:00Z", T2, worked);
    expect(counted).toEqual([{ day: "2026-04-03", because: "Vendredi saint", rule: "CHOIX-VENDREDI-SAINT" }]);
    expect(leftOut.map(({ day }) => day)).not.toContain("2026-04-03");
    expect(dueAt("2026-04-02T08:00:00Z", T2, nancy).counted).toBeUndefined();
  });

  test("a commune's choice has no effect where the law of 1892 is not in force", () => {
    for (const goodFridayOff of [true, false])
      expect(end("2026-04-02T08:00:00Z", T2, { ...nancy, goodFridayOff })).toBe("2026-04-07T22:00:00.000Z");
  });

  test("schools whose delays end together share a key, others do not", () => {
    const keys = [nancy, { ...nancy, departement: "51" }, { ...nancy, goodFridayOff: false }, metz, worked];
    expect(new Set(keys.map(calendarKey)).size).toBe(3);
    expect(calendarKey({ ...metz, goodFridayOff: true })).toBe(calendarKey(metz));
    expect(calendarKey(saintDenis)).not.toBe(calendarKey(strasbourg));
    expect(calendarKey({ ...nancy, workingDays: [5, 4, 3, 2, 1] })).toBe(calendarKey(nancy));
  });
});
