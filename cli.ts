import { askServer } from "#app/boot/control.ts";
import type { Surroundings } from "#app/console/command.ts";
import { commands, runCommand } from "#app/console/commands.ts";
import { FolderInUse } from "#app/platform/database/embedded.ts";
import { openDatabase } from "#app/platform/database/open.ts";
import { readEnv } from "#app/platform/env.ts";

// The commands of the console: npm run import | token | verify | export | check:content.
const [name = "", ...args] = process.argv.slice(2);
const io = {
  out: (text: string) => void process.stdout.write(text),
  err: (text: string) => void process.stderr.write(text),
  cwd: process.env.INIT_CWD ?? process.cwd(),
  tty: Boolean(process.stderr.isTTY),
};

async function main(): Promise<number> {
  const env = readEnv();
  const needsNone = commands.find((one) => one.name === name)?.database === false || args.includes("--help");
  if (needsNone) return runCommand(name, args, { env, io, now: () => new Date() } as Surroundings);
  try {
    const db = await openDatabase(env);
    try {
      return await runCommand(name, args, { db, env, io, now: () => new Date() });
    } finally {
      await db.close();
    }
  } catch (error) {
    if (!(error instanceof FolderInUse)) throw error;
    // The server holds the embedded database: it runs the command for us.
    const exit = await askServer(env.TOCSIN_DATA_DIR, { name, args, cwd: io.cwd }, io);
    if (exit === null) throw error;
    return exit;
  }
}

main().then(
  (code) => {
    process.exitCode = code;
  },
  (error: unknown) => {
    io.err(`${error instanceof Error ? error.message : error}\n`);
    process.exitCode = 1;
  },
);
