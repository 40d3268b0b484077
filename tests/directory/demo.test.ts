import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { importConvention } from "#app/directory/import-convention.ts";
import { organisationPage } from "#app/directory/queries/organisation-page.ts";
import { uaiProblem } from "#app/directory/uai.ts";
import { projectRoot } from "#app/platform/root.ts";
import { seedDemoDirectory } from "#prisma/seed/demo-directory.ts";
import { LATER, NOW, realFile, stage } from "./harness.ts";

const here = stage();

test("without conventions the demo says what it waits for", async () => {
  await expect(seedDemoDirectory(here.db, NOW)).rejects.toThrow(/Importez les conventions/);
});

test("the demo peoples the five dispositifs, once", async () => {
  const folder = join(projectRoot, "conventions");
  for (const file of (await readdir(folder)).filter((name) => name.endsWith(".yaml")))
    await importConvention(here.db, { file, text: await readFile(join(folder, file), "utf8"), now: NOW });
  const first = await seedDemoDirectory(here.db, NOW);
  expect(first.organisations).toBeGreaterThan(300);
  expect(first.people).toBe(first.tenures);
  expect(await seedDemoDirectory(here.db, LATER)).toEqual({ organisations: 0, people: 0, tenures: 0 });
  const schools = await here.db.query<{ key: string; n: number }>(
    `select d.key, count(*) as n from coverage c join dispositif d on d.id = c.dispositif_id
     join organisation o on o.id = c.organisation_id where o.school_type is not null group by d.key order by d.key`,
  );
  expect(schools.map(({ key }) => key)).toEqual(["atrium", "beaulieu", "mbn", "nancy-metz", "versailles"]);
});

test("every UAI is valid, every address leads nowhere, every person is marked as invented", async () => {
  const uais = await here.db.query<{ uai: string }>("select uai from organisation where uai is not null");
  expect(uais.map(({ uai }) => uaiProblem(uai)).filter(Boolean)).toEqual([]);
  expect(await here.count("organisation where mail like '%@%' and mail not like '%.example.invalid'")).toBe(
    0,
  );
  expect(await here.count("person where email is null or email not like '%.example.invalid'")).toBe(0);
  expect(await here.count("person where not demo")).toBe(0);
});

test("the whole console has its administrateur and its auditeur", async () => {
  const rows = await here.db.query(
    "select function from tenure where organisation_id is null order by function",
  );
  expect(rows).toEqual([{ function: "administrateur" }, { function: "auditeur" }]);
});

test("gaps are there to be seen: a school that nobody answers for, an IEN that only a substitute holds", async () => {
  const [school] = await here.db.query<{ key: string }>(
    "select key from organisation where kind = 'ecole' and mail is null",
  );
  expect((await organisationPage(here.db, school?.key ?? ""))?.functions[0]).toMatchObject({
    gap: "no-address",
  });
  const vacant = await here.db.query<{ n: number }>(
    `select o.id from organisation o where kind = 'circonscription'
     and not exists (select 1 from tenure t where t.organisation_id = o.id and rank = 0)
     and exists (select 1 from tenure t where t.organisation_id = o.id and rank = 1)`,
  );
  expect(vacant.length).toBe(1);
});

test("no number of the demo is a real school's", async () => {
  const path = realFile("annuaire/etablissements-consolide.csv");
  if (!path) return;
  const real = new Set((await readFile(path, "utf8")).split("\n").map((line) => line.slice(0, 8)));
  const uais = await here.db.query<{ uai: string }>("select uai from organisation where uai is not null");
  expect(uais.filter(({ uai }) => real.has(uai))).toEqual([]);
});
