import { randomBytes } from "node:crypto";
import { readFile } from "node:fs/promises";
import { inject } from "vitest";
import type { Database } from "#app/platform/database/database.ts";
import { openEmbedded } from "#app/platform/database/embedded.ts";
import { openPostgres } from "#app/platform/database/postgres.ts";

export type Kind = "postgres" | "embedded";

/** A database of the test's own, migrated and empty. It is a copy of the run's template. */
export async function freshDatabase(kind: Kind = "postgres"): Promise<Database & { url?: string }> {
  if (kind === "embedded") return await openEmbedded("memory", await embeddedTemplate());
  const server = inject("postgres");
  const name = `t_${randomBytes(6).toString("hex")}`;
  const admin = openPostgres(server, 1);
  // Copies of one template wait for each other.
  for (let attempt = 0; ; attempt += 1)
    try {
      await admin.query(`create database ${name} template ${inject("template")}`);
      break;
    } catch (error) {
      if (attempt > 50) throw error;
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  await admin.close();
  const url = new URL(server);
  url.pathname = `/${name}`;
  return Object.assign(openPostgres(url.href), { url: url.href });
}

let template: Promise<Blob> | undefined;
/** Read once a worker: what the run made is the same for every test. */
const embeddedTemplate = () => {
  template ??= readFile(inject("embedded")).then((bytes) => new Blob([bytes]));
  return template;
};
