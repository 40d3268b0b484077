import type { Sql } from "#app/platform/database/database.ts";

/**
 * What stands beside the proof: events that were refused and why, and the procedure that a crisis ran on. The hash of
 * that text is in the first entry of the journal; refusals are append-only, outside the chain.
 */
export async function besideFiles(sql: Sql, dossier: string): Promise<Record<string, string>> {
  const refusals = await sql.query(
    `select at, actor, type, data, reason, rule, article, because from refusal where dossier_id = $1 order by id`,
    [dossier],
  );
  const [content] = await sql.query<{ text: string }>(
    "select c.text from dossier d join content c on c.hash = d.content_hash where d.id = $1",
    [dossier],
  );
  return {
    "refusals.json": JSON.stringify(refusals, null, 2),
    ...(content && { "procedure.md": content.text }),
  };
}
