import { randomUUID } from "node:crypto";
import type { Database, Sql } from "#app/platform/database/database.ts";
import type { Convention } from "#conventions/schema.ts";
import type { Actor } from "#machines/effects.ts";
import { machineOf, newestMachine } from "#machines/registry.ts";
import { type Happening, StepRefused, type World } from "#machines/step.ts";
import { announce } from "./announce.ts";
import { Conflict, NotFound, RuleRefused } from "./errors.ts";
import { entryOf, GENESIS } from "./journal/entry.ts";
import { alreadyDone, isReceiptTaken, type Receipt } from "./receipt.ts";
import { inTurn } from "./turn.ts";
import { statement, type Written } from "./write/statement.ts";

/** A dossier as the engine reads it. */
export type DossierRow = {
  id: string;
  ref: string;
  kind: string;
  machine: string;
  machine_version: number;
  state: string;
  context: Record<string, unknown>;
  revision: number;
  head: string;
  dispositif_id: string;
  convention_id: string;
};
export type Dispatched = {
  id: string;
  ref: string;
  revision: number;
  state: string;
  hash: string;
  replayed?: true;
};
export type Command = {
  dossier: string;
  type: string;
  data: Record<string, unknown>;
  by: Actor;
  at: Date;
  /** Revision that the author saw; left out, the event holds on whatever is there now. */
  revision?: number;
  /** Id of the deadline that this event answers. */
  deadline?: string;
  /** Idempotency: the same key acts once, whatever crashes in between. */
  receipt?: Receipt;
};
export type Opening = Omit<Command, "dossier" | "revision" | "deadline"> & {
  machine: string;
  dispositif: string;
  convention: string;
  organisation: string;
  exercise?: boolean;
};

/** Times a step is tried again when another process wrote first and the author named no revision. */
const TRIES = 40;

const read = `select id, ref, kind, machine, machine_version, state, context, revision, head, dispositif_id,
  convention_id from dossier where id = $1`;

/** @throws NotFound */
export async function readDossier(sql: Sql, id: string): Promise<DossierRow> {
  const [row] = await sql.query<DossierRow>(read, [id], true);
  if (!row) throw new NotFound("Ce dossier n'existe pas.");
  return row;
}

/**
 * The one way a dossier changes: read, pure step, one writing statement that holds only at that revision.
 * @returns null when `deadline` was answered by another instance meanwhile.
 * @throws Conflict, RuleRefused, NotFound
 */
export async function dispatch(db: Database, command: Command): Promise<Dispatched | null> {
  return once(db, command, async () => {
    for (let attempt = 1; ; attempt += 1) {
      const row = await readDossier(db, command.dossier);
      if (command.revision !== undefined && command.revision !== row.revision)
        throw new Conflict(row.id, command.revision, row.revision);
      const { stepped, written } = await stepOf(db, row, command);
      const { text, params } = statement(written);
      const [moved] = await db.query<{ revision: number }>(text, params, true);
      if (moved) {
        announce(db, row.id, moved.revision);
        const { revision } = moved;
        return { id: row.id, ref: row.ref, revision, state: stepped.state, hash: written.entry.hash };
      }
      if (command.deadline && !(await stillDue(db, command.deadline, command.at))) return null;
      if (attempt === TRIES)
        throw new Conflict(row.id, row.revision, (await readDossier(db, row.id)).revision);
    }
  });
}

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

/**
 * Opens a dossier with its first event, under the convention in force now and the newest machine.
 * @throws RuleRefused
 */
export async function open(db: Database, command: Opening): Promise<Dispatched> {
  const machine = newestMachine(command.machine);
  const id = randomUUID();
  return once(db, { ...command, dossier: command.receipt?.key ?? id }, async () => {
    // The step comes first on a reference that is not one yet: a refusal takes no number.
    const before = await openingStep(db, command, { id, ref: "—" });
    const ref = await nextRef(db, machine.prefix, command.at);
    const { stepped, written } = before.stepped ? await openingStep(db, command, { id, ref }) : before;
    const { text, params } = statement(written);
    await db.query(text, params, true);
    announce(db, id, 1);
    return { id, ref, revision: 1, state: stepped.state, hash: written.entry.hash };
  });
}

/** The step that would open a dossier, and what it would write. */
export async function openingStep(db: Sql, command: Opening, { id, ref }: { id: string; ref: string }) {
  const machine = newestMachine(command.machine);
  const world = await worldOf(db, {
    id,
    ref,
    convention_id: command.convention,
    dispositif_id: command.dispositif,
  });
  const happening = happened(command);
  const stepped = refusing(() => machine.step(null, happening, world));
  const written: Written = {
    id,
    from: 0,
    at: happening.at,
    ...stepped,
    entry: entryOf(id, 1, GENESIS, happening),
    opening: {
      ref,
      kind: machine.name,
      machine: machine.name,
      machineVersion: machine.version,
      dispositif: command.dispositif,
      convention: command.convention,
      organisation: command.organisation,
      exercise: command.exercise ?? false,
    },
    ...(command.receipt && { receipt: command.receipt }),
  };
  return { stepped, written, world };
}

/** The step that a command would make on a dossier, and what it would write: preview and dispatch share it. */
export async function stepOf(db: Sql, row: DossierRow, command: Omit<Command, "dossier">) {
  const world = await worldOf(db, row);
  const happening = happened(command);
  const machine = machineOf(row.machine, row.machine_version);
  const stepped = refusing(() => machine.step({ state: row.state, context: row.context }, happening, world));
  const written: Written = {
    id: row.id,
    from: row.revision,
    at: happening.at,
    ...stepped,
    entry: entryOf(row.id, row.revision + 1, row.head, happening),
    ...(command.deadline && { deadline: command.deadline }),
    ...(command.receipt && { receipt: command.receipt }),
  };
  return { stepped, written, world };
}

const happened = ({ type, data, by, at }: Pick<Command, "type" | "data" | "by" | "at">): Happening => ({
  type,
  data,
  by,
  at: at.toISOString(),
});

function refusing<T>(step: () => T): T {
  try {
    return step();
  } catch (error) {
    if (error instanceof StepRefused) throw new RuleRefused(error.refusal);
    throw error;
  }
}

// A version of a convention never changes once imported: read it once.
const conventions = new Map<string, Convention>();

async function worldOf(
  db: Sql,
  row: Pick<DossierRow, "id" | "ref" | "convention_id" | "dispositif_id">,
): Promise<World> {
  const convention = await conventionOf(db, row.convention_id);
  return { convention, dossier: row.id, ref: row.ref, dispositif: row.dispositif_id };
}

/** The convention version a dossier lives under. @throws NotFound */
export async function conventionOf(db: Sql, id: string): Promise<Convention> {
  const known = conventions.get(id);
  if (known) return known;
  const [row] = await db.query<{ body: Convention }>("select body from convention where id = $1", [id]);
  if (!row) throw new NotFound("Cette convention n'existe pas.");
  if (conventions.size > 200) conventions.clear();
  conventions.set(id, row.body);
  return row.body;
}

async function nextRef(db: Sql, prefix: string, at: Date): Promise<string> {
  const year = at.getUTCFullYear();
  const [row] = await db.query<{ last: number }>(
    `insert into ref_counter (prefix, year, last) values ($1, $2, 1)
     on conflict (prefix, year) do update set last = ref_counter.last + 1 returning last`,
    [prefix, year],
  );
  return `${prefix}-${year}-${String(row?.last).padStart(3, "0")}`;
}

async function stillDue(db: Sql, deadline: string, at: Date): Promise<boolean> {
  const [row] = await db.query(
    "select 1 from deadline where id = $1 and state = 'running' and due_at <= $2::timestamptz",
    [deadline, at.toISOString()],
  );
  return Boolean(row);
}
