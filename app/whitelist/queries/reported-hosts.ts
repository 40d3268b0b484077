import { type Caller, mayOnDossierSql } from "#app/platform/caller.ts";
import type { Sql } from "#app/platform/database/database.ts";
import { type Right, reachOf } from "#app/platform/permissions.ts";

const PAGE = 50;
const EVENTS = "('hosts.reported', 'hosts.cleared')";

/** ENTs whose reported hosts the caller may read, with how many there are. */
export function hostLists(sql: Sql, { tenures }: Caller) {
  const reach = reachOf(tenures, "whitelist.board");
  return sql.query<{ key: string; name: string; ref: string | null; count: number }>(
    `select d.key, d.name, (select l.ref from dossier l where l.kind = 'host-list' and l.dispositif_id = d.id) ref, (select count(*)::int from reported_host r where r.dispositif_id = d.id) "count"
       from dispositif d where $1::boolean or exists (select 1 from coverage c
         where c.dispositif_id = d.id and c.organisation_id = any($2::uuid[])) order by d.name`,
    [reach.all, [...reach.own, ...reach.dispositif]],
  );
}

/**
 * Hosts that one ENT reports, and how the list changed; null where the caller may not read it.
 * @param given key of the dispositif, or reference of its list
 */
export async function reportedHosts(
  sql: Sql,
  caller: Caller,
  given: string,
  { q, after }: { q?: string | undefined; after?: string | undefined },
) {
  const ent = (await hostLists(sql, caller)).find(({ key, ref }) => given === key || given === ref);
  if (!ent) return null;
  const { key } = ent;
  const like = `%${(q ?? "")
    .trim()
    .toLowerCase()
    .replace(/[\\%_]/g, "\\$&")}%`;
  const found = await sql.query<{ host: string; reason: string; by: string; at: Date }>(
    `select r.host, r.reason, r."by", r.at from reported_host r join dispositif d on d.id = r.dispositif_id
      where d.key = $1 and r.host like $2 and r.host > $3 order by r.host limit ${PAGE + 1}`,
    [key, like, after ?? ""],
  );
  const rows = found.slice(0, PAGE).map(({ at, ...one }) => ({ ...one, at: at.toISOString() }));
  return {
    ...ent,
    rows,
    next: found.length > PAGE ? (rows.at(-1)?.host ?? null) : null,
    may: await holdsThere(sql, caller, "hosts.report", key),
    changes: await changesOf(sql, caller, key),
  };
}

async function holdsThere(sql: Sql, { tenures }: Caller, right: Right, key: string): Promise<boolean> {
  const { dispositif } = reachOf(tenures, right);
  const [row] = await sql.query(
    `select 1 from coverage c join dispositif d on d.id = c.dispositif_id
      where d.key = $1 and c.organisation_id = any($2::uuid[]) limit 1`,
    [key, dispositif],
  );
  return Boolean(row);
}

/** Who changed it, when and why, from its journal. */
async function changesOf(sql: Sql, { tenures }: Caller, key: string) {
  const params: unknown[] = [key];
  const may = mayOnDossierSql(reachOf(tenures, "journal.read"), (value) => `$${params.push(value)}`);
  return sql.query<{ seq: number; type: string; at: string; by: string; why: string; hosts: number }>(
    `select j.seq, j.type, j.payload::jsonb->>'at' "at", j.payload::jsonb->'actor'->>'name' "by",
            j.payload::jsonb->'data'->>'why' why, jsonb_array_length(j.payload::jsonb->'data'->'hosts') hosts
       from dossier d join dispositif s on s.id = d.dispositif_id join journal_entry j on j.dossier_id = d.id
      where d.kind = 'host-list' and s.key = $1 and j.type in ${EVENTS} and ${may} order by j.seq desc limit 20`,
    params,
  );
}
