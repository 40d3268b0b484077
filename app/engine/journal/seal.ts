import type { Database } from "#app/platform/database/database.ts";
import { GENESIS } from "./entry.ts";
import { merkleRoot } from "./merkle.ts";

/** Leaf of a seal: one chain head. */
export const sealLeaf = (head: { dossier: string; seq: number; hash: string }) =>
  `${head.dossier} ${head.seq} ${head.hash}`;

/** Two instances may seal at once: one does, the other finds nothing to seal. */
const SEAL_LOCK = 7_264_003;

/**
 * Seals the heads of all chains that moved since the last seal, together with that seal's root: the newest root
 * therefore stands for every chain head ever sealed, at a cost that follows the activity and not the archive.
 * @returns the seal made, or null when nothing moved.
 */
export async function seal(db: Database, now: Date) {
  return db.transaction(async (sql) => {
    await sql.query(`select pg_advisory_xact_lock(${SEAL_LOCK})`);
    const [last] = await sql.query<{ id: number; root: string; position: number }>(
      "select id, root, position from seal order by id desc limit 1",
    );
    // Positions are given before commit, so a slower transaction may still come below the highest: stop short of it.
    const [mark] = await sql.query<{ position: number }>(
      "select coalesce(max(position), 0) as position from journal_entry",
    );
    const heads = await sql.query<{ dossier: string; seq: number; hash: string }>(
      `select distinct on (j.dossier_id) j.dossier_id dossier, j.seq, j.hash from journal_entry j
        where j.position > $1 and j.position <= $2
          and not exists (select 1 from seal_leaf l where l.dossier_id = j.dossier_id and l.seq >= j.seq)
        order by j.dossier_id, j.seq desc`,
      [Math.max(0, (last?.position ?? 0) - 10_000), mark?.position ?? 0],
    );
    if (heads.length === 0) return null;
    const previous = last?.root ?? GENESIS;
    const id = (last?.id ?? 0) + 1;
    const root = merkleRoot([previous, ...heads.map(sealLeaf)]);
    await sql.query(
      "insert into seal (id, at, root, previous, leaves, position) values ($1, $2, $3, $4, $5, $6)",
      [id, now.toISOString(), root, previous, heads.length, mark?.position ?? 0],
    );
    await sql.query(
      `insert into seal_leaf (seal_id, dossier_id, seq, hash)
       select $1, e.dossier, e.seq, e.hash from jsonb_to_recordset($2::jsonb) e(dossier uuid, seq int, hash text)`,
      [id, JSON.stringify(heads)],
    );
    return { id, root, leaves: heads.length, at: now.toISOString() };
  });
}
