import type { Env } from "../env.ts";
import type { Database } from "./database.ts";
import { openEmbedded } from "./embedded.ts";
import { migrate } from "./migrate.ts";
import { openPostgres } from "./postgres.ts";

/**
 * Opens the database that the environment names and brings it up to date.
 * @returns the database, with the migrations applied now.
 * @throws FolderInUse when another process holds the embedded folder.
 */
export async function openDatabase(env: Pick<Env, "DATABASE_URL" | "TOCSIN_DATA_DIR">): Promise<Database> {
  const db = env.DATABASE_URL ? openPostgres(env.DATABASE_URL) : await openEmbedded(env.TOCSIN_DATA_DIR);
  try {
    await migrate(db);
    return db;
  } catch (error) {
    await db.close().catch(() => {});
    throw error;
  }
}
