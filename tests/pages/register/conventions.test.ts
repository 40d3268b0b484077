import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Caller } from "#app/platform/caller.ts";
import type { Database } from "#app/platform/database/database.ts";
import { loader } from "#app/routes/conventions._index.tsx";
import { loader as one } from "#app/routes/conventions.$key.tsx";
import { readAll } from "#conventions/read.ts";
import { freshDatabase } from "../../support/databases.ts";
import { smallVersailles } from "../../support/versailles.ts";
import { later, withConvention, withPerson } from "../../support/world.ts";
import { statusOf, visitor } from "./harness.ts";

const files = [
  "mbn-grand-est",
  "ent-ecoles-versailles",
  "ent-ecoles-nancy-metz",
  "ent-beaulieu-dsden06",
  "ene-atrium",
];

describe("the pages of conventions", () => {
  let db: Database;
  let v: Awaited<ReturnType<typeof smallVersailles>>;
  let auditor: Caller;
  let visit: ReturnType<typeof visitor>;
  const page = (key: string, caller = v.head, query = "") =>
    visit.get(one, caller, `/conventions/${key}${query}`, { key });

  beforeAll(async () => {
    db = await freshDatabase();
    v = await smallVersailles(db);
    for (const file of files) await withConvention(db, file);
    auditor = await withPerson(db, { function: "auditeur" });
    visit = visitor(db, () => later(v.now, 60));
  });
  afterAll(() => db.close());

  test("list the five, with how many schools and rules", async () => {
    const { conventions } = await visit.get(loader, v.head, "/conventions");
    expect(conventions.map(({ key }) => key).sort()).toEqual([...files].sort());
    expect(conventions.find(({ key }) => key === "ent-ecoles-versailles")?.schools).toBe(2);
    expect((await page("versailles")).key).toBe("ent-ecoles-versailles");
    expect((await visit.get(loader, v.head, "/conventions?dispositif=mbn")).conventions).toHaveLength(1);
  });

  test.each(files)(
    "%s shows each rule with its article, and nothing cites a rule that is not there",
    async (key) => {
      const { conventions } = await readAll("conventions");
      const body = conventions.find((convention) => convention.key === key);
      const shown = await page(key);
      const rules = shown.domains.flatMap(({ rules }) => rules);
      const pairs = (list: { id: string; article: string }[]) =>
        list.map((rule) => `${rule.id} ${rule.article}`).sort();
      expect(pairs(rules)).toEqual(pairs(body?.rules ?? []));
      const ids = new Set(rules.map(({ id }) => id));
      const { alerts, clocks, fields, notifiers, mailboxes, instances } = shown;
      for (const cited of [alerts, clocks, fields, notifiers, mailboxes, instances].flat())
        expect(ids, `${cited.rule} cité`).toContain(cited.rule);
      expect([alerts.length, clocks.length]).toEqual([body?.alerts.length, body?.clocks.length]);
      const text = JSON.stringify(shown);
      expect(text).not.toMatch(/undefined|\[object/);
      for (const { when, to, expected } of alerts)
        expect([when, ...to, ...expected].every(Boolean)).toBe(true);
    },
  );

  test("say in words who, when and how a delay counts", async () => {
    const versailles = await page("ent-ecoles-versailles");
    expect(versailles.perimeter).toEqual(["Écoles publiques de l’académie de Versailles"]);
    expect(versailles.alerts.flatMap(({ to }) => to)).toContain("alerte-ssi@ac-versailles.fr");
    const mbn = await page("mbn-grand-est");
    expect(mbn.clocks.find(({ rule }) => rule === "MBN-4.4")).toMatchObject({
      duration: "48 h",
      counted: { rule: "CHOIX-3" },
    });
    expect(mbn.domains.flatMap(({ rules }) => rules).find(({ id }) => id === "MBN-4.8")?.uses.length).toBe(5);
    expect((await page("ent-beaulieu-dsden06")).untilNote).toContain("ne concordent pas");
  });

  test("name a DPD to the parties alone, and every gap to all", async () => {
    await withPerson(db, { function: "dpd", at: "academie-versailles", name: "Sentinelle" });
    const dpdOf = async (caller: Caller, key = "ent-ecoles-versailles") =>
      (await page(key, caller)).parties.map(({ holder }) => holder).join(" ");
    expect(await dpdOf(v.head)).toContain("Sentinelle");
    expect(await dpdOf(auditor)).toContain("Sentinelle");
    const elsewhere = await withPerson(db, { function: "rssi", at: "academie-reims" });
    expect(await dpdOf(elsewhere)).not.toContain("Sentinelle");
    expect(await dpdOf(v.head, "mbn-grand-est")).toContain("Aucun titulaire");
  });

  test("keep older versions readable, and refuse what is no convention", async () => {
    await db.query(
      `insert into convention (dispositif_id, key, version, title, body, hash, imported_at)
       select dispositif_id, key, version + 400, title, jsonb_set(body, '{title}', '"Avenant"'), repeat('a', 64), now()
       from convention where key = 'ene-atrium'`,
    );
    const newest = await page("ene-atrium");
    expect([newest.title, newest.newest, newest.versions.length]).toEqual(["Avenant", true, 2]);
    const before = await page("ene-atrium", v.head, `?v=${newest.versions[1]?.hash.slice(0, 12)}`);
    expect([before.newest, before.title === "Avenant"]).toEqual([false, false]);
    for (const key of ["inconnue", "\u0000", "../etc"]) expect(await statusOf(page(key))).toBe(404);
  });
});
