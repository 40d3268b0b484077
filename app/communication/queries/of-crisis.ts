import type { Caller } from "#app/platform/caller.ts";
import type { Sql } from "#app/platform/database/database.ts";
import { mayReadSql } from "./read-sql.ts";

export type CrisisMessage = {
  ref: string;
  title: string;
  state: string;
  process: string;
  channels: string[];
  /** End of the clock of its approval (ISO 8601, UTC), while it waits for one. */
  dueAt: string | null;
};

/** Messages to the community that speak for a crisis, the newest first; a draft is its author's alone. */
export function messagesOfCrisis(sql: Sql, caller: Caller, crisis: string): Promise<CrisisMessage[]> {
  const params: unknown[] = [crisis];
  const may = mayReadSql(caller, (value) => `$${params.push(value)}`);
  return sql.query<CrisisMessage>(
    `select d.ref, d.title, d.state, d.context->'facts'->>'process' process,
       array(select jsonb_array_elements_text(d.context->'facts'->'channels')) channels,
       (select to_char(min(l.due_at) at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') from deadline l
         where l.dossier_id = d.id and l.state = 'running' and l.shown and d.state = 'approval') "dueAt"
      from dossier d where d.kind = 'communication' and d.context->'facts'->>'crisis' = $1 and ${may}
     order by d.opened_at desc, d.id desc limit 50`,
    params,
  );
}
