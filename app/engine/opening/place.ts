import type { Sql } from "#app/platform/database/database.ts";
import { InputRefused } from "../input.ts";

/** An organisation as dossiers remember where they happened. */
export type Place = {
  id: string;
  key: string;
  kind: string;
  name: string;
  departement: string | null;
  academie: string | null;
  timezone: string;
  /** Whether Good Friday is a holiday in its commune, where someone recorded it (CHOIX-VENDREDI-SAINT). */
  goodFridayOff?: boolean;
};

/** The newest version whose date of effect has come. @throws InputRefused */
export async function conventionInForce(sql: Sql, key: string, now: Date) {
  const [row] = await sql.query<{ dispositif: string; convention: string }>(
    `select d.id dispositif, c.id convention from dispositif d join convention c on c.dispositif_id = d.id
      where d.key = $1 and c.version <= $2::timestamptz order by c.version desc, c.imported_at desc limit 1`,
    [key, now.toISOString()],
  );
  if (row) return row;
  const known = await sql.query<{ key: string }>("select key from dispositif order by key");
  const message = `Dispositif inconnu : « ${key.slice(0, 40)} ». Connus : ${known.map((one) => one.key).join(", ") || "aucun"}.`;
  throw new InputRefused([{ path: "dispositif", message }]);
}

/** The last choice recorded about the commune of an organisation; null without any. */
export const goodFridayOffSql = (organisation: string) =>
  `(select g.off from good_friday_choice g where g.insee = ${organisation}.commune_insee order by g.id desc limit 1)`;

const placeColumns = `o.id, o.key, o.kind, o.name, o.departement, o.academie, o.timezone,
  ${goodFridayOffSql("o")} as good_friday_off`;
type PlaceRow = Omit<Place, "goodFridayOff"> & { good_friday_off: boolean | null };

const placed = ({ good_friday_off, ...place }: PlaceRow): Place => ({
  ...place,
  ...(good_friday_off !== null && { goodFridayOff: good_friday_off }),
});

/** The organisation that someone named, by UAI, key or SIREN. @throws InputRefused */
export async function placeOf(sql: Sql, dispositif: string, given: string): Promise<Place> {
  const value = given.trim();
  const [found] = await sql.query<PlaceRow & { covered: boolean; closed: boolean }>(
    `select ${placeColumns}, o.closed_at is not null closed,
            exists (select 1 from coverage c where c.organisation_id = o.id and c.dispositif_id = $2) covered
       from organisation o where o.uai = upper($1) or o.key = $1 or o.siren = $1
      order by covered desc, o.closed_at nulls first limit 1`,
    [value, dispositif],
  );
  const wrong = (message: string) => new InputRefused([{ path: "organisation", message }]);
  if (!found)
    throw wrong(
      `Organisation inconnue de l'annuaire : « ${value.slice(0, 40)} ». Donnez un UAI, un SIREN ou une clé.`,
    );
  if (!found.covered) throw wrong(`« ${found.name} » n'est pas couverte par ce dispositif.`);
  if (found.closed) throw wrong(`« ${found.name} » est fermée dans l'annuaire.`);
  const { covered: _, closed: __, ...place } = found;
  return placed(place);
}

export async function placeById(sql: Sql, id: string): Promise<Place> {
  const [row] = await sql.query<PlaceRow>(`select ${placeColumns} from organisation o where o.id = $1`, [id]);
  return placed(row as PlaceRow);
}

/** @throws InputRefused naming the unknown ones */
export async function schoolsOf(sql: Sql, dispositif: string, uais: string[]): Promise<string[]> {
  const rows = await sql.query<{ id: string; uai: string }>(
    `select o.id, o.uai from organisation o join coverage c on c.organisation_id = o.id and c.dispositif_id = $2
      where o.uai = any($1::text[])`,
    [uais.map((uai) => uai.trim().toUpperCase()), dispositif],
  );
  const known = new Set(rows.map((row) => row.uai));
  const unknown = uais.filter((uai) => !known.has(uai.trim().toUpperCase()));
  if (unknown.length > 0)
    throw new InputRefused([
      { path: "schools", message: `UAI inconnus de ce dispositif : ${unknown.slice(0, 5).join(", ")}.` },
    ]);
  return rows.map((row) => row.id);
}

/** Parties named one by one may read every incident of their dispositif; « each school » only its own. */
export async function namedParties(sql: Sql, dispositif: string): Promise<string[]> {
  const rows = await sql.query<{ id: string }>(
    `select o.id from coverage c join organisation o on o.id = c.organisation_id
      where c.dispositif_id = $1 and c.party_key is not null and o.kind not in ('ecole', 'etablissement', 'commune')
      order by o.key`,
    [dispositif],
  );
  return rows.map((row) => row.id);
}
