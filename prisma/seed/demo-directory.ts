import { rebuildCoverage } from "#app/directory/coverage.ts";
import { applyOrganisations, matchOrganisations } from "#app/directory/staging/apply.ts";
import { loadOrganisations } from "#app/directory/staging/load.ts";
import type { Database, Sql } from "#app/platform/database/database.ts";
import { readCommunes } from "./demo/communes.ts";
import { demoOrganisations } from "./demo/organisations.ts";
import { type DemoTenure, demoPeople, type Place, type Vacancies } from "./demo/people.ts";

export type DemoSummary = { organisations: number; people: number; tenures: number };

/**
 * The directory of the demo: real communes, invented schools and people, for the dispositifs whose conventions
 * are already imported. Run again, it adds nothing and undoes nothing of what was changed since.
 * @returns what was added now.
 */
export async function seedDemoDirectory(db: Database, now: Date): Promise<DemoSummary> {
  const organisations = demoOrganisations(await readCommunes());
  return db.transaction(async (sql) => {
    const [known] = await sql.query<{ n: number }>("select count(*) as n from dispositif");
    if (!known?.n) throw new Error("Importez les conventions avant l'annuaire de démonstration.");
    await loadOrganisations(sql, organisations);
    await matchOrganisations(sql);
    const { added, deduced } = await applyOrganisations(sql, { source: "demo", owned: ["demo"], now });
    await rebuildCoverage(sql);
    const places = await demoPlaces(sql);
    const written = await writePeople(sql, demoPeople(places, vacancies(places)), now);
    const levels = Object.values(deduced).reduce((sum, n) => sum + n, 0);
    return { organisations: added + levels, ...written };
  });
}

/** What the dispositifs cover, but not the schools of a real annuaire imported beside the demo. */
const demoPlaces = (sql: Sql) =>
  sql.query<Place>(
    `select distinct o.id, o.key, o.kind, o.departement, o.mail from organisation o
     join coverage c on c.organisation_id = o.id
     where o.closed_at is null and (o.source in ('demo', 'convention') or o.kind in ('academie', 'dsden'))
     order by o.key`,
  );

/** One école with neither head nor mailbox, one IEN vacant, one town without digital referent, one DPD missing. */
function vacancies(places: Place[]): Vacancies {
  const first = (fits: (place: Place) => boolean) => places.find(fits)?.key ?? "";
  return new Map([
    [
      first(({ kind, mail }) => kind === "ecole" && !mail),
      { functions: ["chefEtablissement"], substitutesToo: true },
    ],
    [
      first(({ kind, departement }) => kind === "circonscription" && departement === "91"),
      { functions: ["ien"], substitutesToo: false },
    ],
    [
      first(({ kind, departement }) => kind === "commune" && departement === "92"),
      { functions: ["referentNumerique"], substitutesToo: true },
    ],
    [first(({ kind }) => kind === "departement"), { functions: ["dpd"], substitutesToo: true }],
  ]);
}

async function writePeople(sql: Sql, people: DemoTenure[], now: Date) {
  const rows = people.map((one) => ({
    source_key: one.sourceKey,
    email: one.email,
    name: one.name,
    given_name: one.givenName,
    phone: one.phone,
    organisation_id: one.organisationId,
    function: one.function,
    rank: one.rank,
  }));
  const typed =
    "source_key text, email text, name text, given_name text, phone text, organisation_id uuid, function text, rank int";
  const persons = await sql.query(
    `insert into person (email, name, given_name, phone, source, source_key, demo, created_at)
     select email, name, given_name, phone, 'demo', source_key, true, $2 from jsonb_to_recordset($1::jsonb) as r(${typed})
     on conflict do nothing returning id`,
    [JSON.stringify(rows), now],
  );
  // From the start of the school year, so that a demo of the past months has its people.
  const tenures = await sql.query(
    `insert into tenure (person_id, organisation_id, function, rank, "from", source)
     select p.id, r.organisation_id, r.function, r.rank, $2::timestamptz - interval '1 year', 'demo'
     from jsonb_to_recordset($1::jsonb) as r(${typed})
     join person p on p.source = 'demo' and p.source_key = r.source_key
     where not exists (select 1 from tenure t where t.person_id = p.id and t.function = r.function)
     returning id`,
    [JSON.stringify(rows), now],
  );
  return { people: persons.length, tenures: tenures.length };
}
