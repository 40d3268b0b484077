import type { Sql } from "#app/platform/database/database.ts";

/** A procedure as a crisis may run it now. */
export type RunbookChoice = {
  key: string;
  /** Hash of the text that would run, the key of `content`. */
  hash: string;
  version: number;
  title: string;
  /** Approved in a commission of this dispositif (MBN-6.2); else only by the crisis direction's recorded decision. */
  approved: boolean;
  state: string;
  summary: string;
  categories: string[];
};

/**
 * The procedures of a dispositif, by title: of each the version in force, else the one approved, else the last one
 * written. Those retired are left out.
 */
export function runbooksOf(sql: Sql, dispositif: string): Promise<RunbookChoice[]> {
  return sql.query<RunbookChoice>(
    `select d.columns->>'key' "key", c.hash, (d.columns->>'runsVersion')::int "version",
            d.columns->>'runsTitle' title, (d.columns->>'approved')::boolean approved, d.state,
            c.body->>'summary' summary, c.body->'categories' categories
       from dossier d join content c on c.hash = d.columns->>'runs'
      where d.kind = 'runbook' and d.dispositif_id = $1 and d.state <> 'retired'
      order by d.columns->>'runsTitle', d.columns->>'key'`,
    [dispositif],
  );
}
