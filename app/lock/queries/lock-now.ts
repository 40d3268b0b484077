import { conventionOf } from "#app/engine/dossier.ts";
import { gateWords } from "#app/engine/outbox/gate-words.ts";
import type { Sql } from "#app/platform/database/database.ts";
import { communicationOf } from "#conventions/schema.ts";
import type { LockContext } from "#machines/lock/v1/changes.ts";
import { CHANNELS, computeLock, type LockView } from "#machines/lock/v1/compute.ts";

/** A lock as it stands at an instant, with the case of each closed channel. */
export type LockNow = LockView & {
  /** Id and reference of its dossier; null where none was made yet: then nothing is open. */
  dossier: string | null;
  ref: string | null;
  revision: number;
  since: string | null;
  context: LockContext | null;
};

/**
 * The communication lock of a dispositif, or of an exercise, at an instant: an attestation may have lapsed since its last event, which
 * writes nothing, so what is open is computed again here, as the gate does (MBN-7).
 */
export async function lockNow(
  sql: Sql,
  dispositif: string,
  now: Date,
  exercise: string | null = null,
): Promise<LockNow> {
  const [row] = await sql.query<{
    id: string;
    ref: string;
    revision: number;
    context: LockContext;
    convention: string;
  }>(
    `select id, ref, revision, context, convention_id convention from dossier
      where kind = 'lock' and dispositif_id = $1 and exercise_id is not distinct from $2::uuid`,
    [dispositif, exercise],
  );
  if (!row) return none;
  const { id, ref, revision, context } = row;
  const articles = communicationOf(await conventionOf(sql, row.convention));
  const view = computeLock(context.cases, context.attestations, articles, now.toISOString());
  return { ...view, dossier: id, ref, revision, since: context.since, context };
}

/** Without a lock to ask, the gate lets nothing leave; so is it told. */
const none: LockNow = {
  state: "crisis",
  open: [],
  closed: CHANNELS.map((channel) => ({ channel, because: [{ dossier: "", ref: "", ...gateWords.noLock }] })),
  dossier: null,
  ref: null,
  revision: 0,
  since: null,
  context: null,
};
