import { GENESIS } from "#app/engine/journal/entry.ts";
import type { Database } from "#app/platform/database/database.ts";
import { handledIncident, type World } from "./world.ts";

const CHAIN = 10;

/** So many journal entries more, in whole chains of ten that `verify` accepts: set-based, a million in a minute. */
export async function fillJournal(db: Database, world: World, entries: number): Promise<void> {
  const model = await handledIncident(db, world);
  const chains = Math.ceil(entries / CHAIN);
  await db.query(
    `insert into dossier (id, ref, kind, machine, machine_version, state, context, revision, head, dispositif_id,
       convention_id, organisation_id, title, columns, opened_at, changed_at, exercise)
     select gen_random_uuid(), 'OLD-' || n, kind, machine, machine_version, state, context, ${CHAIN}, $3, dispositif_id,
            convention_id, organisation_id, title, columns, opened_at, changed_at, exercise
       from dossier cross join generate_series(1, $2::int) n where id = $1`,
    [model, chains, GENESIS],
  );
  await db.transaction(async (sql) => {
    await sql.query(
      "create temp table entry (id uuid, ref text, seq int, payload text, hash text) on commit drop",
    );
    for (let seq = 1; seq <= CHAIN; seq += 1) {
      await sql.query(
        `with made as (
         select d.id, d.ref, '{"actor":{"id":"00000000-0000-4000-8000-000000000000","kind":"person","name":"Camille RSSI"},'
           || '"at":"2026-03-24T02:10:00.000Z","data":{"text":"Le prestataire a fermé les sessions du compte ${seq}."},'
           || '"dossier":"' || d.id || '","prevHash":"' || coalesce(e.hash, $1) || '","seq":${seq},"type":"note.added"}' payload
           from dossier d left join entry e on e.id = d.id and e.seq = ${seq - 1}
          where d.ref like 'OLD-%')
       insert into entry select id, ref, ${seq}, payload, encode(sha256(convert_to(payload, 'UTF8')), 'hex') from made`,
        [GENESIS],
      );
      await sql.query("analyze entry");
    }
    // The entries of one dossier were written within days of each other: they lie together on the disk.
    await sql.query(
      `insert into journal_entry (dossier_id, seq, type, payload, hash)
       select id, seq, 'note.added', payload, hash from entry order by ref, seq`,
    );
  });
  await db.query(
    `update dossier d set head = j.hash from journal_entry j
      where d.ref like 'OLD-%' and j.dossier_id = d.id and j.seq = ${CHAIN}`,
  );
  await db.script("analyze dossier; analyze journal_entry");
}
