import { describe, expect, test } from "vitest";
import { importSchoolHolidays } from "#app/directory/calendars/import-school-holidays.ts";
import { besideSchoolHolidays } from "#app/engine/calendar/school-holidays.ts";
import { dueAt } from "#machines/time/due.ts";
import { KINDS, LATER, NOW, stage } from "../directory/harness.ts";
import { metz, nancy, saintDenis, T1 } from "./places.ts";

// As the ministry publishes them: midnights of Paris in UTC, whatever the place; names and zones as in its dataset.
const HEAD = "description;population;start_date;end_date;location;zones;annee_scolaire";
const CSV = [
  HEAD,
  "Vacances de Printemps;-;2026-04-10T22:00:00+00:00;2026-04-26T22:00:00+00:00;Nancy-Metz;Zone B;2025-2026",
  "Vacances de Printemps;-;2026-04-10T22:00:00+00:00;2026-04-26T22:00:00+00:00;Reims;Zone B;2025-2026",
  "Vacances après 4ème période;-;2026-05-08T22:00:00+00:00;2026-05-24T22:00:00+00:00;Réunion;Réunion;2025-2026",
  "Pré-rentrée des enseignants;Enseignants;2026-08-30T22:00:00+00:00;2026-08-30T22:00:00+00:00;Reims;Zone B;2026-2027",
  "Début des Vacances d'Été;-;2026-07-03T22:00:00+00:00;2026-07-03T22:00:00+00:00;Reims;Zone B;2025-2026",
  "Vacances de la Lune;-;2026-04-10T22:00:00+00:00;2026-04-26T22:00:00+00:00;Mare Tranquillitatis;Zone D;2025-2026",
  "Vacances de Noël;-;2026-12-18T23:00:00+00:00;2026-12-01T23:00:00+00:00;Reims;Zone B;2026-2027",
  "Vacances d'Hiver;-;hier;demain;Reims;Zone B;2025-2026",
].join("\r\n");
const ICS = `BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//test//FR
X-WR-CALNAME:Calendrier scolaire - Zone B
BEGIN:VEVENT
UID:1
DTSTART;VALUE=DATE:20261017
DTEND;VALUE=DATE:20261102
SUMMARY:Vacances de la Toussaint - Zone B
END:VEVENT
BEGIN:VEVENT
UID:2
DTSTART;VALUE=DATE:20261219
DTEND;VALUE=DATE:20270104
SUMMARY:Vacances de Noël
LOCATION:Nancy-Metz, Strasbourg
END:VEVENT
BEGIN:VEVENT
UID:3
SUMMARY:Vacances sans dates
END:VEVENT
END:VCALENDAR
`;

describe.each(KINDS)("school holidays are imported (%s)", (kind) => {
  const here = stage(kind);
  const days = () =>
    here.db.query(
      `select academie, name, year, to_char(starts, 'YYYY-MM-DD') starts, to_char(ends, 'YYYY-MM-DD') ends
         from school_holiday order by academie, 4`,
    );

  test("the public dataset as CSV: what is taken, what is told, and the same again changes nothing", async () => {
    const file = await here.file("calendrier.csv", CSV);
    const dry = await importSchoolHolidays(here.db, { file, dryRun: true, now: NOW });
    expect([dry.added, await days()]).toEqual([3, []]);
    const report = await importSchoolHolidays(here.db, { file, now: NOW });
    expect(report).toMatchObject({ added: 3, changed: 0, left: 0 });
    expect(report.counted).toEqual({ "réservées aux enseignants": 1, "rentrées et jours sans durée": 1 });
    expect(report.refused.map(({ line, reason }) => [line, reason.split(" ")[0]])).toEqual([
      [7, "Académie"],
      [8, "La"],
      [9, "Dates"],
    ]);
    // Midnight of Paris is the day that is meant, in Saint-Denis as well, where it is two hours later.
    expect(await days()).toEqual([
      {
        academie: "La Réunion",
        name: "Vacances après 4ème période",
        year: "2025-2026",
        starts: "2026-05-09",
        ends: "2026-05-25",
      },
      {
        academie: "Nancy-Metz",
        name: "Vacances de Printemps",
        year: "2025-2026",
        starts: "2026-04-11",
        ends: "2026-04-27",
      },
      {
        academie: "Reims",
        name: "Vacances de Printemps",
        year: "2025-2026",
        starts: "2026-04-11",
        ends: "2026-04-27",
      },
    ]);
    const again = await importSchoolHolidays(here.db, { file, now: LATER });
    expect(again).toMatchObject({ added: 0, changed: 0, left: 3 });
  });

  test("JSON of the API and an ICS file of a zone say the same kind of thing; later dates correct", async () => {
    const row = {
      description: "Vacances de Printemps",
      population: "-",
      location: "Reims",
      zones: "Zone B",
      annee_scolaire: "2025-2026",
      start_date: "2026-04-11T22:00:00+00:00",
      end_date: "2026-04-27T22:00:00+00:00",
    };
    const json = await here.file("api.json", JSON.stringify({ total_count: 1, results: [row] }));
    expect(await importSchoolHolidays(here.db, { file: json, now: LATER })).toMatchObject({
      added: 0,
      changed: 1,
    });
    const ics = await here.file("Zone-B.ics", ICS);
    const report = await importSchoolHolidays(here.db, { file: ics, now: LATER });
    // Eleven académies of the zone for la Toussaint, the two named ones for Noël.
    expect(report).toMatchObject({ added: 13, changed: 0 });
    expect(report.refused).toMatchObject([{ line: 18, reason: expect.stringContaining("Dates illisibles") }]);
    expect(await importSchoolHolidays(here.db, { file: ics, now: LATER })).toMatchObject({
      added: 0,
      left: 13,
    });
    const noel = (await days()).filter((one) => one.name === "Vacances de Noël");
    expect(noel).toMatchObject([
      { academie: "Nancy-Metz", year: "2026-2027", starts: "2026-12-19", ends: "2027-01-04" },
      { academie: "Strasbourg" },
    ]);
  });

  test("what is no calendar is refused whole, in one sentence", async () => {
    const before = await days();
    for (const [name, text, sentence] of [
      ["vide.csv", "", "vide"],
      ["autre.csv", "a;b\n1;2\n", "Colonnes absentes"],
      ["cassé.csv", `${HEAD}\n"Vacances;-;x\n`, "ne se lit pas"],
      ["cassé.json", "{", "ne se lit pas"],
      ["autre.json", '{"a":1}', "ni un export"],
      ["cassé.ics", "BEGIN:VCALENDAR\nBEGIN:VEVENT\nfoo", "ne se lit pas"],
    ] as const) {
      const file = await here.file(name, text);
      await expect(importSchoolHolidays(here.db, { file, now: NOW })).rejects.toThrow(sentence);
    }
    const latin = await here.file("latin1.csv", Buffer.from(`${HEAD}\nVacances d'\xc9t\xe9;`, "latin1"));
    await expect(importSchoolHolidays(here.db, { file: latin, now: NOW })).rejects.toThrow("UTF-8");
    expect(await days()).toEqual(before);
  });

  test("they stand beside the deadlines of their place, and change no end", async () => {
    const at = "2026-04-09T08:00:00Z";
    const alone = [metz, nancy, saintDenis].map((place) => ({ explanation: dueAt(at, T1, place) }));
    const shown = await besideSchoolHolidays(here.db, [...alone, { explanation: null }]);
    expect(shown.map((one) => one.explanation?.schoolHolidays?.map(({ name }) => name) ?? null)).toEqual([
      ["Vacances de Printemps"],
      ["Vacances de Printemps"],
      null,
      null,
    ]);
    expect(shown.map((one) => one.explanation?.end)).toEqual([
      ...alone.map((one) => one.explanation.end),
      undefined,
    ]);
    // Holidays that begin after the end, or are over on the day of the request, are not shown.
    const before = await besideSchoolHolidays(here.db, [
      { explanation: dueAt("2026-03-30T08:00:00Z", T1, nancy) },
    ]);
    const after = await besideSchoolHolidays(here.db, [
      { explanation: dueAt("2026-04-27T08:00:00Z", T1, nancy) },
    ]);
    expect([before, after].map(([one]) => one?.explanation?.schoolHolidays)).toEqual([undefined, undefined]);
  });
});
