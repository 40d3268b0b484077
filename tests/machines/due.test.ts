import { describe, expect, test } from "vitest";
import { dueAt } from "#machines/time/due.ts";

const paris = { timezone: "Europe/Paris" };

describe("how long a delay is", () => {
  test("48 h without « ouvrées » are plain hours, through a week-end and a change of hour (CHOIX-3)", () => {
    // Saturday 28 March 2026 20:00 in Paris; the clocks go forward that night, 48 hours remain 48 hours.
    expect(dueAt("2026-03-28T19:00:00Z", { hours: 48 }, paris).end).toBe("2026-03-30T19:00:00.000Z");
  });

  test("five working days end at 24:00 of the fifth, the day of the request not counting (CHOIX-1)", () => {
    // Monday 23 March: Tue 24, Wed 25, Thu 26, Fri 27, Mon 30 → end of Monday 30 March, summer time.
    const due = dueAt("2026-03-23T10:00:00Z", { workingDays: 5 }, paris);
    expect(due.end).toBe("2026-03-30T22:00:00.000Z");
    expect(due.leftOut.map((one) => one.because)).toEqual(["samedi", "dimanche"]);
  });

  test.each([
    // Good Friday 3 April 2026 is a holiday in Moselle, not in Meurthe-et-Moselle; Easter Monday the 6th in both.
    ["57", "2026-04-08T22:00:00.000Z"],
    ["54", "2026-04-07T22:00:00.000Z"],
  ])("Good Friday does not count in département 57, and does elsewhere (%s)", (departement, end) => {
    // Thursday 2 April: two working days. 54: Fri 3, Tue 7. 57: Tue 7, Wed 8.
    expect(dueAt("2026-04-02T09:00:00Z", { workingDays: 2 }, { ...paris, departement }).end).toBe(end);
  });

  test("48 h ouvrées count 24 h a working day (CHOIX-2)", () => {
    // Friday 20 March 2026 12:00 in Paris: 12 h on Friday, 24 h on Monday, 12 h on Tuesday.
    expect(dueAt("2026-03-20T11:00:00Z", { workingHours: 48 }, paris).end).toBe("2026-03-24T11:00:00.000Z");
  });

  test("La Réunion counts in its own time zone, and the 20th of December is its own holiday", () => {
    // Friday 18 December 2026: Sunday 20 is the holiday; one working day → Monday 21, 24:00 in Saint-Denis.
    const reunion = { timezone: "Indian/Reunion", departement: "974" };
    expect(dueAt("2026-12-18T08:00:00Z", { workingDays: 1 }, reunion).end).toBe("2026-12-21T20:00:00.000Z");
  });
});
