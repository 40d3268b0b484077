import type { Sql } from "../database/database.ts";
import type { Role } from "../permissions.ts";
import { TokenRefused } from "./refused.ts";

/** Kinds of organisation in which a role is looked for when none is given, best first. */
const kindsFor: Record<Role, string[]> = {
  rssi: ["academie", "region", "dsden", "departement"],
  recteur: ["academie", "region", "dsden"],
  dane: ["academie", "region", "dsden"],
  dsi: ["academie", "region", "dsden", "departement"],
  dpd: ["academie", "region", "dsden", "departement", "commune"],
  dasen: ["dsden"],
  ien: ["circonscription", "dsden"],
  chefEtablissement: ["etablissement", "ecole"],
  elu: ["commune", "departement", "region"],
  referentNumerique: ["commune", "departement", "region"],
  exploitant: ["prestataire", "region"],
  draaf: ["draaf"],
  draio: ["academie"],
  dsige: ["academie"],
  drane: ["academie"],
  sgra: ["academie"],
  drtic: ["draaf", "academie"],
  autoriteHomologation: ["academie", "region"],
  // Functions of the whole console are held nowhere in particular.
  administrateur: [],
  auditeur: [],
};

/**
 * Where a token's function is held: the organisation given, or the party of the dispositif that fits the role,
 * parties before the levels in between, in the order of the convention.
 * @returns its id, or null for a function of the whole console.
 * @throws TokenRefused
 */
export async function organisationFor(
  sql: Sql,
  asked: { role: Role; dispositif: string; given?: string | undefined },
): Promise<string | null> {
  const { role, dispositif, given } = asked;
  if (given) return givenOrganisation(sql, dispositif, given);
  const kinds = kindsFor[role];
  if (kinds.length === 0) return null;
  const [found] = await sql.query<{ id: string }>(
    `with current as (
       select body from convention where dispositif_id = $1 order by version desc, imported_at desc limit 1
     ), party as (
       select p.value->>'key' as key, p.ordinality as place
         from current, jsonb_array_elements(body->'parties') with ordinality p
     )
     select o.id from coverage c join organisation o on o.id = c.organisation_id
       left join party on party.key = c.party_key
      where c.dispositif_id = $1 and o.closed_at is null and o.kind = any($2::text[])
      order by c.party_key is null, array_position($2::text[], o.kind), party.place, o.key limit 1`,
    [dispositif, kinds],
  );
  if (found) return found.id;
  throw new TokenRefused(
    `Ce dispositif ne couvre aucune organisation où tenir le rôle « ${role} » (${kinds.join(", ")}) : donnez-la avec --organisation.`,
  );
}

async function givenOrganisation(sql: Sql, dispositif: string, given: string): Promise<string> {
  const [found] = await sql.query<{ id: string; name: string; covered: boolean }>(
    `select o.id, o.name, exists (
              select 1 from coverage c where c.organisation_id = o.id and c.dispositif_id = $2) covered
       from organisation o where (o.uai = upper($1) or o.key = $1 or o.siren = $1) and o.closed_at is null
      order by covered desc limit 1`,
    [given.trim(), dispositif],
  );
  if (!found)
    throw new TokenRefused(
      `Organisation inconnue de l'annuaire : « ${given} » (un UAI, un SIREN ou une clé).`,
    );
  if (!found.covered) throw new TokenRefused(`« ${found.name} » n'est pas couverte par ce dispositif.`);
  return found.id;
}
