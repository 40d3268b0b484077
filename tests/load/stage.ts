import { randomBytes } from "node:crypto";
import { migrate } from "#app/platform/database/migrate.ts";
import { openPostgres } from "#app/platform/database/postgres.ts";
import { testPostgres } from "../support/postgres.ts";

/** What a bench is given: one PostgreSQL for the whole run, and how long it may take. */
export type Stage = {
  /** Address of a new, migrated and empty database. */
  database(): Promise<string>;
  rounds: number;
  quick: boolean;
  /** Run when the bench ends, last first, whatever happens. */
  after(work: () => unknown): void;
};

type Opened = Stage & {
  /** Ends what one bench started. */
  settle(): Promise<void>;
  close(): Promise<void>;
};

/** One PostgreSQL and one migrated template; each database is a copy of it. */
export async function openStage({ quick }: { quick: boolean }): Promise<Opened> {
  const server = await testPostgres();
  const at = (name: string) => Object.assign(new URL(server.url), { pathname: `/${name}` }).href;
  const template = `load_${randomBytes(4).toString("hex")}`;
  const run = async (sql: string) => {
    const admin = openPostgres(server.url, 1);
    // The session that migrated the template may take a moment to be gone.
    const patiently = async (tries: number): Promise<unknown> =>
      admin.query(sql).catch(async (error: unknown) => {
        if (tries === 0) throw error;
        await new Promise((resolve) => setTimeout(resolve, 100));
        return patiently(tries - 1);
      });
    await patiently(20).finally(() => admin.close());
  };
  await run(`create database ${template}`);
  const db = openPostgres(at(template), 4);
  await migrate(db);
  await db.close();
  const endings: (() => unknown)[] = [];
  let made = 0;
  const settle = async () => {
    for (const end of endings.splice(0)) await Promise.resolve(end()).catch(() => {});
  };
  return {
    settle,
    rounds: quick ? 1 : 5,
    quick,
    async database() {
      made += 1;
      await run(`create database ${template}_${made} template ${template}`);
      return at(`${template}_${made}`);
    },
    after: (work) => void endings.unshift(work),
    async close() {
      await settle();
      for (let n = made; n > 0; n -= 1)
        await run(`drop database ${template}_${n} with (force)`).catch(() => {});
      await run(`drop database ${template} with (force)`).catch(() => {});
      await server.stop();
    },
  };
}
