import type { Caller } from "#app/platform/caller.ts";
import type { Database } from "#app/platform/database/database.ts";

/** Someone of the demo who holds a function in an organisation of that kind covered by the dispositif. */
export async function someone(
  db: Database,
  dispositif: string,
  { function: role, kind, at }: { function: string; kind: string; at?: string },
): Promise<Caller> {
  const [found] = await db.query<{
    person: Caller["person"];
    organisation: { id: string; key: string; kind: string; name: string };
  }>(
    `select json_build_object('id', p.id, 'name', p.name, 'givenName', p.given_name) person,
            json_build_object('id', o.id, 'key', o.key, 'kind', o.kind, 'name', o.name) organisation
       from tenure t join person p on p.id = t.person_id join organisation o on o.id = t.organisation_id
       join coverage c on c.organisation_id = o.id join dispositif d on d.id = c.dispositif_id
      where d.key = $1 and t.function = $2 and t.rank = 0 and o.kind = $3 and ($4::text is null or o.key = $4)
        and p.demo and p.closed_at is null order by o.key limit 1`,
    [dispositif, role, kind, at ?? null],
  );
  if (!found)
    throw new Error(`Personne de démonstration introuvable : ${role} (${kind}) dans ${dispositif}.`);
  return { person: found.person, tenures: [{ function: role, organisation: found.organisation }] };
}

/** Key of a place of that kind near the declarer: below the same levels, else anywhere in the dispositif. */
export async function placeFor(
  db: Database,
  dispositif: string,
  kind: string,
  caller: Caller,
): Promise<string> {
  const [found] = await db.query<{ key: string }>(
    `select o.key from organisation o join coverage c on c.organisation_id = o.id join dispositif d on d.id = c.dispositif_id
      left join organisation mine on mine.id = $3
      where d.key = $1 and o.kind = $2 and o.closed_at is null
      order by (o.commune_insee is not distinct from mine.commune_insee) desc, o.key limit 1`,
    [dispositif, kind, caller.tenures[0]?.organisation?.id],
  );
  if (!found) throw new Error(`Aucun lieu « ${kind} » dans ${dispositif}.`);
  return found.key;
}
