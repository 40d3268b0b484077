import type { Sql } from "#app/platform/database/database.ts";
import type { Actor, Effect } from "#machines/effects.ts";
import { machineOf, newestMachine } from "#machines/registry.ts";
import { type Happening, type Stepped, StepRefused, type World } from "#machines/step.ts";
import { type DossierRow, readDossier, readLock, worldOf } from "./dossier.ts";
import { RuleRefused } from "./errors.ts";
import { entryOf, GENESIS } from "./journal/entry.ts";
import type { Receipt } from "./receipt.ts";
import { only } from "./write/rows.ts";
import type { Written } from "./write/statement.ts";

/** An event for a dossier, ready to be stepped. */
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
  /** Hash of the content it runs on (a runbook). */
  content?: string;
  exercise?: boolean;
};

/** A step and all that it would write: its own dossier first, then those it tells. */
export type Planned = { stepped: Stepped; written: Written; told: Told[]; world: World };
/** What another dossier makes of what it is told. */
export type Told = { row: DossierRow; stepped: Stepped; written: Written };

/** The step that a command would make on a dossier, and what it would write: preview and dispatch share it. */
export async function stepOf(db: Sql, row: DossierRow, command: Omit<Command, "dossier">): Promise<Planned> {
  const world = await worldOf(db, row);
  const { stepped, written } = one(row, world, command);
  return { stepped, written, world, told: await tell(db, stepped.effects, row, command) };
}

function one(row: DossierRow, world: World, command: Omit<Command, "dossier">) {
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
  return { stepped, written };
}

/** The step that would open a dossier, and what it would write. */
export async function openingStep(
  db: Sql,
  command: Opening,
  { id, ref }: { id: string; ref: string },
): Promise<Planned> {
  const machine = newestMachine(command.machine);
  const about = {
    id,
    ref,
    convention_id: command.convention,
    dispositif_id: command.dispositif,
    content_hash: command.content ?? null,
  };
  const world = await worldOf(db, about);
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
      content: command.content ?? null,
    },
    ...(command.receipt && { receipt: command.receipt }),
  };
  return { stepped, written, world, told: await tell(db, stepped.effects, about, command) };
}

/**
 * Steps the dossiers that a step tells, each once per event, in order. Who is told tells nobody: a chain of them
 * could not be read in one place any more.
 */
async function tell(
  db: Sql,
  effects: Effect[],
  from: { dispositif_id: string },
  command: Pick<Command, "by" | "at">,
): Promise<Told[]> {
  const told: Told[] = [];
  for (const { to, event } of only(effects, "tell")) {
    const id = to === "lock" ? null : to.dossier;
    // A dossier told twice moves twice: the second step starts where the first ends.
    const before = told.filter(({ row }) => (id ? row.id === id : row.kind === "lock")).at(-1);
    const row = before
      ? movedOn(before)
      : id
        ? await readDossier(db, id)
        : await readLock(db, from.dispositif_id);
    const next = one(row, await worldOf(db, row), { ...event, by: command.by, at: command.at });
    if (only(next.stepped.effects, "tell").length > 0)
      throw new Error(`${row.ref} : un dossier prévenu n'en prévient pas d'autre.`);
    told.push({ row, ...next });
  }
  return told;
}

const movedOn = ({ row, stepped, written }: Told): DossierRow => ({
  ...row,
  state: stepped.state,
  context: stepped.context,
  revision: row.revision + 1,
  head: written.entry.hash,
});

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
