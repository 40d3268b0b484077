import { expect, test } from "vitest";
import { parsePlanned } from "#app/ui/time/parse-planned.ts";

// Mardi 24 mars 2026, 15 h 10 à Paris.
const now = new Date("2026-03-24T14:10:00Z");
const read = (text: string, after?: Date) =>
  parsePlanned(text, now, "Europe/Paris", after)?.toISOString() ?? null;

test.each([
  ["", "2026-03-24T14:10:00.000Z"],
  ["maintenant", "2026-03-24T14:10:00.000Z"],
  ["20h", "2026-03-24T19:00:00.000Z"],
  ["14h30", "2026-03-24T13:30:00.000Z"],
  ["ce soir", "2026-03-24T19:00:00.000Z"],
  ["ce soir 22h15", "2026-03-24T21:15:00.000Z"],
  ["Demain à 20h", "2026-03-25T19:00:00.000Z"],
  ["demain matin", "2026-03-25T07:00:00.000Z"],
  ["après-demain 8h", "2026-03-26T07:00:00.000Z"],
  ["vendredi 18h30", "2026-03-27T17:30:00.000Z"],
  ["mardi prochain à 8h", "2026-03-31T06:00:00.000Z"],
  ["dans 2 h", "2026-03-24T16:10:00.000Z"],
  ["25/03 à 8h", "2026-03-25T07:00:00.000Z"],
  ["20 juin 8h", "2026-06-20T06:00:00.000Z"],
  ["05/01 à 8h", "2027-01-05T07:00:00.000Z"],
  ["24/12/2026 à 20h", "2026-12-24T19:00:00.000Z"],
  ["2026-03-25T20:00:00Z", "2026-03-25T20:00:00.000Z"],
  ["demain", null],
  ["25/03", null],
  ["25h", null],
  ["31/02/2026 8h", null],
  ["bientôt", null],
])("« %s »", (text, expected) => expect(read(text)).toBe(expected));

test("an end typed as an hour alone follows the beginning", () => {
  const from = new Date("2026-03-25T19:00:00Z");
  expect(read("6h", from)).toBe("2026-03-26T05:00:00.000Z");
  expect(read("23h", from)).toBe("2026-03-25T22:00:00.000Z");
  expect(read("25/03 à 18h", from)).toBe("2026-03-25T17:00:00.000Z");
});
