import { afterAll, beforeAll, expect, test } from "vitest";
import { findDossiers } from "#app/engine/find-dossiers.ts";
import type { Database } from "#app/platform/database/database.ts";
import { reachOf } from "#app/platform/permissions.ts";
import { loader as search } from "#app/routes/recherche.tsx";
import { type HomologationStage, homologated, homologationStage } from "../../homologation/support.ts";
import { freshDatabase } from "../../support/databases.ts";
import { NIGHT, withConvention, withOrganisations, withPerson } from "../../support/world.ts";
import { visitor } from "./harness.ts";

let db: Database;
let stage: HomologationStage;
let ref: string;
let visit: ReturnType<typeof visitor>;
beforeAll(async () => {
  db = await freshDatabase();
  stage = await homologationStage(db);
  ref = (await homologated(db, stage)).ref;
  visit = visitor(db, () => NIGHT);
});
afterAll(() => db.close());
const find = (q: string, who = stage.people.rssi) =>
  visit.get(search, who, `/recherche?q=${encodeURIComponent(q)}`) as Promise<unknown>;
const led = async (q: string) => {
  const answer = await find(q).catch((thrown: unknown) => thrown);
  return answer instanceof Response ? answer.headers.get("location") : null;
};

test("a reference said in full is where one wants to be, in any case", async () => {
  expect(await led(ref.toLowerCase())).toBe(`/homologation/${ref}`);
  expect(await led(stage.ent.ref)).toBe(`/homologation/systemes/${stage.ent.ref}`);
});

test("a system by its name, accents and case aside, with its homologation", async () => {
  const { dossiers } = (await find("bureau NUMERIQUE")) as { dossiers: { kind: string; ref: string }[] };
  expect(dossiers.map(({ kind, ref }) => `${kind} ${ref}`).sort()).toEqual([
    `homologation ${ref}`,
    `system ${stage.ent.ref}`,
  ]);
  expect(((await find("100%_")) as { dossiers: unknown[] }).dossiers).toEqual([]);
});

test("nothing that the reader may not see, and nothing of an exercise", async () => {
  await withConvention(db, "ent-ecoles-versailles");
  await withOrganisations(db, [{ key: "ailleurs", kind: "academie" }]);
  const elsewhere = await withPerson(db, { function: "rssi", at: "ailleurs" });
  expect(await find("numérique", elsewhere)).toMatchObject({ dossiers: [] });
  expect(await find(ref, elsewhere)).toMatchObject({ dossiers: [] });
  const copy = (id: string, more: object) =>
    db.query(
      `insert into dossier select (jsonb_populate_record(d, jsonb_build_object('id', $2::text, 'kind', 'whitelist-request',
         'title', 'Labo virtuel', 'columns', '{}'::jsonb) || $3::jsonb)).* from dossier d where ref = $1`,
      [stage.ent.ref, id, JSON.stringify(more)],
    );
  const played = "00000000-0000-4000-8000-000000000778";
  await copy("00000000-0000-4000-8000-000000000777", { ref: "APP-2026-777" });
  await copy(played, { ref: "APP-2026-778", exercise: true, exercise_id: played });
  const reach = reachOf(stage.people.rssi.tenures, "dossier.read");
  const found = await findDossiers(db, reach, ["whitelist-request"], "labo", 10);
  expect(found).toEqual([
    {
      kind: "whitelist-request",
      ref: "APP-2026-777",
      title: "Labo virtuel",
      dispositif: "Mon Bureau Numérique",
    },
  ]);
});
