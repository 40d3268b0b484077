import type { TestProject } from "vitest/node";
import { migrate } from "#app/platform/database/migrate.ts";
import { openPostgres } from "#app/platform/database/postgres.ts";
import { testPostgres } from "./postgres.ts";

declare module "vitest" {
  interface ProvidedContext {
    postgres: string;
  }
}

/** One PostgreSQL and one migrated template for the whole run: a test's own database is then a copy. */
export default async function setup(project: TestProject) {
  const server = await testPostgres();
  const admin = openPostgres(server.url, 2);
  await admin.query("drop database if exists tocsin_template");
  await admin.query("create database tocsin_template");
  await admin.close();
  const template = new URL(server.url);
  template.pathname = "/tocsin_template";
  const db = openPostgres(template.href, 4);
  await migrate(db);
  await db.close();
  project.provide("postgres", server.url);
  return () => server.stop();
}
