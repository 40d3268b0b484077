import { kindLabel } from "#app/messages/directory-words.ts";
import { placeDetail } from "#app/messages/incident-declare.ts";
import type { Sql } from "#app/platform/database/database.ts";
import { type Held, permissions, type Role } from "#app/platform/permissions.ts";

/** A place that can be named in a declaration; `value` is « key@dispositif », so that one press answers both. */
export type PlaceChoice = { value: string; name: string; detail: string; mine: boolean };
export type MyPlaces = { choices: PlaceChoice[]; searchable: boolean };

type Row = {
  key: string;
  name: string;
  kind: string;
  uai: string | null;
  commune: string | null;
  dispositif: string;
  dispositif_name: string;
  mine: boolean;
  wide: boolean;
};

/** More than this is not read on a phone: one searches instead. */
const MOST = 8;
const FOUND = 8;
const ACCENTS = ["àâäáãçéèêëíîïñóôöõúùûüýÿ’'-", "aaaaaceeeeiiinoooouuuuyy   "] as const;
const plain = (text: string) =>
  `translate(lower(${text}), '${ACCENTS[0].replace("'", "''")}', '${ACCENTS[1]}')`;

/** Organisations in whose name somebody may declare. */
const declaringFor = (tenures: Held[]) =>
  tenures
    .filter((one) => permissions[one.function as Role]?.["incident.declared"])
    .flatMap((one) => (one.organisation ? [one.organisation.id] : []));

/** What is theirs, below them and, for a commune, on its ground; `wide`: dispositifs they are a named party of. */
const within = (below: string) => `
  with recursive mine as (select id, kind, commune_insee from organisation where id = any($1::uuid[]) and closed_at is null),
  wide as (select distinct c.dispositif_id from coverage c join mine m on m.id = c.organisation_id
            where c.party_key is not null and m.kind not in ('ecole', 'etablissement', 'commune')),
  down(id) as (
    select id from mine ${below}
    union select o.id from down join organisation o on o.parent_id = down.id),
  place as (
    select id from down union select id from mine
    union select o.id from organisation o join mine m on m.kind = 'commune' and m.commune_insee = o.commune_insee
           where o.kind in ('ecole', 'etablissement'))
  select o.key, o.name, o.kind, o.uai, o.commune_name commune, d.key dispositif, d.name dispositif_name,
         o.id = any($1::uuid[]) mine, exists (select 1 from wide) wide
    from coverage c join organisation o on o.id = c.organisation_id and o.closed_at is null
    join dispositif d on d.id = c.dispositif_id`;

const firstSql = `${within("where kind not in ('region', 'academie', 'departement', 'dsden', 'prestataire', 'draaf')")}
   where o.id in (select id from place) order by mine desc, o.name limit ${MOST + 1}`;

const searchSql = `${within("")}
   where (o.id in (select id from place) or c.dispositif_id in (select dispositif_id from wide))
     and not exists (select 1 from unnest($2::text[]) w(word)
       where ${plain("o.name || ' ' || coalesce(o.commune_name, '') || ' ' || coalesce(o.uai, '') || ' ' || o.key")} not like '%' || ${plain("w.word")} || '%')
   order by o.uai = upper($3) desc nulls last, mine desc, length(o.name), o.name limit ${FOUND + 1}`;

/** Where somebody may declare an incident, nearest to them first; a search takes over where that is too much. */
export async function myPlaces(sql: Sql, tenures: Held[]): Promise<MyPlaces> {
  const mine = declaringFor(tenures);
  if (mine.length === 0) return { choices: [], searchable: false };
  const rows = await sql.query<Row>(firstSql, [mine], true);
  const many = rows.length > MOST;
  const shown = many ? rows.filter((row) => row.mine) : rows;
  return { choices: named(shown), searchable: many || rows.some((row) => row.wide) || rows.length === 0 };
}

/** Places that match what was typed, among those for which somebody may declare. */
export async function searchPlaces(sql: Sql, tenures: Held[], typed: string): Promise<PlaceChoice[]> {
  const mine = declaringFor(tenures);
  const words = typed
    .slice(0, 200)
    .split(/[\s(),·]+/)
    .filter((word) => word.length > 1)
    .slice(0, 8);
  if (mine.length === 0 || words.length === 0) return [];
  const uai = words.find((word) => /^\d{7}[a-z]$/i.test(word));
  // A UAI says it all; the name beside it may be written otherwise.
  const searched = (uai ? [uai] : words).map((word) => word.replace(/[\\%_]/g, "\\$&"));
  return named(await sql.query<Row>(searchSql, [mine, searched, uai ?? ""]));
}

/** The dispositif is said only where one place has several. */
function named(rows: Row[]): PlaceChoice[] {
  return rows.map((row) => {
    const several = rows.some((other) => other.key === row.key && other.dispositif !== row.dispositif);
    return {
      value: `${row.key}@${row.dispositif}`,
      name: row.name,
      detail: placeDetail(kindLabel(row.kind), row.uai, row.commune, several ? row.dispositif_name : null),
      mine: row.mine,
    };
  });
}
