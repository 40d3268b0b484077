import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { calendarsOf } from "#app/engine/opening/calendars.ts";
import { placeOf } from "#app/engine/opening/place.ts";
import type { Caller } from "#app/platform/caller.ts";
import type { Database } from "#app/platform/database/database.ts";
import { action, loader } from "#app/routes/annuaire.calendriers.tsx";
import { statusOf, visitor } from "../pages/register/harness.ts";
import { freshDatabase } from "../support/databases.ts";
import { smallVersailles } from "../support/versailles.ts";
import { later, withConvention, withPerson } from "../support/world.ts";

const STE_MARIE = { insee: "57463", commune_name: "Metz" };

describe.each(["postgres", "embedded"] as const)("the page of calendars (%s)", (kind) => {
  let db: Database;
  let v: Awaited<ReturnType<typeof smallVersailles>>;
  let rssi: Caller;
  let visit: ReturnType<typeof visitor>;
  let minutes = 0;
  const page = (caller: Caller, query = "") => visit.get(loader, caller, `/annuaire/calendriers${query}`);
  const post = (caller: Caller, fields: Record<string, string>) =>
    visit.post(action, caller, "/annuaire/calendriers", fields);
  const asked = { commune: "Metz", off: "false", reason: "La mairie l’a écrit." };

  beforeAll(async () => {
    db = await freshDatabase(kind);
    v = await smallVersailles(db);
    await withConvention(db, "mbn-grand-est");
    // Three schools of the dispositif MBN: two in Metz, one in a commune that shares its name with none.
    await db.query(
      `with made as (
         insert into organisation (key, uai, kind, name, school_type, departement, academie, region, commune_insee, commune_name, timezone)
         select u, u, 'etablissement', 'Lycée ' || u, 'lycee', '57', 'Nancy-Metz', 'Grand Est', i, n, 'Europe/Paris'
           from (values ('0570054B', $1, $2), ('0570055C', $1, $2), ('0570107J', '57672', 'Thionville')) e(u, i, n) returning id
       ) insert into coverage (dispositif_id, organisation_id) select d.id, made.id from made, dispositif d where d.key = 'mbn'`,
      [STE_MARIE.insee, STE_MARIE.commune_name],
    );
    rssi = await withPerson(db, { function: "rssi", at: "academie-nancy-metz" });
    visit = visitor(db, () => later(v.now, ++minutes));
  });
  afterAll(() => db.close());

  test("counts a delay for a place and says how", async () => {
    const { counted, name, timezone } = await page(v.rssi, "?lieu=57&delai=2jo&debut=2+avril+2026+10h");
    expect([name, timezone]).toEqual(["Moselle (57)", "Europe/Paris"]);
    expect(counted).toMatchObject({
      explanation: { start: "2026-04-02T08:00:00.000Z", end: "2026-04-08T22:00:00.000Z" },
    });
    const reunion = await page(v.rssi, "?lieu=974&delai=2jo&debut=2+avril+2026+10h");
    // Ten o'clock there.
    expect(reunion.counted).toMatchObject({
      explanation: { start: "2026-04-02T06:00:00.000Z", end: "2026-04-07T20:00:00.000Z" },
    });
    expect(reunion.holidays.map(({ name }) => name)).toContain("Abolition de l’esclavage");
  });

  test("hostile, empty and unknown values: a page all the same, and it says so", async () => {
    const odd = await page(v.rssi, "?lieu=%00%27%3B--&delai=__proto__&debut=x&annee=99999");
    expect(odd).toMatchObject({ unknown: true, name: "Toute la France", counted: null });
    expect((await page(v.rssi, "?delai=5jo&debut=n%C3%A9ant")).counted).toMatchObject({
      wrong: expect.any(String),
    });
    expect((await page(v.rssi, "?lieu=99")).unknown).toBe(true);
  });

  test("an RSSI sees what a commune's choice changes, records it, and deadlines of its schools follow", async () => {
    expect(await page(rssi, "?lieu=0570054B&delai=2jo&debut=2+avril+2026+10h")).toMatchObject({
      choices: [],
      mayWrite: true,
      byCommune: true,
    });
    const preview = await post(rssi, { ...asked, intent: "preview" });
    expect(preview).toMatchObject({ step: "confirm", commune: { insee: "57463", schools: 2, choice: null } });
    expect((await page(rssi)).choices).toEqual([]);
    expect(await statusOf(post(rssi, { ...asked, commune: "57463", intent: "confirm", saw: "" }))).toBe(302);
    const { counted, choices } = await page(rssi, "?lieu=0570054B&delai=2jo&debut=2+avril+2026+10h");
    expect(counted).toMatchObject({
      explanation: { end: "2026-04-07T22:00:00.000Z", counted: [{ day: "2026-04-03" }] },
    });
    expect(choices).toMatchObject([{ commune: "Metz", off: false, reason: asked.reason, last: true }]);
    const [dispositif] = await db.query<{ id: string }>("select id from dispositif where key = 'mbn'");
    expect(await placeOf(db, dispositif?.id ?? "", "0570054B")).toMatchObject({ goodFridayOff: false });
    expect(await placeOf(db, dispositif?.id ?? "", "0570107J")).not.toHaveProperty("goodFridayOff");
    const ids = await db.query<{ id: string }>(
      "select id from organisation where uai like '0570%' or uai like '078%'",
    );
    const groups = await calendarsOf(
      db,
      ids.map(({ id }) => id),
    );
    expect(groups.map(({ key, organisations }) => [key, organisations.length])).toEqual([
      ["Europe/Paris 57 travaillé 12345", 2],
      ["Europe/Paris 57 12345", 1],
      ["Europe/Paris FR 12345", ids.length - 3],
    ]);
  });

  test("a stale choice, a repeated one, a wrong place, no reason: refused in words, nothing written", async () => {
    const wrong = async (fields: Record<string, string>) => {
      const answer = await post(rssi, { ...asked, ...fields });
      return answer.step === "form" ? answer.errors.map(({ path }) => path) : answer;
    };
    expect(await wrong({ intent: "confirm", saw: "" })).toEqual(["off"]);
    expect(await wrong({ intent: "confirm", saw: "", off: "true" })).toEqual(["commune"]);
    expect(await wrong({ reason: " " })).toEqual(["reason"]);
    expect(await wrong({ off: "peut-être" })).toEqual(["off"]);
    expect(await wrong({ commune: "Atlantide" })).toEqual(["commune"]);
    expect(await wrong({ commune: "Metz\u0000" })).toEqual(["commune"]);
    expect(await wrong({ commune: "Versailles" })).toEqual(["commune"]);
    expect((await page(rssi)).choices).toHaveLength(1);
  });

  test("who may: an RSSI of another dispositif, a head of school and nobody may not; an administrator may", async () => {
    const admin = await withPerson(db, { function: "administrateur" });
    const fields = { ...asked, commune: "Thionville", intent: "preview" };
    expect(await statusOf(post(v.rssi, fields))).toBe(403);
    expect(await statusOf(post(v.head, fields))).toBe(403);
    expect(await statusOf(visit.post(action, null, "/", fields))).toBe(302);
    expect(await post(admin, fields)).toMatchObject({ step: "confirm" });
    expect((await page(v.head)).mayWrite).toBe(false);
  });

  test("undone, the commune follows its département again, and both acts stay written", async () => {
    const [last] = (await page(rssi)).choices;
    expect(await statusOf(post(rssi, { intent: "undo", choice: String(last?.id) }))).toBe(302);
    const { choices, counted } = await page(rssi, "?lieu=0570054B&delai=2jo&debut=2+avril+2026+10h");
    expect(choices.map(({ off, last: holds }) => [off, holds])).toEqual([
      [null, true],
      [false, false],
    ]);
    expect(counted).toMatchObject({ explanation: { end: "2026-04-08T22:00:00.000Z" } });
    // Pressed twice: the second finds that something else holds.
    expect(await post(rssi, { intent: "undo", choice: String(last?.id) })).toMatchObject({
      errors: [{ path: "commune" }],
    });
    await expect(db.query("update good_friday_choice set off = true")).rejects.toThrow(/ajout seul/);
  });
});
