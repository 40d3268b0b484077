import { mayOnDossierSql } from "#app/platform/caller.ts";
import type { Sql } from "#app/platform/database/database.ts";
import type { Reach } from "#app/platform/permissions.ts";

type Count<Key extends string = string> = { key: Key; count: number };
export type LateReserve = {
  ref: string;
  system: string;
  text: string;
  owner: string;
  /** A day, YYYY-MM-DD. */
  dueAt: string;
};
/** How long something has been late: under one month, under three, longer. */
export const ages = ["month", "quarter", "older"] as const;
export type Age = (typeof ages)[number];

const ageSql = (day: string, today: string) =>
  `case when ${day} > ${today} - 30 then 'month' when ${day} > ${today} - 91 then 'quarter' else 'older' end`;
/** Named one by one; all of them are counted. */
const MOST = 200;

/** Homologations by state and by end, and what is late, over all that the reader may see. */
export async function statistics(sql: Sql, reach: Reach, now: Date) {
  const asked = <Row>(text: (may: string, today: () => string) => string) => {
    const params: unknown[] = [];
    const add = (value: unknown) => `$${params.push(value)}`;
    const may = mayOnDossierSql(reach, add);
    // A parameter that the text does not use is refused: numbered where it is needed.
    const today = () => `${add(now.toISOString().slice(0, 10))}::date`;
    return sql.query<Row>(text(`d.kind = 'homologation' and ${may}`, today), params);
  };
  const current = "d.columns->>'current' = 'true'";
  const lateReserves = (
    may: string,
    today: string,
  ) => `from dossier d, jsonb_array_elements(d.context->'decision'->'reserves') r
      where ${may} and ${current} and (d.columns->>'reserves')::int > 0 and (r->>'dueAt')::date < ${today}
        and not coalesce(d.context->'reserves'->(r->>'key') ? 'lifted', false)`;
  const [states, ends, late, measures, measuresLate, reserves, reservesLate] = await Promise.all([
    asked<Count>((may) => `select d.state "key", count(*)::int "count" from dossier d where ${may} group by 1 order by 2 desc, 1`),
    asked<Count & { state: string }>((may) => `select left(d.columns->>'until', 7) "key", d.state, count(*)::int "count" from dossier d
       where ${may} and ${current} group by 1, 2 order by 1, 2 limit 400`),
    asked<Count<"openReviews" | "expired" | "suspended">>((may) => `select x."key", x."count"::int "count" from (
          select coalesce(sum((d.columns->>'reviews')::int), 0) b, count(*) filter (where d.state = 'expired') c,
                 count(*) filter (where d.state = 'suspended') s
            from dossier d where ${may} and ${current}) t,
        lateral (values ('openReviews', t.b), ('expired', t.c), ('suspended', t.s)) x("key", "count")`),
    asked<Count>((may) => `select m.state "key", count(*)::int "count" from homologation_measure m join dossier d on d.id = m.dossier_id
       where ${may} and ${current} group by 1 order by 2 desc, 1`),
    asked<Count<Age>>((may, today) => `select ${ageSql("m.due_at", today())} "key", count(*)::int "count"
       from homologation_measure m join dossier d on d.id = m.dossier_id
      where ${may} and ${current} and m.state in ('todo', 'doing') and m.due_at < ${today()} group by 1`),
    asked<LateReserve>((may, today) => `select d.ref, d.title system, r->>'text' "text", r->>'owner' "owner", r->>'dueAt' "dueAt"
       ${lateReserves(may, today())} order by r->>'dueAt', d.ref limit ${MOST}`),
    asked<Count<Age>>((may, today) => `select ${ageSql("(r->>'dueAt')::date", today())} "key", count(*)::int "count"
       ${lateReserves(may, today())} group by 1`),
  ]); // biome-ignore format: one question a line
  const byAge = (rows: Count<Age>[]) =>
    ages.map((key) => rows.find((one) => one.key === key) ?? { key, count: 0 });
  return {
    states,
    ends,
    late,
    measures,
    measuresLate: byAge(measuresLate),
    reservesLate: byAge(reservesLate),
    /** The oldest, by name: who is to be asked. */
    reserves,
  };
}
export type Statistics = Awaited<ReturnType<typeof statistics>>;
