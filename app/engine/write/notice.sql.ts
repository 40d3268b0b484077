import type { Params } from "./rows.ts";

/** The row of what a wave says, written only where `from` (a table expression, conditions included) has someone. */
export const noticeSql = (
  name: string,
  from: string,
  p: Params,
  now: string,
  e: { notice: string; facts: unknown },
  template: string,
) => `
  ${name} as (insert into notice (id, dossier_id, key, seq, template, facts, created_at)
    select gen_random_uuid(), moved.id, ${p.add(e.notice)}, moved.revision, ${p.add(template)}, ${p.json(e.facts)}::jsonb, ${now}
      from moved where exists (select 1 from ${from}) returning id, dossier_id)`;
