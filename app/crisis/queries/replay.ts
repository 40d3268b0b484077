import type { Caller } from "#app/platform/caller.ts";
import type { Database } from "#app/platform/database/database.ts";
import type { CrisisContext } from "#machines/crisis/v1/context.ts";
import type { RoomEntry } from "#machines/crisis/v1/room.ts";
import { mayOf } from "./rights-here.ts";
import { crisisOf, entriesOf, rulesOfCrisis } from "./room.ts";

/** Entries of one request: a crisis of ten thousand is read in five, while the first ones already play. */
export const REPLAY_PAGE = 2_000;

/**
 * What a replay starts with; its entries come by `replayEntries`. Null for those who may not read the journal.
 * @throws NotFound
 */
export async function replayPage(db: Database, caller: Caller, ref: string) {
  const row = await crisisOf(db, caller, ref);
  if (!(await mayOf(db, caller, row.id)).has("journal.read")) return null;
  const { facts } = row.context as unknown as CrisisContext;
  return {
    ref: row.ref,
    title: row.title,
    exercise: facts.exercise,
    pace: row.pace,
    rules: await rulesOfCrisis(db, row),
    runbookHash: row.content_hash ?? "",
    /** Number of the newest entry. */
    total: row.revision,
  };
}

/**
 * The next entries after a number, as the browser folds them: without hashes, nor the 50,000 schools of a perimeter.
 * @throws NotFound
 */
export async function replayEntries(
  db: Database,
  caller: Caller,
  ref: string,
  after: number,
): Promise<RoomEntry[] | null> {
  const row = await crisisOf(db, caller, ref);
  if (!(await mayOf(db, caller, row.id)).has("journal.read")) return null;
  return (await entriesOf(db, row.id, after, after + REPLAY_PAGE)).map(({ seq, type, at, actor, data }) => ({
    seq,
    type,
    at,
    actor,
    data: { ...data, schools: undefined, deliveries: undefined },
  }));
}
