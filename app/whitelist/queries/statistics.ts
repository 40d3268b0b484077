import { type Caller, mayOnDossierSql } from "#app/platform/caller.ts";
import type { Sql } from "#app/platform/database/database.ts";
import { reachOf } from "#app/platform/permissions.ts";

export type StateTime = { state: string; median: number; ninth: number; passages: number; here: number };
export type Load = {
  person: string;
  name: string;
  organisation: string;
  late: number;
  due: number;
  given: number;
};
export type Origin = { place: string; open: number; listed: number; ended: number };
export type Since = { dispositif: string; from: string | null };

const LISTED = "('active', 'review-due', 'suspended')";
const ENDED = "('refused', 'withdrawn', 'redirected', 'joined')";
const origins = `count(*) filter (where d.state not in ${LISTED} and d.state not in ${ENDED})::int "open",
  count(*) filter (where d.state in ${LISTED})::int listed, count(*) filter (where d.state in ${ENDED})::int ended`;

/** Figures of one dispositif's whitelist, over what the caller's board shows of it; `from`: filed since (ISO 8601). */
export async function whitelistStatistics(sql: Sql, caller: Caller, { dispositif, from }: Since, now: Date) {
  const asked = <Row>(text: (where: string, add: (value: unknown) => string) => string) => {
    const params: unknown[] = [dispositif];
    const add = (value: unknown) => `$${params.push(value)}`;
    const may = mayOnDossierSql(reachOf(caller.tenures, "whitelist.board"), add);
    const since = from ? ` and d.columns->>'filedAt' >= ${add(from)}` : "";
    return sql.query<Row>(
      text(
        `d.kind = 'whitelist-request' and d.dispositif_id = $1 and d.state <> 'draft' and ${may}${since}`,
        add,
      ),
      params,
    );
  };
  const [states, load, schools, academies] = await Promise.all([
    asked<StateTime>(
      (where, add) => `with passage as (
         select e.value->>'state' state, (e.value->>'at')::timestamptz since, d.closed_at,
                lead((e.value->>'at')::timestamptz) over (partition by d.id order by e.n) until
           from dossier d cross join lateral jsonb_array_elements(d.context->'history') with ordinality e(value, n)
          where ${where})
       select state, count(*)::int passages, count(*) filter (where until is null)::int here,
              round(percentile_cont(0.5) within group (order by days)::numeric, 1)::float8 median,
              round(percentile_cont(0.9) within group (order by days)::numeric, 1)::float8 ninth
         from passage cross join lateral (select greatest(0, extract(epoch from coalesce(until, ${add(now.toISOString())}::timestamptz) - since) / 86400) days) d
        where state <> 'draft' and state not in ${ENDED} group by state`,
    ),
    asked<Load>(
      (where) => `select who->>'id' person, (array_agg(who->>'name' order by d.changed_at desc))[1] "name",
              (array_agg(who->'organisation'->>'name' order by d.changed_at desc))[1] organisation,
              count(*) filter (where not given and d.state in ('instruction', 'waiting') and d.columns->>'late' = 'true')::int late,
              count(*) filter (where not given and d.state in ('instruction', 'waiting'))::int due, count(*) filter (where given)::int given
         from dossier d cross join lateral jsonb_each(d.context->'instructors') e("domain", who)
         cross join lateral (select d.context->'opinions' ? e."domain" given) g
        where ${where} group by 1 order by due desc, given desc, "name" limit 500`,
    ),
    asked<Origin>(
      (where) => `select o.name place, ${origins} from dossier d join organisation o on o.id = d.organisation_id
        where ${where} group by o.id, o.name order by count(*) desc, o.name limit 20000`,
    ),
    asked<Origin>(
      (where) => `select coalesce(o.academie, '') place, ${origins} from dossier d join organisation o on o.id = d.organisation_id
        where ${where} group by 1 order by count(*) desc, 1`,
    ),
  ]); // biome-ignore format: one question after the other
  return { states, load, schools, academies };
}

/** From an address: which dispositif, filed since when (`depuis`, months). */
export function sinceOf(dispositif: string, search: URLSearchParams, now: Date): Since {
  const months = Number(search.get("depuis"));
  if (![3, 6, 12, 24].includes(months)) return { dispositif, from: null };
  const from = new Date(now);
  from.setUTCMonth(from.getUTCMonth() - months);
  return { dispositif, from: from.toISOString() };
}
