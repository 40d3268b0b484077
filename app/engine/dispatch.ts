import { randomUUID } from "node:crypto";
import type { Database, Sql } from "#app/platform/database/database.ts";
import { newestMachine } from "#machines/registry.ts";
import { announce } from "./announce.ts";
import { readDossier } from "./dossier.ts";
import { Conflict } from "./errors.ts";
import { type Command, handedOver, type Opening, openingStep, type Planned, stepOf } from "./plan.ts";
import { alreadyDone, isReceiptTaken, type Receipt } from "./receipt.ts";
import { inTurn } from "./turn.ts";
import { isNameTaken } from "./write/claims.sql.ts";
import { statement, type Written } from "./write/statement.ts";

export type { Command, Opening } from "./plan.ts";
export type Dispatched = {
  id: string;
  ref: string;
  revision: number;
  state: string;
  hash: string;
  replayed?: true;
};

/** Times a step is tried again when another process wrote first and the author named no revision. */
const TRIES = 40;

/**
 * The one way a dossier changes: read, pure step, one writing statement that holds only at that revision. A step
 * that tells other dossiers writes them in the same transaction, or nothing.
 * @returns null when `deadline` was answered by another instance meanwhile.
 * @throws Conflict, RuleRefused, NotFound
 */
export async function dispatch(db: Database, command: Command): Promise<Dispatched | null> {
  return once(db, command, async () => {
    for (let attempt = 1; ; attempt += 1) {
      const row = await readDossier(db, command.dossier);
      if (command.revision !== undefined && command.revision !== row.revision)
        throw new Conflict(row.id, command.revision, row.revision);
      const over = await handedOver(db, row, command);
      if (over) return "open" in over ? open(db, over.open) : dispatch(db, over.on);
      const planned = await stepOf(db, row, command);
      if (await write(db, planned)) {
        const { stepped, written } = planned;
        return {
          id: row.id,
          ref: row.ref,
          revision: row.revision + 1,
          state: stepped.state,
          hash: written.entry.hash,
        };
      }
      if (command.deadline && !(await stillDue(db, command.deadline, planned.written.due))) return null;
      if (attempt === TRIES)
        throw new Conflict(row.id, row.revision, (await readDossier(db, row.id)).revision);
    }
  });
}

/**
 * Opens a dossier with its first event, under the convention in force now and the newest machine.
 * @throws RuleRefused
 */
export async function open(db: Database, command: Opening): Promise<Dispatched> {
  const machine = newestMachine(command.machine);
  const id = command.id ?? randomUUID();
  return once(db, { ...command, dossier: command.receipt?.key ?? id }, async () => {
    // The step comes first on a reference that is not one yet: a refusal takes no number.
    await openingStep(db, command, { id, ref: "—" });
    const ref = await nextRef(db, machine.prefix, command.at);
    for (let attempt = 1; ; attempt += 1) {
      const planned = await openingStep(db, command, { id, ref });
      const { stepped, written } = planned;
      if (await write(db, planned))
        return { id, ref, revision: 1, state: stepped.state, hash: written.entry.hash };
      if (attempt === TRIES) throw new Conflict(id, 0, 0);
    }
  });
}

/** Someone wrote one of the dossiers first: nothing of the step is kept. */
class Overtaken extends Error {}

/** @returns false when a revision no longer held, and nothing was written. */
async function write(db: Database, { written, told, besides }: Planned): Promise<boolean> {
  const all = [written, ...besides, ...told.map((one) => one.written)];
  try {
    if (all.length === 1) await writeOne(db, written);
    else
      await db.transaction(async (sql) => {
        for (const one of all) await writeOne(sql, one);
      });
  } catch (error) {
    if (error instanceof Overtaken || isSerialization(error) || isNameTaken(error)) return false;
    throw error;
  }
  for (const { id, from, entry } of all) announce(db, { dossier: id, seq: from + 1, ...entry });
  return true;
}

async function writeOne(sql: Sql, written: Written): Promise<void> {
  const { text, params } = statement(written);
  const [moved] = await sql.query(text, params, true);
  if (!moved) throw new Overtaken();
}

/** Deadlock or serialisation failure: the transaction was undone and may be tried again. */
const isSerialization = (error: unknown) =>
  error instanceof Error && ["40001", "40P01"].includes(String((error as Error & { code?: unknown }).code));

/** In turn on that dossier; a receipt found, before or by losing a race with itself, answers what was done then. */
async function once<T extends Dispatched | null>(
  db: Database,
  { dossier, receipt }: Pick<Command, "receipt"> & { dossier: string },
  work: () => Promise<T>,
): Promise<T | Dispatched> {
  if (!receipt) return inTurn(dossier, work);
  return inTurn(dossier, async () => (await replayed(db, receipt)) ?? work()).catch(
    async (error: unknown) => {
      const done = isReceiptTaken(error) ? await replayed(db, receipt) : null;
      if (!done) throw error;
      return done;
    },
  );
}

async function replayed(db: Database, receipt: Receipt): Promise<Dispatched | null> {
  const done = await alreadyDone(db, receipt);
  if (!done) return null;
  const row = await readDossier(db, done.dossier);
  return {
    id: row.id,
    ref: row.ref,
    revision: done.revision,
    state: row.state,
    hash: row.head,
    replayed: true,
  };
}

async function nextRef(db: Database, prefix: string, at: Date): Promise<string> {
  const year = at.getUTCFullYear();
  const [row] = await db.query<{ last: number }>(
    `insert into ref_counter (prefix, year, last) values ($1, $2, 1)
     on conflict (prefix, year) do update set last = ref_counter.last + 1 returning last`,
    [prefix, year],
  );
  return `${prefix}-${year}-${String(row?.last).padStart(3, "0")}`;
}

async function stillDue(db: Database, deadline: string, due: string): Promise<boolean> {
  const [row] = await db.query(
    "select 1 from deadline where id = $1 and state = 'running' and due_at <= $2::timestamptz",
    [deadline, due],
  );
  return Boolean(row);
}
