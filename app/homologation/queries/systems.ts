import { type Caller, mayOnDossier, mayOnDossierSql } from "#app/platform/caller.ts";
import type { Sql } from "#app/platform/database/database.ts";
import { saysSql } from "#app/platform/database/text-search.ts";
import { type Reach, type Right, reachOf } from "#app/platform/permissions.ts";
import type { SystemContext } from "#machines/system/v1/context.ts";
import { type SystemPersonEvent, systemPersonEvents } from "#machines/system/v1/events.ts";
import { systemV1 } from "#machines/system/v1/machine.ts";

export type SystemRow = {
  id: string;
  ref: string;
  title: string;
  state: string;
  nature: string;
  need: string | null;
  owner: string;
  dispositif: string;
  current: { ref: string; state: string; until: string } | null;
  preparing: string | null;
};
const homologationOf = (what: string, state: string) => `(select ${what} from dossier h
  where h.kind = 'homologation' and h.columns->>'system' = d.id::text and ${state} order by h.opened_at desc limit 1)`;
const PREPARING = "h.state in ('strategy', 'preparation', 'ready', 'commission', 'decided')";

const PAGE = 25;
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
/** Where the page before ended: the row, whose place the database reads itself. */
export const readAfter = (given: string | undefined) => (given && UUID.test(given) ? given : null);

/** Asked of each row through its index: as a join, the server compared every system with every homologation. */
const current = (state = "true") => `(select h.state from dossier h where h.kind = 'homologation'
  and h.columns->>'system' = d.id::text and h.columns->>'current' = 'true' and ${state} limit 1)`;
const standing: Record<Standing, string> = {
  "in-force": `${current("h.state in ('in-force', 'to-renew')")} is not null`,
  late: `${current("h.state in ('expired', 'suspended')")} is not null`,
  never: `${current()} is null`,
};
export const standings = ["in-force", "late", "never"] as const;
export type Standing = (typeof standings)[number];
export type SystemFilter = {
  q?: string | undefined;
  nature?: string | undefined;
  need?: string | undefined;
  standing?: Standing | undefined;
};

/** One page of the systems that the reader may see, ENTs first, by name. */
export async function systemRows(sql: Sql, reach: Reach, filter: SystemFilter, after: string | null) {
  const params: unknown[] = [];
  const add = (value: unknown) => `$${params.push(value)}`;
  const where = ["d.kind = 'system'", "d.state = 'active'", mayOnDossierSql(reach, add)];
  if (filter.nature) where.push(`d.columns->>'nature' = ${add(filter.nature)}`);
  if (filter.need === "none") where.push("d.columns->>'need' is null");
  else if (filter.need) where.push(`d.columns->>'need' = ${add(filter.need)}`);
  if (filter.standing) where.push(standing[filter.standing]);
  where.push(...saysSql(filter.q, add));
  if (after)
    where.push(`(d.columns->>'nature' <> 'ent', d.title, d.id) > (select a.columns->>'nature' <> 'ent', a.title, a.id
      from dossier a where a.id = ${add(after)}::uuid)`);
  const found = await sql.query<SystemRow>(
    `select d.id, d.ref, d.title, d.state, d.columns->>'nature' nature, d.columns->>'need' need,
            d.columns->>'owner' "owner", p.name dispositif,
            ${homologationOf(`json_build_object('ref', h.ref, 'state', h.state, 'until', h.columns->>'until')`, "h.columns->>'current' = 'true'")} "current",
            ${homologationOf("h.ref", PREPARING)} preparing
       from dossier d join dispositif p on p.id = d.dispositif_id
      where ${where.join(" and ")} order by d.columns->>'nature' <> 'ent', d.title, d.id limit ${PAGE + 1}`,
    params,
  );
  const rows = found.slice(0, PAGE);
  return { rows, next: found.length > PAGE ? (rows.at(-1)?.id ?? null) : null };
}

/** Links between systems, for those rows: what is drawn. */
export async function linksOf(sql: Sql, ids: string[]) {
  return sql.query<{ from: string; context: SystemContext }>(
    `select id "from", context from dossier where id = any($1::uuid[]) and jsonb_array_length(context->'articulations') > 0`,
    [ids],
  );
}

/** The page of one system. */
export async function systemPage(sql: Sql, caller: Caller, ref: string) {
  if (!/^SYS-\d{4}-\d{3,}$/.test(ref)) return null;
  const [row] = await sql.query<{
    id: string;
    ref: string;
    state: string;
    revision: number;
    context: SystemContext;
    dispositif: { key: string; name: string };
    dispositifId: string;
  }>(
    `select d.id, d.ref, d.state, d.revision, d.context, d.dispositif_id "dispositifId",
            json_build_object('key', p.key, 'name', p.name) dispositif
       from dossier d join dispositif p on p.id = d.dispositif_id where d.kind = 'system' and d.ref = $1`,
    [ref],
  );
  if (!row || !(await mayOnDossier(sql, caller.tenures, "dossier.read", row.id))) return null;
  const history = await sql.query<{
    id: string;
    ref: string;
    state: string;
    from: string | null;
    until: string | null;
  }>(
    `select id, ref, state, columns->>'from' "from", columns->>'until' "until" from dossier
      where kind = 'homologation' and columns->>'system' = $1 order by opened_at desc limit 20`,
    [row.id],
  );
  const others = await sql.query<{ id: string; ref: string; name: string }>(
    `select id, ref, title "name" from dossier where kind = 'system' and state = 'active' and dispositif_id = $1 and id <> $2
      order by title limit 200`,
    [row.dispositifId, row.id],
  );
  const able: SystemPersonEvent[] = [];
  for (const type of systemV1.accepts({ state: row.state, context: {} }) as SystemPersonEvent[])
    if (await mayOnDossier(sql, caller.tenures, (systemV1.rights?.[type] ?? type) as Right, row.id))
      able.push(type);
  return {
    ...row,
    history,
    others,
    can: able.filter(
      (type) =>
        type in systemPersonEvents && (type !== "system.attested" || row.context.nature === "communication"),
    ),
    prepares: await mayOnDossier(sql, caller.tenures, "homologation.prepare", row.id),
  };
}
export type SystemPage = NonNullable<Awaited<ReturnType<typeof systemPage>>>;
export const readingReach = (caller: Caller) => reachOf(caller.tenures, "dossier.read");
