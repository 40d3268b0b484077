import { type Caller, mayOnDossierSql } from "#app/platform/caller.ts";
import type { Sql } from "#app/platform/database/database.ts";
import { reachOf } from "#app/platform/permissions.ts";
import { countOf, yearOf } from "#machines/instance/v1/year.ts";
import { readInstances } from "./read-instance.ts";

/** One instance over one year: what it held against what its text, or the console’s choice, asks for. */
export type HeldLine = {
  ref: string;
  name: string;
  dispositif: string;
  held: number;
  planned: number;
  least: number | null;
  missing: number;
  rule: string | null;
  choice: boolean;
};
export type TakenLine = { kind: string; decided: number; noted: number; postponed: number };

/** Meetings held against the minimum in a year, and what was done with the points that were taken up. */
export async function committeeFigures(sql: Sql, caller: Caller, year: number | undefined, now: Date) {
  const rows = await readInstances(sql, caller);
  const current = yearOf(now.toISOString(), rows[0]?.context.timezone ?? "Europe/Paris");
  const asked = year && year > 2000 && year <= current + 1 ? year : current;
  const held = rows.map(({ ref, context, dispositif }): HeldLine => {
    const { perYear } = context.terms;
    const count = countOf(context, asked);
    const least = perYear?.least ?? null;
    return {
      ...{ ref, name: context.terms.name, dispositif: dispositif.name, least, ...count },
      missing: Math.max(0, (least ?? 0) - count.held - count.planned),
      rule: perYear?.rule ?? null,
      choice: perYear?.choice ?? false,
    };
  });
  const years = [
    ...new Set([current, ...rows.flatMap(({ context }) => context.meetings.map(({ at }) => yearOf(at, context.timezone)))]),
  ].sort((a, b) => b - a);
  return { year: asked, years, held, taken: await takenIn(sql, caller, asked) };
} // biome-ignore format: the list of years stays whole

function takenIn(sql: Sql, caller: Caller, year: number): Promise<TakenLine[]> {
  const params: unknown[] = [String(year)];
  const may = mayOnDossierSql(reachOf(caller.tenures, "dossier.read"), (value) => `$${params.push(value)}`);
  return sql.query<TakenLine>(
    `select i->>'kind' kind, count(*) filter (where i->>'state' = 'decided')::int decided,
            count(*) filter (where i->>'state' = 'noted')::int noted,
            count(*) filter (where i->>'state' = 'postponed')::int postponed
       from dossier d cross join lateral jsonb_array_elements(d.context->'items') i
      where d.kind = 'meeting' and d.state in ('held', 'drafted', 'validated', 'sent') and left(d.context->>'at', 4) = $1
        and i->>'state' in ('decided', 'noted', 'postponed') and ${may}
      group by 1 order by 2 desc, 1`,
    params,
  );
}
