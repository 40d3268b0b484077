import { GENESIS, sha256 } from "#app/engine/journal/entry.ts";
import type { Database } from "#app/platform/database/database.ts";

/** Lengthens the journal of a crisis by so many lines of its main courante, hash after hash, as `dispatch` would. */
export async function lengthenCrisis(
  db: Database,
  dossier: string,
  by: object,
  entries: number,
): Promise<void> {
  const [row] = await db.query<{ revision: number; head: string }>(
    "select revision, head from dossier where id = $1",
    [dossier],
  );
  let { revision, head } = row ?? { revision: 0, head: GENESIS };
  for (let done = 0; done < entries; done += 1_000) {
    const made = Array.from({ length: Math.min(1_000, entries - done) }, () => {
      revision += 1;
      const payload = payloadOf(dossier, revision, by, head);
      head = sha256(payload);
      return { seq: revision, payload, hash: head };
    });
    await db.query(
      `insert into journal_entry (dossier_id, seq, type, payload, hash)
       select $1::uuid, e.seq, 'log.entered', e.payload, e.hash
         from jsonb_to_recordset($2::jsonb) e(seq int, payload text, hash text) order by e.seq`,
      [dossier, JSON.stringify(made)],
    );
  }
  await db.query(
    `update dossier set revision = $2, head = $3, context = context || jsonb_build_object('lines', $4::int)
      where id = $1`,
    [dossier, revision, head, entries],
  );
  await db.script("analyze journal_entry");
}

const payloadOf = (dossier: string, seq: number, actor: object, prevHash: string) => {
  const at = new Date(Date.parse("2026-03-24T03:00:00Z") + seq * 20_000).toISOString();
  const data = {
    content: `Appel de l’école n° ${seq} : le message est reçu, la direction suit la consigne, pas d’élève en danger.`,
    kind: "fait",
    from: "École",
    reliability: "confirmed",
    to: "Cellule",
  };
  return JSON.stringify({ actor, at, data, dossier, prevHash, seq, type: "log.entered" });
};
