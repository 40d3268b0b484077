import type { Database } from "#app/platform/database/database.ts";

/** A measure as catalogues give it. `line`: where its file says it. */
export type CatalogueMeasure = {
  ref: string;
  title: string;
  text: string;
  section: string | null;
  /** By security need: required | recommended. */
  levels: Record<string, string>;
  line: number;
};
export type Catalogue = {
  key: string;
  title: string;
  version: string;
  source: string;
  hash: string;
  measures: CatalogueMeasure[];
};
export type Kept = { added: number; changed: number; left: number; closed: number };

/**
 * Writes a catalogue, set-based. The same twice changes nothing; what a newer version no longer has is marked, not
 * removed: dossiers may have taken it. Dossiers keep their own copy of each measure.
 */
export async function keepCatalogue(
  db: Database,
  { key, title, version, source, hash, measures }: Catalogue,
  now: Date,
  dryRun = false,
): Promise<Kept> {
  const rows = JSON.stringify(measures.map(({ line: _, ...one }, position) => ({ ...one, position })));
  const given = `jsonb_to_recordset($2::jsonb) e(ref text, title text, text text, section text, levels jsonb, position int)`;
  const differs = `(m.title, m.text, m.section, m.levels, m.position, m.withdrawn)
    is distinct from (e.title, e.text, e.section, e.levels, e.position, false)`;
  return db.transaction(async (sql) => {
    const [counts] = await sql.query<Kept>(
      `select count(*) filter (where m.ref is null) "added", count(*) filter (where m.ref is not null and ${differs}) "changed",
              count(*) filter (where m.ref is not null and not ${differs}) "left",
              (select count(*) from catalogue_measure o where o.catalogue = $1 and not o.withdrawn
                  and not exists (select 1 from ${given} where e.ref = o.ref)) closed
         from ${given} left join catalogue_measure m on m.catalogue = $1 and m.ref = e.ref`,
      [key, rows],
    );
    if (!dryRun) {
      await sql.query(
        `insert into measure_catalogue (key, title, version, source, hash, imported_at) values ($1, $2, $3, $4, $5, $6)
         on conflict (key) do update set title = excluded.title, version = excluded.version, source = excluded.source,
           hash = excluded.hash, imported_at = excluded.imported_at where measure_catalogue.hash <> excluded.hash`,
        [key, title, version, source, hash, now.toISOString()],
      );
      await sql.query(
        `insert into catalogue_measure as m (catalogue, ref, title, text, section, levels, position)
         select $1, e.ref, e.title, e.text, e.section, e.levels, e.position from ${given}
         on conflict (catalogue, ref) do update set title = excluded.title, text = excluded.text, withdrawn = false,
           section = excluded.section, levels = excluded.levels, position = excluded.position
           where (m.title, m.text, m.section, m.levels, m.position, m.withdrawn)
             is distinct from (excluded.title, excluded.text, excluded.section, excluded.levels, excluded.position, false)`,
        [key, rows],
      );
      await sql.query(
        `update catalogue_measure o set withdrawn = true where o.catalogue = $1 and not o.withdrawn
            and not exists (select 1 from ${given} where e.ref = o.ref)`,
        [key, rows],
      );
    }
    const { added = 0, changed = 0, left = 0, closed = 0 } = counts ?? {};
    return { added: Number(added), changed: Number(changed), left: Number(left), closed: Number(closed) };
  });
}
