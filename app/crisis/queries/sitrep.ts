import { conventionOf } from "#app/engine/dossier.ts";
import { nowIn } from "#app/engine/moment.ts";
import type { Caller } from "#app/platform/caller.ts";
import type { Database } from "#app/platform/database/database.ts";
import type { CrisisContext, SitrepFacts } from "#machines/crisis/v1/context.ts";
import { accepted } from "#machines/crisis/v1/machine.ts";
import type { RoomEntry } from "#machines/crisis/v1/room.ts";
import type { SitrepText } from "#machines/crisis/v1/words.ts";
import { draftSitrep } from "./draft-sitrep.ts";
import { mayOf } from "./rights-here.ts";
import { crisisOf, entriesOf, rulesOfCrisis } from "./room.ts";

/** Number of the point that waits for somebody: the draft, else the one after the last. */
export const nextPoint = ({ sitreps }: Pick<CrisisContext, "sitreps">): number =>
  sitreps.find(({ state }) => state === "draft")?.number ??
  Math.max(0, ...sitreps.map(({ number }) => number)) + 1;

/** The crisis whose points are read. @throws NotFound */
export async function sitrepsOf(db: Database, caller: Caller, ref: string) {
  const row = await crisisOf(db, caller, ref);
  const context = row.context as unknown as CrisisContext;
  return { row, context, zone: context.facts.place.timezone };
}

/**
 * One point de situation: as validated, as drafted, or as the journal would tell it when nobody has written it yet.
 * @returns null when there is no such point.
 * @throws NotFound
 */
export async function sitrepPage(db: Database, caller: Caller, ref: string, number: number, real: Date) {
  const { row, context, zone } = await sitrepsOf(db, caller, ref);
  const now = nowIn(row, real);
  const point = context.sitreps.find((one) => one.number === number) ?? null;
  if (!point && number !== nextPoint(context)) return null;
  const may = (await mayOf(db, caller, row.id)).has("crisis.act");
  const open = accepted(row.state);
  const runs = Object.keys(context.steps).length > 0;
  const { runbook } = await rulesOfCrisis(db, row);
  const since = point || !may ? [] : await entriesSince(db, row.id);
  const text: SitrepText = point ?? draftSitrep({ crisis: context, runbook, since, now, zone });
  return {
    pace: row.pace,
    now: now.toISOString(),
    id: row.id,
    ref: row.ref,
    title: row.title,
    revision: row.revision,
    exercise: context.facts.exercise,
    convention: await conventionOf(db, row.convention_id),
    zone,
    number,
    point: point as SitrepFacts | null,
    text,
    /** The draft is worked out from a journal that only those who may act are shown so. */
    may: {
      draft: may && runs && open.includes("sitrep.drafted"),
      validate: may && open.includes("sitrep.validated"),
    },
    points: context.sitreps.map(({ number: n, state }) => ({ number: n, state })),
  };
}

/** The entries since the last point that was validated. */
async function entriesSince(db: Database, id: string): Promise<RoomEntry[]> {
  const [last] = await db.query<{ seq: number }>(
    "select seq from journal_entry where dossier_id = $1 and type = 'sitrep.validated' order by seq desc limit 1",
    [id],
  );
  return entriesOf(db, id, last?.seq ?? 0);
}
