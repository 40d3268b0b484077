import { chmod, mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { hostname } from "node:os";
import { join, resolve } from "node:path";
import { PGlite } from "@electric-sql/pglite";
import { PrismaPGlite } from "pglite-prisma-adapter";
import lockfile from "proper-lockfile";
import { PrismaClient } from "#prisma/generated/client.ts";
import type { Database, Sql } from "./database.ts";

const INT8 = 20;

/** Said when a second process asks for the same folder: two PGlite on one folder ruin it. */
export class FolderInUse extends Error {
  constructor(folder: string) {
    super(
      `Le dossier de données ${folder} est déjà ouvert par un autre processus Tocsin. ` +
        "Arrêtez-le, ou donnez un autre dossier avec TOCSIN_DATA_DIR.",
    );
  }
}

/**
 * Takes the folder for this process alone, makes it 0700, and opens PGlite in it.
 * It survives the death of the process, not a power cut (fsync is off): DATABASE_URL is for what must last.
 * @param folder data folder, or "memory" for a database that leaves nothing.
 * @throws FolderInUse when another process holds it.
 */
export async function openEmbedded(folder: string, from?: Blob): Promise<Database> {
  const release = folder === "memory" ? async () => {} : await take(resolve(folder));
  const dataDir = folder === "memory" ? undefined : join(resolve(folder), "pg");
  const lite = await PGlite.create({
    ...(dataDir ? { dataDir } : {}),
    ...(from ? { loadDataDir: from } : {}),
    parsers: { [INT8]: Number },
  });
  const speaking = (on: Pick<PGlite, "query">): Sql => ({
    async query<Row>(text: string, params: unknown[] = []) {
      return (await on.query<Row>(text, params)).rows;
    },
  });
  const adapter = new PrismaPGlite(lite);
  return {
    ...speaking(lite),
    kind: "embedded",
    prisma: new PrismaClient({ adapter }),
    adapter,
    transaction: (work) => lite.transaction((tx) => work(speaking(tx as unknown as PGlite))),
    async listen(channel, heard) {
      return await lite.listen(channel, heard);
    },
    async script(text) {
      await lite.exec(text);
    },
    async close() {
      await lite.close();
      await release();
    },
  };
}

async function take(folder: string) {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  await chmod(folder, 0o700);
  try {
    return await lock(folder);
  } catch (error) {
    if ((error as { code?: string }).code !== "ELOCKED") throw error;
    if (await holderLives(folder)) throw new FolderInUse(folder);
    // Killed without a word: no need to wait until its lock is stale.
    await lockfile.unlock(folder, { lockfilePath: join(folder, "tocsin.lock") }).catch(() => {});
    await rm(join(folder, "tocsin.lock"), { recursive: true, force: true });
    return await lock(folder);
  }
}

async function lock(folder: string) {
  const release = await lockfile.lock(folder, {
    stale: 10_000,
    update: 2_000,
    lockfilePath: join(folder, "tocsin.lock"),
  });
  await writeFile(join(folder, "tocsin.pid"), JSON.stringify({ pid: process.pid, host: hostname() }), {
    mode: 0o600,
  });
  return release;
}

async function holderLives(folder: string) {
  try {
    const holder = JSON.parse(await readFile(join(folder, "tocsin.pid"), "utf8")) as {
      pid: number;
      host: string;
    };
    if (holder.host !== hostname()) return true;
    process.kill(holder.pid, 0);
    return true;
  } catch (error) {
    return (error as { code?: string }).code !== "ESRCH";
  }
}
