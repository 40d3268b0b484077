import type { Sql } from "#app/platform/database/database.ts";
import type { Actor, Effect } from "#machines/effects.ts";
import { machineOf, newestMachine } from "#machines/registry.ts";
import { type Happening, type Stepped, StepRefused, type World } from "#machines/step.ts";
import { answerAsks } from "./asked/answer.ts";
import { type DossierRow, readAbout, readDossier, readLock, worldOf } from "./dossier.ts";
import { Conflict, NotFound, RuleRefused } from "./errors.ts";
import { apart, lockOfExercise, requireSameWorld } from "./exercise/isolation.ts";
import { entryOf, GENESIS } from "./journal/entry.ts";
import { type Moments, momentsOf } from "./moment.ts";
import { requireNeeded } from "./needed.ts";
import type { Receipt } from "./receipt.ts";
import { type Of, only } from "./write/rows.ts";
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
  /** Another dossier that its author saw at a revision, told by this event: it holds on that alone. */
  seen?: { dossier: string; revision: number };
  /** Idempotency: the same key acts once, whatever crashes in between. */
  receipt?: Receipt;
};
export type Opening = Omit<Command, "dossier" | "revision" | "deadline"> & {
  machine: string;
  /** Given where something already names it; else the engine's own. */
  id?: string;
  dispositif: string;
  convention: string;
  organisation: string;
  /** Hash of the content it runs on (a runbook). */
  content?: string;
  /** Id of the exercise that it belongs to; true: an exercise on its own, which reaches nobody. */
  exercise?: boolean | string;
};

/** A step and all that it would write: its own dossier first, then those it tells. */
export type Planned = {
  stepped: Stepped;
  written: Written;
  told: Told[];
  /** The lock that a new exercise gets with its first entry. */
  besides: Written[];
  world: World;
};
/** What another dossier makes of what it is told. */
export type Told = { row: DossierRow; stepped: Stepped; written: Written };

/** The step that a command would make on a dossier, and what it would write: preview and dispatch share it. */
export async function stepOf(db: Sql, row: DossierRow, command: Omit<Command, "dossier">): Promise<Planned> {
  await requireSameWorld(db, row, command.data);
  const world = await worldOf(db, row);
  const asks = machineOf(row.machine, row.machine_version).asks?.(row, command) ?? [];
  const data = await answerAsks(db, asks, row, world, {
    ...command,
    moments: momentsOf(row, command.at, command),
  });
  const { stepped, written } = one(row, world, { ...command, data });
  return { stepped, written, world, told: await tell(db, stepped.effects, row, command), besides: [] };
}

function one(row: DossierRow, world: World, command: Omit<Command, "dossier">) {
  const moments = momentsOf(row, command.at, command);
  const happening = happened(command, moments);
  const machine = machineOf(row.machine, row.machine_version);
  const stepped = refusing(() => machine.step({ state: row.state, context: row.context }, happening, world));
  const written: Written = {
    id: row.id,
    from: row.revision,
    ...instants(moments),
    ...stepped,
    entry: entryOf(row.id, row.revision + 1, row.head, happening),
    ...(command.deadline && { deadline: command.deadline }),
    ...(command.receipt && { receipt: command.receipt }),
  };
  return { stepped, written };
}

/**
 * The command that does it instead, where this dossier hands that event over to another; null where it does it itself.
 * @throws RuleRefused
 */
export async function handedOver(
  db: Sql,
  row: DossierRow,
  command: Command,
): Promise<{ open: Opening } | { on: Command } | null> {
  const machine = machineOf(row.machine, row.machine_version);
  if (!machine.handsOver) return null;
  const world = await worldOf(db, row);
  const over = refusing(() => machine.handsOver?.(row, happened(command, momentsOf(row, command.at)), world));
  if (!over) return null;
  const { by, at, receipt, revision } = command;
  const shared = {
    ...{ by, at },
    ...(receipt && { receipt }),
    ...(revision !== undefined && { seen: { dossier: row.id, revision } }),
  };
  if ("dossier" in over) return { on: { ...over, ...shared } };
  return {
    open: {
      ...over.open,
      ...shared,
      dispositif: row.dispositif_id,
      convention: row.convention_id,
      organisation: by.organisation?.id ?? row.organisation_id,
      ...(row.exercise_id && { exercise: row.exercise_id }),
    },
  };
}

/** The step that would open a dossier, and what it would write. */
export async function openingStep(
  db: Sql,
  command: Opening,
  { id, ref }: { id: string; ref: string },
): Promise<Planned> {
  const machine = newestMachine(command.machine);
  const exercise = command.exercise === true ? id : command.exercise || null;
  const about = {
    id,
    ref,
    kind: machine.name,
    convention_id: command.convention,
    dispositif_id: command.dispositif,
    content_hash: command.content ?? null,
    exercise_id: exercise,
    pace: exercise && exercise !== id ? await paceOf(db, exercise) : null,
  };
  await requireSameWorld(db, about, command.data);
  const world = await worldOf(db, about);
  const moments = momentsOf(about, command.at);
  const asks = machine.asks?.(null, command) ?? [];
  const data = await answerAsks(db, asks, null, world, { ...command, moments });
  const happening = happened({ ...command, data }, moments);
  const stepped = refusing(() => machine.step(null, happening, world));
  const written: Written = {
    id,
    from: 0,
    ...instants(moments),
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
      exercise,
      content: command.content ?? null,
    },
    ...(command.receipt && { receipt: command.receipt }),
  };
  const besides = exercise === id ? [lockOfExercise(command, { id, ref, at: happening.at }, world)] : [];
  return { stepped, written, world, told: await tell(db, stepped.effects, about, command), besides };
}

/** How time runs in an exercise; null in one that stands alone. @throws NotFound */
async function paceOf(db: Sql, exercise: string): Promise<DossierRow["pace"]> {
  const row = await readDossier(db, exercise);
  if (row.exercise_id !== row.id) throw new NotFound("Cet exercice n’existe pas.");
  return row.pace;
}

/**
 * Steps the dossiers that a step tells, each once per event, in order. Who is told tells nobody: a chain of them
 * could not be read in one place any more.
 */
async function tell(
  db: Sql,
  effects: Effect[],
  from: { dispositif_id: string; exercise_id: string | null },
  command: Pick<Command, "by" | "at" | "seen">,
): Promise<Told[]> {
  const told: Told[] = [];
  for (const { to, event, ifTaken, needs } of only(effects, "tell"))
    for (const found of await reached(db, to, from)) {
      if (found.exercise_id !== from.exercise_id) throw new RuleRefused(apart(found.ref));
      if (needs) await requireNeeded(db, needs, found.id, command.by, command.at);
      // A dossier told twice moves twice: the second step starts where the first ends.
      const before = told.filter(({ row }) => row.id === found.id).at(-1);
      const row = before ? movedOn(before) : found;
      const { seen } = command;
      if (seen && !before && seen.dossier === row.id && seen.revision !== row.revision)
        throw new Conflict(row.id, seen.revision, row.revision);
      const next = taken(ifTaken, one, row, await worldOf(db, row), {
        ...event,
        by: command.by,
        at: command.at,
      });
      if (!next) continue;
      if (only(next.stepped.effects, "tell").length > 0)
        throw new Error(`${row.ref} : un dossier prévenu n'en prévient pas d'autre.`);
      told.push({ row, ...next });
    }
  return told;
}

/** Whom a step tells: the lock, a dossier by name, or whichever are about a subject. */
const reached = async (
  db: Sql,
  to: Of<"tell">["to"],
  { dispositif_id, exercise_id }: { dispositif_id: string; exercise_id: string | null },
): Promise<DossierRow[]> =>
  to === "lock"
    ? [await readLock(db, dispositif_id, exercise_id)]
    : "subject" in to
      ? readAbout(db, dispositif_id, exercise_id, to.subject)
      : [await readDossier(db, to.dossier)];

/** Null where the dossier refuses and the teller can do without. */
function taken<Given extends unknown[], Next>(
  ifTaken: true | undefined,
  step: (...given: Given) => Next,
  ...given: Given
): Next | null {
  try {
    return step(...given);
  } catch (error) {
    if (ifTaken && error instanceof RuleRefused) return null;
    throw error;
  }
}

const movedOn = ({ row, stepped, written }: Told): DossierRow => ({
  ...row,
  state: stepped.state,
  context: stepped.context,
  revision: row.revision + 1,
  head: written.entry.hash,
});

const happened = (
  { type, data, by }: Pick<Command, "type" | "data" | "by">,
  { at }: Pick<Moments, "at">,
): Happening => ({ type, data, by, at: at.toISOString() });

const instants = ({ at, due, real }: Moments) => ({
  at: at.toISOString(),
  due: due.toISOString(),
  real: real.toISOString(),
});

function refusing<T>(step: () => T): T {
  try {
    return step();
  } catch (error) {
    if (error instanceof StepRefused) throw new RuleRefused(error.refusal);
    throw error;
  }
}
