import { conventionOf } from "#app/engine/dossier.ts";
import { nowIn } from "#app/engine/moment.ts";
import type { Caller } from "#app/platform/caller.ts";
import type { Database } from "#app/platform/database/database.ts";
import type { CrisisContext } from "#machines/crisis/v1/context.ts";
import { accepted } from "#machines/crisis/v1/machine.ts";
import { type ClockRow, clocksOf, delaysOf, troubledSteps } from "./retex-facts.ts";
import { mayOf } from "./rights-here.ts";
import { crisisOf, entriesOf, rulesOfCrisis } from "./room.ts";

/** Refusals that a RETEX lists; the rest is counted in the export. */
const MOST = 50;

/**
 * The page of a RETEX: what the journal says, what people noted, what they decided.
 * @throws NotFound
 */
export async function retexPage(db: Database, caller: Caller, ref: string, real: Date) {
  const row = await crisisOf(db, caller, ref);
  const now = nowIn(row, real);
  const [may, { runbook }, convention] = await Promise.all([
    mayOf(db, caller, row.id),
    rulesOfCrisis(db, row),
    conventionOf(db, row.convention_id),
  ]);
  const context = row.context as unknown as CrisisContext;
  const open = accepted(row.state);
  const sends = (type: string, right: string) => may.has(right) && open.includes(type);
  return {
    pace: row.pace,
    id: row.id,
    ref: row.ref,
    title: row.title,
    state: row.state,
    exercise: context.facts.exercise,
    zone: context.facts.place.timezone,
    convention,
    retex: context.retex,
    /** Only for those who may read the journal that it comes from. */
    told: may.has("journal.read") ? await toldBy(db, row, context, runbook, now) : null,
    may: {
      note: sends("retex.noted", "crisis.act"),
      add: sends("retex.action-added", "crisis.act"),
      finish: sends("retex.action-done", "crisis.act"),
      validate: sends("retex.validated", "crisis.direct"),
    },
  };
}
export type RetexPage = Awaited<ReturnType<typeof retexPage>>;

async function toldBy(
  db: Database,
  row: { id: string },
  context: CrisisContext,
  runbook: Parameters<typeof troubledSteps>[2],
  now: Date,
) {
  const [entries, clocks, refusals] = await Promise.all([
    entriesOf(db, row.id),
    db.query<ClockRow>(
      `select key, name, rule, article, due_at "dueAt", state, settled_at "settledAt" from deadline
        where dossier_id = $1 and shown order by due_at, key`,
      [row.id],
    ),
    db.query<{ at: Date; who: string; rule: string; article: string; because: string }>(
      `select at, actor->>'name' who, rule, article, because from refusal
        where dossier_id = $1 and rule is not null order by id limit ${MOST}`,
      [row.id],
    ),
  ]);
  return {
    delays: delaysOf(entries, context, runbook.lock.state !== "none"),
    clocks: clocksOf(
      clocks.map((one) => ({ ...one, dueAt: iso(one.dueAt), settledAt: iso(one.settledAt) })),
      now,
    ),
    ...troubledSteps(entries, context, runbook),
    refusals: refusals.map((one) => ({ ...one, at: iso(one.at) ?? "" })),
  };
}

/** Drivers give dates or texts. */
const iso = (at: string | Date | null) => (at ? new Date(at).toISOString() : null);
