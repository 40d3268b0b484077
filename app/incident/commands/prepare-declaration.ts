import type { Opening } from "#app/engine/dispatch.ts";
import { InputRefused, parse } from "#app/engine/input.ts";
import { actorOf, type Caller, type CallerTenure, Forbidden } from "#app/platform/caller.ts";
import type { Sql } from "#app/platform/database/database.ts";
import { permissions, type Role, reachOf } from "#app/platform/permissions.ts";
import type { Place } from "#machines/incident/v1/facts.ts";
import {
  type Declaration,
  declarationSchema,
  FUTURE_TOLERANCE_MS,
  OLDEST_DAYS,
} from "../schemas/declaration.ts";

/**
 * From what was typed to the opening of an incident: dispositif and its convention in force, place, author.
 * Preview and declaration share it.
 * @throws InputRefused naming each wrong field, Forbidden
 */
export async function prepareDeclaration(
  sql: Sql,
  caller: Caller,
  input: unknown,
  now: Date,
): Promise<Opening> {
  const declaration = parse(declarationSchema, input);
  const noticedAt = noticed(declaration, now);
  const { dispositif, convention } = await conventionInForce(sql, declaration.dispositif, now);
  const place = await placeOf(sql, dispositif, declaration.organisation);
  const tenure = await authorOf(sql, caller, dispositif, place);
  const declarer = tenure.organisation ? await placeById(sql, tenure.organisation.id) : place;
  const schools = declaration.schools ? await schoolsOf(sql, dispositif, declaration.schools) : undefined;
  const parties = await namedParties(sql, dispositif);
  const { dispositif: _, organisation: __, schools: ___, ...facts } = declaration;
  return {
    machine: "incident",
    dispositif,
    convention,
    organisation: place.id,
    exercise: declaration.exercise,
    type: "incident.declared",
    data: { facts: { ...facts, noticedAt }, place, declarer, parties, ...(schools && { schools }) },
    by: actorOf(caller, tenure),
    at: now,
  };
}

function noticed({ noticedAt }: Declaration, now: Date): string {
  const time = new Date(noticedAt).getTime();
  const wrong = (message: string) => new InputRefused([{ path: "noticedAt", message }]);
  if (time > now.getTime() + FUTURE_TOLERANCE_MS)
    throw wrong("Cette date est dans le futur : indiquez quand l'incident a été constaté.");
  if (time < now.getTime() - OLDEST_DAYS * 86_400_000)
    throw wrong("Cette date a plus d'un an : vérifiez l'année du constat.");
  return new Date(Math.min(time, now.getTime())).toISOString();
}

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

const placeColumns = `o.id, o.key, o.kind, o.name, o.departement, o.academie, o.timezone`;

async function placeOf(sql: Sql, dispositif: string, given: string): Promise<Place> {
  const value = given.trim();
  const [found] = await sql.query<Place & { covered: boolean; closed: boolean }>(
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
  return place;
}

async function placeById(sql: Sql, id: string): Promise<Place> {
  const [place] = await sql.query<Place>(`select ${placeColumns} from organisation o where o.id = $1`, [id]);
  return place as Place;
}

/**
 * Declares for an organisation who belongs to it, is above it, or belongs to a party of the dispositif; and, where
 * the permission table gives the right on the whole dispositif, anybody of an organisation that it covers.
 */
async function authorOf(sql: Sql, caller: Caller, dispositif: string, place: Place): Promise<CallerTenure> {
  const able = caller.tenures.filter((one) => permissions[one.function as Role]?.["incident.declared"]);
  const mine = able.flatMap((one) => (one.organisation ? [one.organisation.id] : []));
  const { dispositif: wide } = reachOf(able, "incident.declared");
  const [best] = await sql.query<{ id: string }>(
    `with recursive up(id, level) as (
       select $1::uuid, 0
       union all select o.parent_id, level + 1 from up join organisation o on o.id = up.id where o.parent_id is not null
     ), near as (select id, level from up
       union all select organisation_id, 100 from coverage where dispositif_id = $2 and party_key is not null
         and organisation_id not in (select c.organisation_id from coverage c join organisation o on o.id = c.organisation_id
           where c.dispositif_id = $2 and o.kind in ('ecole', 'etablissement', 'commune'))
       union all select o.id, 50 from organisation o join organisation p on p.id = $1 and p.commune_insee = o.commune_insee
         where o.kind = 'commune'
       union all select organisation_id, 200 from coverage where dispositif_id = $2 and organisation_id = any($4::uuid[]))
     select id from near where id = any($3::uuid[]) order by level limit 1`,
    [place.id, dispositif, mine, wide],
  );
  const tenure = best && able.find((one) => one.organisation?.id === best.id);
  if (!tenure) throw new Forbidden("incident.declared");
  return tenure;
}

async function schoolsOf(sql: Sql, dispositif: string, uais: string[]): Promise<string[]> {
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
async function namedParties(sql: Sql, dispositif: string): Promise<string[]> {
  const rows = await sql.query<{ id: string }>(
    `select o.id from coverage c join organisation o on o.id = c.organisation_id
      where c.dispositif_id = $1 and c.party_key is not null and o.kind not in ('ecole', 'etablissement', 'commune')
      order by o.key`,
    [dispositif],
  );
  return rows.map((row) => row.id);
}
