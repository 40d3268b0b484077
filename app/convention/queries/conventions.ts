import type { Sql } from "#app/platform/database/database.ts";
import type { Convention } from "#conventions/schema.ts";

export type ConventionSummary = {
  key: string;
  title: string;
  version: string;
  until: string | null;
  untilNote: string | null;
  dispositif: string;
  dispositifKey: string;
  rules: number;
  schools: number;
};
export type ConventionVersion = { version: string; hash: string; importedAt: Date };
/** A convention as it was imported, with what the directory says of it now. */
export type StoredConvention = {
  body: Convention;
  hash: string;
  dispositifId: string;
  schools: number;
  /** All versions, the one in force first. */
  versions: ConventionVersion[];
};

const SCHOOLS = `(select count(*) from coverage v join organisation o on o.id = v.organisation_id
  where v.dispositif_id = c.dispositif_id and o.kind in ('ecole', 'etablissement') and o.closed_at is null)`;
/** An older body put back is the newest again: the day of effect decides, then the import. */
const NEWEST = "c.version desc, c.imported_at desc";

/** The conventions in force, each by its newest version. */
export function conventionList(sql: Sql, dispositif?: string): Promise<ConventionSummary[]> {
  return sql.query<ConventionSummary>(
    `select * from (
       select distinct on (c.key) c.key, c.title, to_char(c.version, 'YYYY-MM-DD') as version,
         c.body ->> 'until' as until, c.body ->> 'untilNote' as "untilNote", d.name as dispositif,
         d.key as "dispositifKey", jsonb_array_length(c.body -> 'rules') as rules, ${SCHOOLS} as schools
       from convention c join dispositif d on d.id = c.dispositif_id
       where $1::text is null or d.key = $1
       order by c.key, ${NEWEST}) newest
     order by dispositif, key`,
    [dispositif ?? null],
  );
}

/**
 * One convention; null when there is none of that key.
 * @param key its own, or that of its dispositif: both are written in links.
 * @param hash beginning of the hash of an older version to read.
 */
export async function storedConvention(
  sql: Sql,
  key: string,
  hash?: string,
): Promise<StoredConvention | null> {
  const versions = await sql.query<ConventionVersion & { id: string }>(
    `select c.id, to_char(c.version, 'YYYY-MM-DD') as version, c.hash, c.imported_at as "importedAt"
     from convention c where c.key = coalesce(
       (select key from convention where key = $1 limit 1),
       (select c.key from convention c join dispositif d on d.id = c.dispositif_id where d.key = $1
        order by ${NEWEST} limit 1))
     order by ${NEWEST}`,
    [key],
  );
  const asked = hash ? versions.find((one) => one.hash.startsWith(hash)) : versions[0];
  if (!asked) return null;
  const [row] = await sql.query<Omit<StoredConvention, "versions">>(
    `select c.body, c.hash, c.dispositif_id as "dispositifId", ${SCHOOLS} as schools from convention c where c.id = $1`,
    [asked.id],
  );
  return row ? { ...row, versions: versions.map(({ id: _, ...one }) => one) } : null;
}

/** Names of communes of the perimeter, as the directory writes them. */
export async function communeNames(sql: Sql, codes: string[]): Promise<Map<string, string>> {
  if (codes.length === 0) return new Map();
  const rows = await sql.query<{ code: string; name: string }>(
    `select distinct on (commune_insee) commune_insee code, coalesce(commune_name, name) name from organisation
     where commune_insee = any($1::text[]) and (commune_name is not null or kind = 'commune')
     order by commune_insee, (kind = 'commune') desc`,
    [codes],
  );
  return new Map(rows.map(({ code, name }) => [code, name.replace(/^Commune d(?:e |’|')/, "")]));
}

/** Who holds the function of DPD in the organisations that a convention names. */
export async function dpdHolders(sql: Sql, keys: string[], at: Date): Promise<Map<string, string>> {
  const rows = await sql.query<{ key: string; name: string }>(
    `select distinct on (o.key) o.key, concat_ws(' ', p.given_name, p.name) name
     from organisation o join tenure t on t.organisation_id = o.id and t.function = 'dpd'
       and t."from" <= $2 and (t.until is null or t.until > $2)
     join person p on p.id = t.person_id and p.closed_at is null
     where o.key = any($1::text[]) order by o.key, t.rank`,
    [keys, at],
  );
  return new Map(rows.map(({ key, name }) => [key, name]));
}
