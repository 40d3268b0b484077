import { execFile } from "node:child_process";
import { randomBytes } from "node:crypto";
import { mkdtemp, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { ColumnTypeEnum } from "@prisma/driver-adapter-utils";
import { expect, inject, test } from "vitest";
import { dispatch } from "#app/engine/dispatch.ts";
import { verify } from "#app/engine/journal/verify.ts";
import { declareIncident } from "#app/incident/commands/declare-incident.ts";
import { FolderInUse, openEmbedded } from "#app/platform/database/embedded.ts";
import { drift } from "#app/platform/database/migrate.ts";
import { openPostgres } from "#app/platform/database/postgres.ts";
import { freshDatabase } from "../support/databases.ts";
import { declaration, smallVersailles } from "../support/versailles.ts";

test("migrations and schema.prisma agree on PostgreSQL", async () => {
  // The shadow database of a diff must be empty.
  const name = `drift_${randomBytes(4).toString("hex")}`;
  const admin = openPostgres(inject("postgres"), 1);
  await admin.query(`create database ${name}`);
  const empty = openPostgres(Object.assign(new URL(inject("postgres")), { pathname: `/${name}` }).href, 2);
  expect(await drift(readingChar(empty.adapter))).toMatch(/^(-- This is an empty migration\.)?\s*$/);
  await empty.close();
  await admin.close();
});

test("migrations and schema.prisma agree on the embedded database", async () => {
  const empty = await openEmbedded("memory");
  expect(await drift(empty.adapter)).toMatch(/^(-- This is an empty migration\.)?\s*$/);
  await empty.close();
});

test("the embedded folder is its owner's alone, and a second process is refused with a clear sentence", async () => {
  const folder = await mkdtemp(join(tmpdir(), "tocsin-folder-"));
  const db = await openEmbedded(folder);
  try {
    expect((await stat(folder)).mode & 0o777).toBe(0o700);
    await expect(openEmbedded(folder)).rejects.toThrow(FolderInUse);
    const script = `import { openEmbedded } from "#app/platform/database/embedded.ts";
      await openEmbedded(process.argv[1]).then(() => console.log("opened"), (error) => console.log(error.message));
      process.exit(0);`;
    const { stdout } = await promisify(execFile)(process.execPath, [
      "--import",
      "tsx",
      "--input-type=module",
      "-e",
      script,
      folder,
    ]);
    expect(stdout).toContain("est déjà ouvert par un autre processus Tocsin");
    await db.query("select 1");
  } finally {
    await db.close();
  }
  const again = await openEmbedded(folder);
  await again.close();
  await rm(folder, { recursive: true, force: true });
}, 120_000);

test("a database that goes away in the middle gives errors, then serves again with nothing half written", async () => {
  const db = await freshDatabase();
  const v = await smallVersailles(db);
  const { id } = await declareIncident(db, v.head, declaration(), v.now);
  const by = { kind: "person" as const, id: "someone", name: "Camille" };
  const note = (text: string) =>
    dispatch(db, { dossier: id, type: "note.added", data: { text }, by, at: v.now });
  const heard: string[] = [];
  let back = 0;
  const unlisten = await db.listen(
    "tocsin",
    (payload) => heard.push(payload),
    () => {
      back += 1;
    },
  );
  const admin = openPostgres(inject("postgres"), 1);
  const name = new URL(db.url as string).pathname.slice(1);
  const done: number[] = [];
  let errors = 0;
  const writing = (async () => {
    for (let n = 0; n < 200; n += 1)
      await note(`Note ${n}`).then(
        (one) => done.push(one?.revision ?? 0),
        () => {
          errors += 1;
        },
      );
  })();
  for (let n = 0; n < 5; n += 1) {
    await new Promise((resolve) => setTimeout(resolve, 40));
    await admin.query("select pg_terminate_backend(pid) from pg_stat_activity where datname = $1", [name]);
  }
  await writing;
  expect(errors).toBeGreaterThan(0);
  await note("de retour");
  const { bad, entries } = await verify(db);
  expect(bad).toBeNull();
  // A cut connection may hide a commit, never the other way round.
  expect(entries).toBeGreaterThanOrEqual(done.length + 2);
  await expect.poll(() => back, { timeout: 10_000 }).toBeGreaterThan(0);
  const before = heard.length;
  await note("entendue");
  await expect.poll(() => heard.length).toBeGreaterThan(before);
  await unlisten();
  await admin.close();
  await db.close();
});

type Adapter = {
  performIO(query: unknown): Promise<{ fields: { dataTypeID: number }[] }>;
  queryRaw(query: unknown): Promise<{ columnTypes: number[] }>;
};
type Factory = Record<"connect" | "connectToShadowDb", () => Promise<Adapter>>;
const [CHAR, TEXT] = [18, 25];

/** Prisma's adapter for pg does not know the type "char" of the catalogue, which its own schema engine asks for. */
function readingChar(adapter: unknown): Factory {
  const factory = adapter as Factory;
  for (const way of ["connect", "connectToShadowDb"] as const) {
    const connect = factory[way].bind(factory);
    factory[way] = async () => {
      const opened = await connect();
      const [perform, read] = [opened.performIO.bind(opened), opened.queryRaw.bind(opened)];
      let chars: number[] = [];
      opened.performIO = async (query) => {
        const result = await perform(query);
        chars = result.fields.flatMap((field, i) => (field.dataTypeID === CHAR ? [i] : []));
        for (const i of chars) Object.assign(result.fields[i] ?? {}, { dataTypeID: TEXT });
        return result;
      };
      opened.queryRaw = async (query) => {
        const result = await read(query);
        for (const i of chars) result.columnTypes[i] = ColumnTypeEnum.Character;
        return result;
      };
      return opened;
    };
  }
  return factory;
}
