import type { Database } from "#app/platform/database/database.ts";
import { open } from "../dispatch.ts";

const console_ = { kind: "system" as const, id: "console", name: "Tocsin" };

/**
 * Makes the communication lock of each dispositif that has none. Without its lock a dispositif can say nothing to
 * the community: the gate refuses what it cannot check (app/engine/outbox).
 */
export async function ensureLocks(db: Database, now: Date): Promise<void> {
  const lacking = await db.query<{
    dispositif: string;
    key: string;
    convention: string;
    organisation: string;
  }>(
    `select d.id dispositif, d.key, c.id convention, o.organisation_id organisation
       from dispositif d
       join lateral (select id from convention where dispositif_id = d.id order by version desc limit 1) c on true
       join lateral (select organisation_id from coverage where dispositif_id = d.id
                      order by party_key nulls last, organisation_id limit 1) o on true
      where not exists (select 1 from dossier l where l.kind = 'lock' and l.dispositif_id = d.id and l.exercise_id is null)`,
  );
  for (const { dispositif, key, convention, organisation } of lacking)
    await open(db, {
      machine: "lock",
      type: "lock.made",
      data: { dispositif: key },
      by: console_,
      at: now,
      dispositif,
      convention,
      organisation,
    }).catch((error: unknown) => {
      // Another process made it first: the index keeps one.
      if ((error as { code?: unknown }).code !== "23505") throw error;
    });
}
