import type { Sql } from "#app/platform/database/database.ts";

/** Third parties that a dispositif may write through: those whose attestation was checked (MBN-7), those set before. */
export async function thirdParties(sql: Sql, dispositif: string): Promise<string[]> {
  const rows = await sql.query<{ key: string }>(
    `select key from channel where dispositif_id = $1::uuid and key like 'third-party:%'
     union select a->>'channel' from dossier d, jsonb_array_elements(case
         when jsonb_typeof(d.context->'attestations') = 'array' then d.context->'attestations' else '[]' end) a
      where d.kind = 'lock' and d.dispositif_id = $1::uuid order by key`,
    [dispositif],
  );
  return rows.map(({ key }) => key).filter((key) => key?.startsWith("third-party:"));
}
