import { randomBytes } from "node:crypto";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { PGlite } from "@electric-sql/pglite";
import type { TestProject } from "vitest/node";
import { openEmbedded } from "#app/platform/database/embedded.ts";
import { migrate } from "#app/platform/database/migrate.ts";
import { openPostgres } from "#app/platform/database/postgres.ts";
import { testPostgres } from "./postgres.ts";

declare module "vitest" {
  interface ProvidedContext {
    postgres: string;
    /** Name of the migrated database that tests copy. */
    template: string;
    /** Path of the migrated embedded database that tests load. */
    embedded: string;
  }
}

/** One PostgreSQL, and one migrated template of each database for the whole run: a test's own is then a copy. */
export default async function setup(project: TestProject) {
  const server = await testPostgres();
  // A name of its own: two runs may share one server.
  const name = `tocsin_template_${randomBytes(4).toString("hex")}`;
  const admin = openPostgres(server.url, 2);
  await admin.query(`create database ${name}`);
  const template = new URL(server.url);
  template.pathname = `/${name}`;
  const db = openPostgres(template.href, 4);
  await migrate(db);
  await db.close();
  const folder = await mkdtemp(join(tmpdir(), "tocsin-template-"));
  project.provide("postgres", server.url);
  project.provide("template", name);
  project.provide("embedded", await migratedFile(folder));
  return async () => {
    await rm(folder, { recursive: true, force: true });
    await admin.query(`drop database if exists ${name}`).catch(() => {});
    await admin.close();
    await server.stop();
  };
}

/** Making and migrating an embedded database takes seconds, loading it half of one. */
async function migratedFile(folder: string) {
  const made = await openEmbedded(join(folder, "data"));
  await migrate(made);
  await made.close();
  const lite = await PGlite.create({ dataDir: join(folder, "data", "pg") });
  const file = join(folder, "embedded.tar");
  await writeFile(file, await (await lite.dumpDataDir("none")).bytes());
  await lite.close();
  return file;
}
