import { describe, expect, it } from "vitest";
import { formatPhone } from "#app/ui/phone-link.tsx";
import { formatNumber } from "#app/ui/progress.tsx";
import { formatDateTime, formatPlainDay, formatShort, formatSpan } from "#app/ui/time/format.ts";

const plain = (text: string) => text.replace(/[\u00a0\u202f]/g, " ");
const HOUR = 3_600_000;

describe("dates are written as French people say them", () => {
  it("in the zone of the reader, across the change of hour", () => {
    const night = new Date("2026-10-25T00:30:00Z");
    expect(plain(formatDateTime(night, "Europe/Paris"))).toBe("dimanche 25 octobre 2026 à 2 h 30");
    expect(plain(formatDateTime(night, "Indian/Reunion"))).toBe("dimanche 25 octobre 2026 à 4 h 30");
    expect(plain(formatDateTime(new Date("2026-11-01T11:05:00Z"), "Europe/Paris"))).toContain("1er novembre");
  });
  it("short in lists", () => {
    const now = new Date("2026-11-22T12:00:00Z");
    const short = (at: string) => plain(formatShort(new Date(at), now, "Europe/Paris"));
    expect(short("2026-11-22T08:05:00Z")).toBe("9 h 05");
    expect(short("2026-07-03T08:05:00Z")).toBe("3 juill. à 10 h 05");
    expect(short("2025-05-03T08:05:00Z")).toBe("3 mai 2025 à 10 h 05");
    expect(formatPlainDay("2026-11-11")).toBe("mercredi 11 novembre");
  });
  it.each([
    [20_000, "moins d’une minute"],
    [12 * 60_000, "12 min"],
    [2 * HOUR + 600_000, "2 h 10"],
    [47 * HOUR, "47 h"],
    [51 * HOUR, "2 jours 3 h"],
    [-72 * HOUR, "3 jours"],
  ])("%i ms is « %s »", (ms, words) => expect(plain(formatSpan(ms))).toBe(words));
});

it("numbers are grouped by three, phone numbers by two", () => {
  expect([1081, 45308, 12].map(formatNumber).map(plain)).toEqual(["1 081", "45 308", "12"]);
  expect(["+33130834000", "0033 1 30 83 40 00", "0130834000"].map(formatPhone)).toEqual(
    Array(3).fill("01 30 83 40 00"),
  );
  expect(formatPhone("+687 26 61 00")).toBe("+687 26 61 00");
});
