import type { Sql } from "#app/platform/database/database.ts";
import type { Draft } from "#machines/whitelist-request/v1/form.ts";

/** An application that some request names already, once for each key. */
export type KnownApplication = {
  key: string;
  name: string;
  publisher: string | null;
  host: string | null;
  /** How many dispositifs have it on their list, or on its way there. */
  listed: number;
};

const LISTED = "('approved', 'integrated', 'tested', 'active', 'review-due')";
/** What is the application's and its publisher's, not the asker's own. */
const REUSED = ["application", "hosting", "data", "evidence", "link"] as const;

/** Applications and publishers by a few letters of either: what was asked before is not typed again. */
export const knownApplications = (sql: Sql, text: string): Promise<KnownApplication[]> =>
  sql.query<KnownApplication>(
    `select key, (array_agg(title order by at desc))[1] as name, (array_agg(publisher order by at desc))[1] publisher,
            (array_agg(host order by at desc))[1] host, count(distinct dispositif_id) filter (where listed)::int listed
       from (select columns->>'application' key, title, columns->>'publisher' publisher, columns->>'host' host,
                    dispositif_id, changed_at at, state in ${LISTED} listed
               from dossier where kind = 'whitelist-request' and state <> 'draft'
                and (title ilike $1 or columns->>'publisher' ilike $1 or columns->>'application' ilike $1)
              order by changed_at desc limit 200) known
      group by key order by listed desc, key limit 12`,
    [`%${text.trim().replace(/[\\%_]/g, "\\$&")}%`],
  );

/** The file of that application where it is approved, elsewhere first; undefined when nowhere. */
export async function approvedElsewhere(
  sql: Sql,
  key: string,
  dispositif: string,
): Promise<{ ref: string; dispositif: string; draft: Draft } | undefined> {
  const [found] = await sql.query<{ ref: string; dispositif: string; draft: Draft }>(
    `select d.ref, s.name dispositif, d.context->'draft' draft from dossier d join dispositif s on s.id = d.dispositif_id
      where d.kind = 'whitelist-request' and d.columns->>'application' = $1 and d.state in ${LISTED}
      order by (d.dispositif_id <> $2) desc, d.changed_at desc limit 1`,
    [key, dispositif],
  );
  if (!found) return undefined;
  const draft = Object.fromEntries(
    REUSED.flatMap((section) => (found.draft[section] ? [[section, found.draft[section]]] : [])),
  );
  return { ref: found.ref, dispositif: found.dispositif, draft };
}
