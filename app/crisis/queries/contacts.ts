import type { DossierRow } from "#app/engine/dossier.ts";
import type { Sql } from "#app/platform/database/database.ts";
import type { CrisisContext } from "#machines/crisis/v1/context.ts";

export type Contact = {
  id: string;
  name: string;
  roles: string[];
  function: string;
  organisation: string;
  phone: string | null;
  email: string | null;
};

/** How to reach the members of the cell, and the people of the parties who answer for security. */
export async function contactsOf(
  db: Sql,
  row: Pick<DossierRow, "context" | "dispositif_id">,
): Promise<Contact[]> {
  const { members } = row.context as unknown as CrisisContext;
  const sitting = members.filter((one) => !one.until);
  const people = await db.query<Omit<Contact, "roles">>(
    `select distinct on (p.id) p.id, trim(coalesce(p.given_name, '') || ' ' || p.name) as name, t.function,
            o.name organisation, coalesce(p.phone, o.phone) phone, p.email
       from person p join tenure t on t.person_id = p.id join organisation o on o.id = t.organisation_id
       left join coverage c on c.organisation_id = o.id and c.dispositif_id = $2
      where p.id = any($1::uuid[])
         or (c.party_key is not null and o.kind not in ('ecole', 'etablissement', 'commune')
             and t.function in ('rssi', 'dpd', 'dsi', 'exploitant') and t."until" is null and p.closed_at is null)
      order by p.id, (p.id = any($1::uuid[])) desc, t.rank limit 200`,
    [sitting.map(({ id }) => id), row.dispositif_id],
  );
  const rolesOf = (id: string) => sitting.filter((one) => one.id === id).map(({ role }) => role);
  return people
    .map((one) => ({ ...one, roles: rolesOf(one.id) as string[] }))
    .sort((a, b) => b.roles.length - a.roles.length || a.name.localeCompare(b.name, "fr"));
}
