import { sha256 } from "#app/engine/journal/entry.ts";
import type { Database, Sql } from "#app/platform/database/database.ts";
import type { Demarches } from "#machines/homologation/v1/content.ts";
import { keepCatalogue } from "../content/keep-catalogue.ts";
import { type ContentProblem, readContent } from "../content/read-content.ts";

/**
 * Puts what comes with the console where dossiers find it: the démarches as content, the catalogue for ENTs as any
 * other. Twice changes nothing. Dossiers keep the démarches with which they were opened.
 * @returns mistakes by file:line; what could be read is there.
 */
export async function ensureHomologationContent(
  db: Database,
  now: Date,
  folder?: string,
): Promise<ContentProblem[]> {
  const { demarches, catalogue, problems } = await readContent(folder);
  if (demarches.value)
    await db.query(
      `insert into content (hash, kind, text, body, created_at) values ($1, 'demarches', $2, $3::jsonb, $4)
       on conflict (hash) do nothing`,
      [sha256(demarches.text), demarches.text, JSON.stringify(demarches.value), now.toISOString()],
    );
  const hash = sha256(catalogue.text);
  const [known] = await db.query("select 1 from measure_catalogue where hash = $1", [hash]);
  if (catalogue.value && !known) {
    const { key, title, version, source, measures } = catalogue.value;
    const levelled = measures.map((one) => ({
      ...one,
      levels: one.levels as Record<string, string>,
      section: null,
      line: 0,
    }));
    await keepCatalogue(db, { key, title, source, hash, version: String(version), measures: levelled }, now);
  }
  return problems;
}

/** The démarches with which a new dossier starts. @throws Error when the console was started without any. */
export async function demarchesInForce(sql: Sql): Promise<{ hash: string; body: Demarches }> {
  const [row] = await sql.query<{ hash: string; body: Demarches }>(
    `select hash, body from content where kind = 'demarches' order by (body->>'version')::int desc, created_at desc limit 1`,
  );
  if (!row)
    throw new Error("Aucune démarche d’homologation : homologations/demarches.yaml n’a pas pu être lu.");
  return row;
}
