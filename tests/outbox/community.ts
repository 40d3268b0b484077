import { randomUUID } from "node:crypto";
import { declareIncident } from "#app/incident/commands/declare-incident.ts";
import type { Database } from "#app/platform/database/database.ts";
import { freshDatabase, type Kind } from "../support/databases.ts";
import { declaration, smallVersailles } from "../support/versailles.ts";

export const ENT = "ent-messaging";
export type Open = { channel: string; until?: string | null };
export type Closed = { channel: string; because: unknown };
export const crisis = {
  dossier: "9d5f3c1e-0000-4000-8000-000000000001",
  ref: "CRI-2026-001",
  rule: "MBN-5.2-K",
  article: "6.3",
  sentence: "La messagerie de l’ENT est compromise.",
};
export type Row = {
  id: string;
  state: string;
  attempts: number;
  address: string;
  channel: string;
  leaving_at: Date | null;
  provider_id: string | null;
  last_error: string | null;
  accepted_at: Date | null;
  delivered_at: Date | null;
  failed_at: Date | null;
  held: { since: string; because: { rule: string; sentence: string }[] } | null;
  history: { state: string; at: string; detail?: string }[];
};

/** A dispositif with its lock as a bare row, and messages to its community: the gate and nothing else. */
export async function community(kind: Kind = "postgres") {
  const db: Database = await freshDatabase(kind);
  const v = await smallVersailles(db);
  const { id: dossier } = await declareIncident(db, v.head, declaration(), v.now);
  await db.query("update delivery set state = 'cancelled'");
  const [home] = await db.query<{ dispositif_id: string }>(
    "select dispositif_id from dossier where id = $1",
    [dossier],
  );
  const dispositif = home?.dispositif_id ?? "";

  return {
    ...{ db, v, dossier, dispositif },
    /** Writes the lock as a step of its machine would: one update of its row. */
    async lock(open: Open[], closed: Closed[] = []) {
      const context = JSON.stringify({ open, closed });
      const rows = await db.query(
        "update dossier set context = $2::jsonb, revision = revision + 1 where kind = 'lock' and dispositif_id = $1 returning id",
        [dispositif, context],
      );
      if (rows.length === 0)
        await db.query(
          `insert into dossier (id, ref, kind, machine, machine_version, state, context, revision, head, dispositif_id,
             convention_id, organisation_id, title, columns, opened_at, changed_at)
           select gen_random_uuid(), 'VER-2026-001', 'lock', 'lock', 1, 'open', $2::jsonb, 1, '', dispositif_id,
             convention_id, organisation_id, 'Verrou', '{}', opened_at, changed_at from dossier where id = $1`,
          [dossier, context],
        );
    },
    /** Closes the messaging of the ENT. @returns the permits of a notice, counted before the closing commits. */
    closeEnt: (notice: string) =>
      db.transaction(async (sql) => {
        const closed = JSON.stringify({ open: [], closed: [{ channel: ENT, because: [crisis] }] });
        await sql.query(
          "update dossier set context = $2::jsonb, revision = revision + 1 where kind = 'lock' and dispositif_id = $1",
          [dispositif, closed],
        );
        const [row] = await sql.query<{ permits: number }>(
          "select count(leaving_at)::int permits from delivery where notice_id = $1",
          [notice],
        );
        return row?.permits ?? -1;
      }),
    unlock: () => db.query("delete from dossier where kind = 'lock' and dispositif_id = $1", [dispositif]),
    /** Queues messages to the families of schools n°1… */
    async queue(count: number, channel = ENT, at = v.now) {
      const notice = randomUUID();
      const facts = {
        subject: "Messagerie suspendue",
        body: "Bonjour.",
        ref: "MSG-2026-001",
        exercise: false,
      };
      await db.query(
        `insert into notice (id, dossier_id, key, seq, template, facts, created_at)
         values ($1::uuid, $2::uuid, $3, 1, 'community', $4::jsonb, $5::timestamptz)`,
        [notice, dossier, `community-${notice}`, JSON.stringify(facts), at.toISOString()],
      );
      await db.query(
        `insert into delivery (notice_id, dossier_id, organisation_id, function, name, address, channel, rule, article,
           alert, via, next_at, audience, dispositif_id)
         select $1::uuid, d.id, o.id, 'families', o.name, lpad(n::text, 7, '0') || 'A/families', $4, 'MBN-5.2', '5.2',
           'community', 'community', $5::timestamptz, 'community', d.dispositif_id
           from dossier d cross join organisation o cross join generate_series(1, $3::int) n
          where d.id = $2::uuid and o.key = '0781024P'`,
        [notice, dossier, count, channel, at.toISOString()],
      );
      return notice;
    },
    rows: (notice: string) =>
      db.query<Row>("select * from delivery where notice_id = $1 order by address", [notice]),
    /** As the spine does once the lock lets a held message go. */
    letGo: (at: Date) =>
      db.query(
        "update delivery set state = 'queued', held = null, next_at = $1::timestamptz where state = 'held'",
        [at.toISOString()],
      ),
  };
}
export type Community = Awaited<ReturnType<typeof community>>;
