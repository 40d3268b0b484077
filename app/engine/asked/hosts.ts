import type { Sql } from "#app/platform/database/database.ts";
import type { FoundHosts, TouchedRequest } from "#machines/host-list/v1/events.ts";

/** A host with all that is above it, down to its ending: what a list may name it by. */
export const aboveHost = (host: string): string[] => {
  const parts = host.replace(/\.$/, "").split(".");
  return parts.slice(0, -1).map((_, n) => parts.slice(n).join("."));
};

/**
 * Open requests one of whose addresses is on one of these hosts, or below it.
 * @param dispositif of one ENT; null: of all.
 */
export async function touchedRequests(
  sql: Sql,
  hosts: readonly string[],
  dispositif: string | null,
): Promise<TouchedRequest[]> {
  const listed = new Set(hosts);
  const open = await sql.query<Omit<TouchedRequest, "host"> & { hosts: string[] }>(
    `select id dossier, ref, title, state, array(select distinct substring(u from '^https://([^/:?#]+)') from unnest(
        array[context->'form'->'link'->>'serviceUrl', context->'form'->'link'->>'logoutUrl']
        || array(select jsonb_array_elements_text(context->'form'->'link'->'redirectUris'))
        || array(select jsonb_path_query(context, '$.metadata.acs[*].location') #>> '{}')) u where u ~ '^https://') hosts
       from dossier where kind = 'whitelist-request' and closed_at is null and context->'form' <> 'null'::jsonb
        and ($1::uuid is null or dispositif_id = $1) order by opened_at, id`,
    [dispositif],
  );
  return open.flatMap(({ hosts: own, ...one }) => {
    const host = own.flatMap(aboveHost).find((above) => listed.has(above));
    return host ? [{ ...one, host }] : [];
  });
}

/** Which of the hosts of an event its list has, and whom they concern there. */
export async function foundHosts(sql: Sql, dispositif: string, data: unknown): Promise<FoundHosts> {
  const hosts = (data as { hosts: (string | { host: string })[] }).hosts.map((one) =>
    typeof one === "string" ? one : one.host,
  );
  const [known, touched] = await Promise.all([
    sql.query<{ host: string; reason: string }>(
      "select host, reason from reported_host where dispositif_id = $1 and host = any($2::text[]) order by host",
      [dispositif, hosts],
    ),
    touchedRequests(sql, hosts, dispositif),
  ]);
  return { known, touched };
}
