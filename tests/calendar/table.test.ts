import { describe, expect, test } from "vitest";
import { type AnswererPlace, dueAt } from "#machines/time/due.ts";
import { K, metz, nancy, reims, saintDenis, strasbourg, T1, T2, worked } from "./places.ts";

/**
 * Worked out by hand on a calendar, not by the code. CHOIX-1: the day of the request does not count, the end is 24 h
 * local of the last working day. CHOIX-2: 24 h a working day. Paris is UTC+1 in winter, UTC+2 in summer; Saint-Denis
 * is UTC+4 all year. Metz and Strasbourg have Good Friday and 26 December; Nancy, Reims and Saint-Denis have not.
 */
type Row = [where: string, place: AnswererPlace, t1: string, t2: string, k: string];

function table(from: string, rows: Row[]) {
  test.each(rows)("%s", (_, place, t1, t2, k) => {
    const ends = [T1, T2, K].map((delay) => dueAt(from, delay, place).end);
    expect(ends).toEqual([t1, t2, k].map((end) => new Date(end).toISOString()));
  });
}

describe("asked on Thursday 2 April 2026 at 10 h in Paris, 12 h in Saint-Denis, before Good Friday (3rd) and Easter Monday (6th)", () => {
  // Nancy, Reims. T1: Fri 3, Tue 7, Wed 8, Thu 9, Fri 10. T2: Fri 3, Tue 7. 48 h: Thu 14 h, Fri 24 h, Tue 10 h.
  // Metz, Strasbourg: the 3rd is left out. T1: 7, 8, 9, 10, Mon 13. T2: 7, 8. 48 h: Thu 14 h, Tue 24 h, Wed 10 h.
  // Saint-Denis: as Nancy, in its own hours. 48 h: Thu 12 h, Fri 24 h, Tue 12 h, that is 12 h there.
  const paris = ["2026-04-10T24:00+02:00", "2026-04-07T24:00+02:00", "2026-04-07T10:00+02:00"] as const;
  const alsace = ["2026-04-13T24:00+02:00", "2026-04-08T24:00+02:00", "2026-04-08T10:00+02:00"] as const;
  table("2026-04-02T08:00:00Z", [
    ["Metz", metz, ...alsace],
    ["Strasbourg", strasbourg, ...alsace],
    ["Nancy", nancy, ...paris],
    ["Reims", reims, ...paris],
    ["Saint-Denis", saintDenis, "2026-04-10T24:00+04:00", "2026-04-07T24:00+04:00", "2026-04-07T12:00+04:00"],
    ["a commune of Moselle that works on Good Friday: as Nancy", worked, ...paris],
  ]);
});

describe("asked on Thursday 30 April 2026 at 10 h in Paris, before 1 May and 8 May, two Fridays", () => {
  // T1: Mon 4, Tue 5, Wed 6, Thu 7, Mon 11 (the 1st, the 8th and two week-ends out). T2: Mon 4, Tue 5.
  // 48 h: Thu 14 h, Mon 24 h, Tue 10 h; in Saint-Denis Thu 12 h, Mon 24 h, Tue 12 h.
  const paris = ["2026-05-11T24:00+02:00", "2026-05-05T24:00+02:00", "2026-05-05T10:00+02:00"] as const;
  table("2026-04-30T08:00:00Z", [
    ["Metz", metz, ...paris],
    ["Strasbourg", strasbourg, ...paris],
    ["Nancy", nancy, ...paris],
    ["Reims", reims, ...paris],
    ["Saint-Denis", saintDenis, "2026-05-11T24:00+04:00", "2026-05-05T24:00+04:00", "2026-05-05T12:00+04:00"],
  ]);
});

describe("asked on Wednesday 24 December 2025 at 10 h in Paris: the 26th is a Friday", () => {
  // Nancy, Reims. T1: Fri 26, Mon 29, Tue 30, Wed 31, Fri 2 January. T2: Fri 26, Mon 29. 48 h: Wed 14 h, Fri 24 h, Mon 10 h.
  // Metz, Strasbourg: the 26th is left out. T1: 29, 30, 31, 2, Mon 5. T2: 29, 30. 48 h: Wed 14 h, Mon 24 h, Tue 10 h.
  // Saint-Denis, where it is 13 h: Wed 11 h, Fri 24 h, Mon 13 h.
  const paris = ["2026-01-02T24:00+01:00", "2025-12-29T24:00+01:00", "2025-12-29T10:00+01:00"] as const;
  const alsace = ["2026-01-05T24:00+01:00", "2025-12-30T24:00+01:00", "2025-12-30T10:00+01:00"] as const;
  table("2025-12-24T09:00:00Z", [
    ["Metz", metz, ...alsace],
    ["Strasbourg", strasbourg, ...alsace],
    ["Nancy", nancy, ...paris],
    ["Reims", reims, ...paris],
    ["Saint-Denis", saintDenis, "2026-01-02T24:00+04:00", "2025-12-29T24:00+04:00", "2025-12-29T13:00+04:00"],
    // What a commune does on Good Friday changes nothing of the 26th.
    ["a commune of Moselle that works on Good Friday: as Metz", worked, ...alsace],
  ]);
});

describe("asked on Thursday 24 December 2026 at 10 h in Paris: the 26th is a Saturday and changes nothing", () => {
  // T1: Mon 28, Tue 29, Wed 30, Thu 31, Mon 4 January (Fri 25 and Fri 1 out). T2: 28, 29. 48 h: Thu 14 h, Mon 24 h, Tue 10 h.
  const paris = ["2027-01-04T24:00+01:00", "2026-12-29T24:00+01:00", "2026-12-29T10:00+01:00"] as const;
  table("2026-12-24T09:00:00Z", [
    ["Metz", metz, ...paris],
    ["Strasbourg", strasbourg, ...paris],
    ["Nancy", nancy, ...paris],
    ["Reims", reims, ...paris],
    ["Saint-Denis", saintDenis, "2027-01-04T24:00+04:00", "2026-12-29T24:00+04:00", "2026-12-29T13:00+04:00"],
  ]);
});

describe("asked on Friday 27 March 2026 at 23 h 30 in Paris, the clocks going forward on Sunday", () => {
  // Nancy, Reims. T1: Mon 30, Tue 31, Wed 1, Thu 2, Fri 3. Metz, Strasbourg: Good Friday and Easter Monday out, Tue 7.
  // T2: Mon 30, Tue 31. 48 h: Fri 30 min, Mon 24 h, Tue 23 h 30: the lost hour is a Sunday's and costs nobody any.
  // In Saint-Denis it is Saturday 2 h 30: nothing counts before Monday. 48 h: Mon 24 h, Tue 24 h.
  table("2026-03-27T22:30:00Z", [
    ["Metz", metz, "2026-04-07T24:00+02:00", "2026-03-31T24:00+02:00", "2026-03-31T23:30+02:00"],
    ["Strasbourg", strasbourg, "2026-04-07T24:00+02:00", "2026-03-31T24:00+02:00", "2026-03-31T23:30+02:00"],
    ["Nancy", nancy, "2026-04-03T24:00+02:00", "2026-03-31T24:00+02:00", "2026-03-31T23:30+02:00"],
    ["Reims", reims, "2026-04-03T24:00+02:00", "2026-03-31T24:00+02:00", "2026-03-31T23:30+02:00"],
    ["Saint-Denis", saintDenis, "2026-04-03T24:00+04:00", "2026-03-31T24:00+04:00", "2026-03-31T24:00+04:00"],
  ]);
});

describe("asked in the hour that comes twice, Sunday 25 October 2026 at 2 h 30 the second time", () => {
  // T1: Mon 26 to Fri 30. T2: Mon 26, Tue 27. 48 h: Mon 24 h, Tue 24 h. Winter time from there on.
  const paris = ["2026-10-30T24:00+01:00", "2026-10-27T24:00+01:00", "2026-10-27T24:00+01:00"] as const;
  table("2026-10-25T01:30:00Z", [
    ["Metz", metz, ...paris],
    ["Strasbourg", strasbourg, ...paris],
    ["Nancy", nancy, ...paris],
    ["Reims", reims, ...paris],
    ["Saint-Denis", saintDenis, "2026-10-30T24:00+04:00", "2026-10-27T24:00+04:00", "2026-10-27T24:00+04:00"],
  ]);
});
