import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { dispatch } from "#app/engine/dispatch.ts";
import type { Database } from "#app/platform/database/database.ts";
import { ensureRunbooks } from "#app/runbook/commands/ensure-runbooks.ts";
import { runbooksOf } from "#app/runbook/queries/runbooks-of.ts";
import { freshDatabase } from "../support/databases.ts";
import { ownTime } from "../support/own-time.ts";
import { smallVersailles } from "../support/versailles.ts";
import { NIGHT } from "../support/world.ts";

let db: Database;
let dispositif: string;
let folder: string;
const FILE = "messagerie-ent-compromise.md";
beforeAll(async () => {
  db = await freshDatabase("postgres");
  await smallVersailles(db);
  dispositif = (await db.query<{ id: string }>("select id from dispositif"))[0]?.id ?? "";
  folder = await mkdtemp(join(tmpdir(), "runbooks-"));
  await writeFile(join(folder, FILE), await readFile(join("runbooks", FILE)));
});
afterAll(async () => {
  await rm(folder, { recursive: true });
  await db.close();
});

const ensure = () => ensureRunbooks(db, NIGHT, folder);
const journal = () =>
  db.query<{ type: string }>(
    "select e.type from journal_entry e join dossier d on d.id = e.dossier_id where d.kind = 'runbook' order by e.seq",
  );
const change = async (from: string, to: string) =>
  writeFile(join(folder, FILE), (await readFile(join(folder, FILE), "utf8")).replace(from, to));
const send = async (type: string, data = {}) => {
  const [row] = await db.query<{ id: string }>("select id from dossier where kind = 'runbook'");
  const by = { kind: "person" as const, id: "p", name: "Camille" };
  await dispatch(db, { dossier: row?.id ?? "", type, data, by, at: NIGHT });
};

test("what comes with the console is a draft of each dispositif, not approved", async () => {
  expect(await ensure()).toEqual([]);
  expect(await runbooksOf(db, dispositif)).toEqual([
    {
      key: "messagerie-ent-compromise",
      hash: expect.stringMatching(/^[0-9a-f]{64}$/),
      version: 2,
      title: "Messagerie de l’ENT compromise",
      approved: false,
      state: "draft",
      summary: expect.stringContaining("menace"),
      categories: ["threat-messages", "account-compromise", "phishing"],
    },
  ]);
});

test("starting again, or two consoles at once, change nothing", async () => {
  await Promise.all([ensure(), ensure(), ensure()]);
  expect(await journal()).toHaveLength(1);
});

test("a newer text of the console becomes the draft, once", async () => {
  await change("On protège les écoles visées", "On protège les écoles");
  await ensure();
  await ensure();
  expect((await journal()).map(({ type }) => type)).toEqual(["runbook.drafted", "runbook.revised"]);
});

test("an invalid text is told by file and line, and the one before stays", async () => {
  const before = await readFile(join(folder, FILE), "utf8");
  await change("version: 2", "version: zéro");
  const problems = await ensure();
  expect(problems[0]).toMatchObject({ file: FILE, line: 3 });
  expect(await runbooksOf(db, dispositif)).toHaveLength(1);
  await writeFile(join(folder, FILE), before);
});

test("what is in force stays what a crisis runs while the console ships another text", async () => {
  await send("runbook.submitted");
  await send("runbook.approved", {
    instance: "comite-pilotage",
    meetingAt: NIGHT.toISOString(),
    minutes: "PV 1",
  });
  await send("runbook.enforced");
  const [force] = await runbooksOf(db, dispositif);
  await change("version: 2", "version: 3");
  await ensure();
  expect(await runbooksOf(db, dispositif)).toEqual([{ ...force, state: "draft" }]);
  expect(force).toMatchObject({ approved: true, version: 2 });
});

test("where a person has written since, the console's text does not come over theirs", async () => {
  const hash = (await db.query<{ hash: string }>("select hash from content limit 1"))[0]?.hash ?? "";
  await send("runbook.revised", { hash, version: 4, title: "La nôtre" });
  await change("version: 3", "version: 9");
  await ensure();
  expect((await journal()).filter(({ type }) => type === "runbook.revised")).toHaveLength(3);
});

test("all shipped procedures are read without a mistake, and found again in the twinkling of an eye", async () => {
  const files = (await readdir("runbooks")).filter((name) => name.endsWith(".md"));
  expect(await ensureRunbooks(db, NIGHT)).toEqual([]);
  expect((await runbooksOf(db, dispositif)).length).toBe(files.length);
  const start = ownTime();
  await ensureRunbooks(db, NIGHT);
  expect(ownTime() - start).toBeLessThan(500);
});
