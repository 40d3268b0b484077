import { createReadStream } from "node:fs";
import { parse } from "csv-parse";
import type { Database } from "#app/platform/database/database.ts";
import { searchable } from "./key-of.ts";

export type GarImport = {
  read: number;
  added: number;
  changed: number;
  refused: { line: number; reason: string }[];
};
const BATCH = 1_000;
type Row = {
  id: string;
  name: string;
  search: string;
  publisher: string;
  distributors: string;
  shown: boolean;
  offered: boolean;
};

/** Imports the GAR's public list (CSV, « ; »), idempotent: what is there already and the same changes nothing (NAN-2). */
export async function importGar(
  db: Database,
  { file, now, dryRun = false }: { file: string; now: Date; dryRun?: boolean },
): Promise<GarImport> {
  const report: GarImport = { read: 0, added: 0, changed: 0, refused: [] };
  const rows = new Map<string, Row>();
  const source = createReadStream(file).pipe(
    parse({ delimiter: ";", columns: true, bom: true, relax_column_count: true, relax_quotes: true }),
  );
  for await (const given of source as AsyncIterable<Record<string, string>>) {
    report.read += 1;
    const {
      idRessource: id = "",
      nomRessource: name = "",
      idEditeur = "",
      distributeursCom = "",
      affichable,
      diffusable,
    } = given;
    if (!id || !searchable(name)) {
      report.refused.push({ line: report.read + 1, reason: "identifiant ou nom absent" });
      continue;
    }
    rows.set(id, {
      id,
      name: name.slice(0, 400),
      search: searchable(name),
      publisher: idEditeur,
      distributors: distributeursCom,
      shown: affichable === "True",
      offered: diffusable === "True",
    });
  }
  if (dryRun) return report;
  const all = [...rows.values()];
  for (let n = 0; n < all.length; n += BATCH) {
    const written = await db.query<{ fresh: boolean }>(
      `insert into gar_resource (id, name, search, publisher, distributors, shown, offered, imported_at)
       select e.*, $2::timestamptz from jsonb_to_recordset($1::jsonb)
         e(id text, name text, search text, publisher text, distributors text, shown boolean, offered boolean)
       on conflict (id) do update set name = excluded.name, search = excluded.search, publisher = excluded.publisher,
         distributors = excluded.distributors, shown = excluded.shown, offered = excluded.offered
        where (gar_resource.name, gar_resource.publisher, gar_resource.distributors, gar_resource.shown, gar_resource.offered)
          is distinct from (excluded.name, excluded.publisher, excluded.distributors, excluded.shown, excluded.offered)
       returning xmax = 0 fresh`,
      [JSON.stringify(all.slice(n, n + BATCH)), now.toISOString()],
    );
    for (const { fresh } of written) report[fresh ? "added" : "changed"] += 1;
  }
  return report;
}
