import { createHash } from "node:crypto";
import { chmodSync } from "node:fs";
import { mkdir, rm } from "node:fs/promises";
import { createConnection, createServer, type Socket } from "node:net";
import { tmpdir, userInfo } from "node:os";
import { dirname, join, resolve } from "node:path";
import { createInterface } from "node:readline";
import type { Database } from "#app/platform/database/database.ts";
import type { Env } from "#app/platform/env.ts";
import type { Log } from "#app/platform/log.ts";

/** Longest path of a Unix socket. */
const LONGEST = 100;
type Line = { out: string } | { err: string } | { exit: number };

/** Socket by which commands reach the process that holds the embedded database; only its own user may open it. */
export function controlPath(dataDir: string): string {
  const inside = join(resolve(dataDir), "control.sock");
  if (inside.length <= LONGEST) return inside;
  const short = createHash("sha256").update(inside).digest("hex").slice(0, 16);
  return join(tmpdir(), `tocsin-${userInfo().uid}-${short}`, "control.sock");
}

/** Lets commands run inside this process while it serves: the embedded database has one process at a time. */
export async function startControl(env: Env, db: Database, log: Log) {
  const path = controlPath(env.TOCSIN_DATA_DIR);
  await mkdir(dirname(path), { recursive: true, mode: 0o700 });
  await rm(path, { force: true });
  const server = createServer((socket) => {
    socket.on("error", () => {});
    createInterface(socket).once("line", (line) => {
      void answer(socket, line, env, db).catch((error: unknown) => {
        log.error({ err: error }, "control");
        socket.destroy();
      });
    });
  });
  await new Promise<void>((done, failed) => {
    server.once("error", failed);
    server.listen(path, done);
  });
  chmodSync(path, 0o600);
  return { close: () => new Promise<void>((done) => server.close(() => done())) };
}

async function answer(socket: Socket, line: string, env: Env, db: Database) {
  const { name, args, cwd } = JSON.parse(line) as { name: string; args: string[]; cwd: string };
  const say = (said: Line) => void (socket.writable && socket.write(`${JSON.stringify(said)}\n`));
  const { runCommand } = await import("#app/console/commands.ts");
  const io = { out: (out: string) => say({ out }), err: (err: string) => say({ err }), cwd, tty: false };
  const exit = await runCommand(name, args, { db, env, io, now: () => new Date() });
  say({ exit });
  socket.end();
}

/** Asks the process that holds the folder to run a command. @returns its exit code, or null when nobody answers. */
export function askServer(
  dataDir: string,
  request: { name: string; args: string[]; cwd: string },
  io: { out(text: string): void; err(text: string): void },
): Promise<number | null> {
  return new Promise((done) => {
    const socket = createConnection(controlPath(dataDir));
    let exit: number | null = null;
    socket.once("error", () => done(exit));
    socket.once("close", () => done(exit));
    socket.once("connect", () => socket.write(`${JSON.stringify(request)}\n`));
    createInterface(socket).on("line", (line) => {
      const said = JSON.parse(line) as Line;
      if ("out" in said) io.out(said.out);
      else if ("err" in said) io.err(said.err);
      else exit = said.exit;
    });
  });
}
