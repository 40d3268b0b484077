import { mayOnDossierSql } from "#app/platform/caller.ts";
import type { Sql } from "#app/platform/database/database.ts";
import { foldedSql, saysSql, wordsOf } from "#app/platform/database/text-search.ts";
import type { Reach } from "#app/platform/permissions.ts";

export type FoundDossier = { kind: string; ref: string; title: string; dispositif: string };

const escaped = (text: string) => text.replace(/[\\%_]/g, "\\$&");

/**
 * Dossiers of these kinds that the reader may see, by reference or by words of their title; a reference said in full
 * comes first, then those that begin as typed, then the newest.
 * @param limit of each kind.
 */
export async function findDossiers(
  sql: Sql,
  reach: Reach,
  kinds: readonly string[],
  q: string,
  limit: number,
): Promise<FoundDossier[]> {
  const words = wordsOf(q);
  if (words.length === 0) return [];
  const params: unknown[] = [];
  const add = (value: unknown) => `$${params.push(value)}`;
  // One dossier may be an exercise's: it is found where its exercise is read, never here.
  const where = [`d.kind = any(${add(kinds)}::text[])`, "d.exercise_id is null", mayOnDossierSql(reach, add)];
  where.push(...saysSql(q, add));
  // The index knows its organisation and publisher as well: here its reference and its title alone count.
  for (const word of words)
    where.push(`strpos(${foldedSql("concat_ws(' ', d.ref, d.title)")}, ${foldedSql(add(word))}) > 0`);
  const exact = add(q.trim());
  const begins = add(`${escaped(q.trim())}%`);
  return sql.query<FoundDossier>(
    `select kind, ref, title, dispositif from (
       select d.kind, d.ref, d.title, p.name dispositif, d.opened_at,
              (upper(d.ref) = upper(${exact}::text)) exact, (d.title ilike ${begins}::text) begins,
              row_number() over (partition by d.kind order by (upper(d.ref) = upper(${exact}::text)) desc,
                (d.title ilike ${begins}::text) desc, d.opened_at desc, d.id) rank
         from dossier d join dispositif p on p.id = d.dispositif_id where ${where.join(" and ")}) found
      where rank <= ${limit} order by exact desc, kind, rank`,
    params,
  );
}
