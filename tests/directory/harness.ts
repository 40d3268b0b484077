import { existsSync } from "node:fs";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll } from "vitest";
import type { Database } from "#app/platform/database/database.ts";
import { projectRoot } from "#app/platform/root.ts";
import { freshDatabase, type Kind } from "../support/databases.ts";

export const NOW = new Date("2026-03-02T08:00:00Z");
export const LATER = new Date("2026-04-02T08:00:00Z");

/** Imports are set-based SQL: they are told on both databases. */
export const KINDS: Kind[] = ["embedded", "postgres"];

/** One database and one folder for the stories of a file. */
export function stage(kind: Kind = "embedded") {
  const here = {} as { db: Database; folder: string };
  beforeAll(async () => {
    here.folder = await mkdtemp(join(tmpdir(), "tocsin-directory-"));
    here.db = await freshDatabase(kind);
  }, 60_000);
  afterAll(async () => {
    await here.db?.close();
    await rm(here.folder, { recursive: true, force: true });
  });
  const count = async (from: string, params: unknown[] = []) =>
    (await here.db.query<{ n: number }>(`select count(*) as n from ${from}`, params))[0]?.n ?? 0;
  return {
    get db() {
      return here.db;
    },
    /** Writes a file and gives its path. */
    async file(name: string, content: string | Buffer) {
      const path = join(here.folder, name);
      await writeFile(path, content);
      return path;
    },
    path: (name: string) => join(here.folder, name),
    count,
    organisation: async (key: string) =>
      (await here.db.query<Record<string, unknown>>("select * from organisation where key = $1", [key]))[0],
    /** Everything the directory holds, to see that nothing moved. */
    size: async () => [
      await count("organisation"),
      await count("person"),
      await count("tenure"),
      await count("import_run"),
    ],
  };
}

/** A real file beside the project, or null with a word about what is not tested. */
export function realFile(path: string): string | null {
  const full = join(projectRoot, "../shared/data", path);
  if (existsSync(full)) return full;
  console.info(`skipped: ${full} is not there`);
  return null;
}
