import type { Database } from "#app/platform/database/database.ts";
import type { Env } from "#app/platform/env.ts";

/** Where a command writes: results to `out`, progress and complaints to `err`. Files are read as the server's user. */
export type Io = { out(text: string): void; err(text: string): void; cwd: string; tty: boolean };
export type Surroundings = { db: Database; env: Env; io: Io; now: () => Date };

/** One command of the console; the same code runs in its own process or inside the server that holds the data. */
export type Command = {
  name: string;
  help: string;
  /** false: needs no database. */
  database: boolean;
  /** @returns the exit code. @throws Error with one clear sentence. */
  run(args: string[], around: Surroundings): Promise<number>;
};

/** Said when a command is called wrongly: the sentence, then the help. */
export class Misused extends Error {}
