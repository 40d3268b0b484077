import { mayOnDossierSql } from "#app/platform/caller.ts";
import type { Sql } from "#app/platform/database/database.ts";
import type { Reach } from "#app/platform/permissions.ts";

export type TestRow = {
  ref: string;
  title: string;
  state: string;
  dispositif: string;
  openedAt: string;
  total: number;
  answered: number;
};

/** Tests that this reach lets see, newest first; `total` counts those who were written to. */
export async function testsList(sql: Sql, reach: Reach): Promise<TestRow[]> {
  const params: unknown[] = [];
  const may = mayOnDossierSql(reach, (value) => `$${params.push(value)}`);
  const rows = await sql.query<Omit<TestRow, "openedAt"> & { openedAt: Date }>(
    `with shown as materialized (
       select d.id, d.ref, d.title, d.state, d.opened_at, s.name dispositif
         from dossier d join dispositif s on s.id = d.dispositif_id
        where d.kind = 'reachability' and ${may} order by d.opened_at desc limit 50)
     select t.ref, t.title, t.state, t.dispositif, t.opened_at "openedAt", count(l.id)::int total,
            count(l.id) filter (where l.answer = 'taken')::int answered
       from shown t left join notice n on n.dossier_id = t.id and n.key = 'test' left join delivery l on l.notice_id = n.id
      group by t.id, t.ref, t.title, t.state, t.dispositif, t.opened_at order by t.opened_at desc`,
    params,
  );
  return rows.map((row) => ({ ...row, openedAt: row.openedAt.toISOString() }));
}

/** Dispositifs in which the caller may test the chain, with the académies and départements of their schools. */
export const testTerritories = (sql: Sql, reach: Reach) =>
  sql.query<{ key: string; name: string; academies: string[]; departements: string[] }>(
    `select s.key, s.name,
            coalesce(array_agg(distinct o.academie order by o.academie) filter (where o.academie is not null), '{}') academies,
            coalesce(array_agg(distinct o.departement order by o.departement) filter (where o.departement is not null), '{}') departements
       from dispositif s left join coverage c on c.dispositif_id = s.id
       left join organisation o on o.id = c.organisation_id and o.kind in ('ecole', 'etablissement') and o.closed_at is null
      where $1 or exists (select 1 from coverage m where m.dispositif_id = s.id and m.organisation_id = any($2::uuid[]))
      group by s.key, s.name order by s.name`,
    [reach.all, [...reach.dispositif, ...reach.own]],
  );
