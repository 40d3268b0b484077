import { expect, test } from "vitest";
import { parseMoment } from "#app/ui/time/parse-moment.ts";

// Mardi 24 mars 2026, 3 h 10 à Paris.
const now = new Date("2026-03-24T02:10:00Z");
const read = (text: string) => parseMoment(text, now, "Europe/Paris")?.toISOString() ?? null;

test.each([
  ["", "2026-03-24T02:10:00.000Z"],
  ["À l’instant", "2026-03-24T02:10:00.000Z"],
  ["2h", "2026-03-24T01:00:00.000Z"],
  ["23h30", "2026-03-23T22:30:00.000Z"],
  ["hier 22h30", "2026-03-23T21:30:00.000Z"],
  ["hier soir", "2026-03-23T19:00:00.000Z"],
  ["cette nuit 1h", "2026-03-24T00:00:00.000Z"],
  ["ce matin", "2026-03-24T02:10:00.000Z"],
  ["il y a 20 min", "2026-03-24T01:50:00.000Z"],
  ["Il y a 1h30", "2026-03-24T00:40:00.000Z"],
  ["il y a deux jours", null],
  ["23/03 à 8h", "2026-03-23T07:00:00.000Z"],
  ["1er janvier 2026 9h", "2026-01-01T08:00:00.000Z"],
  ["28/12", "2025-12-28T11:00:00.000Z"],
  ["lundi 9h", "2026-03-23T08:00:00.000Z"],
  ["25/03 8h", "2026-03-25T07:00:00.000Z"],
  ["31/02/2026", null],
  ["25h", null],
  ["bientôt", null],
])("« %s »", (text, expected) => expect(read(text)).toBe(expected));

test("a typed hour is of the reader's own zone", () => {
  expect(parseMoment("14h", now, "Indian/Reunion")?.toISOString()).toBe("2026-03-23T10:00:00.000Z");
});
