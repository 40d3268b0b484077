import { mayOnDossierSql } from "#app/platform/caller.ts";
import type { Sql } from "#app/platform/database/database.ts";
import type { Reach } from "#app/platform/permissions.ts";

type Count<Key extends string = string> = { key: Key; count: number };

/** Homologations by state and by end, and what is late, over all that the reader may see. */
export async function statistics(sql: Sql, reach: Reach, now: Date) {
  const asked = (text: (may: string, add: (value: unknown) => string) => string) => {
    const params: unknown[] = [];
    const add = (value: unknown) => `$${params.push(value)}`;
    const may = mayOnDossierSql(reach, add);
    return sql.query<Count>(text(`d.kind = 'homologation' and ${may}`, add), params);
  };
  const [states, ends, late, measures] = await Promise.all([
    asked((may) => `select d.state "key", count(*)::int "count" from dossier d where ${may} group by 1 order by 2 desc`),
    asked((may) => `select left(d.columns->>'until', 7) "key", count(*)::int "count" from dossier d
       where ${may} and d.columns->>'current' = 'true' group by 1 order by 1 limit 48`),
    asked((may) => `select x."key", x."count"::int "count" from (select coalesce(sum((d.columns->>'reservesLate')::int), 0) a,
          coalesce(sum((d.columns->>'reviews')::int), 0) b, count(*) filter (where d.state = 'expired') c
        from dossier d where ${may} and d.columns->>'current' = 'true') t,
        lateral (values ('lateReserves', t.a), ('openReviews', t.b), ('expired', t.c)) x("key", "count")`),
    asked((may, add) => `select 'lateMeasures' "key", count(*)::int "count" from homologation_measure m join dossier d on d.id = m.dossier_id
       where ${may} and d.columns->>'current' = 'true' and m.state in ('todo', 'doing') and m.due_at < ${add(now.toISOString().slice(0, 10))}::date`),
  ]); // biome-ignore format: one question a line
  return {
    states,
    ends,
    late: [...late, ...measures] as Count<"lateReserves" | "openReviews" | "expired" | "lateMeasures">[],
  };
}
