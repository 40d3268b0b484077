import { conventionOf } from "#app/engine/dossier.ts";
import { functionLabel } from "#app/messages/directory-words.ts";
import type { Sql } from "#app/platform/database/database.ts";
import type { Named } from "#machines/words.ts";
import { coveredOf } from "../commands/open-homologation.ts";
import type { Around } from "../forms/homologation-forms.ts";
import type { Row } from "./homologation-page.ts";

const DECIDE = ["autoriteHomologation", "recteur"];
const LEAD = ["rssi", "dsi"];

/** What the forms of a homologation offer: people of the dispositif by function, catalogues, instances. */
export async function aroundOf(
  sql: Sql,
  { dispositif, conventionId, system, context }: Row,
  catalogue: string,
  now: Date,
): Promise<Omit<Around, "file">> {
  const [people, catalogues, measures, convention] = await Promise.all([
    sql.query<Named>(
      `select p.id person, trim(coalesce(p.given_name, '') || ' ' || p.name) "name", t.function,
              json_build_object('id', o.id, 'key', o.key, 'name', o.name) organisation
         from tenure t join person p on p.id = t.person_id join organisation o on o.id = t.organisation_id
         join coverage c on c.organisation_id = o.id join dispositif d on d.id = c.dispositif_id
        where d.key = $1 and t.function = any($2::text[]) and p.closed_at is null
          and t."from" <= $3 and (t.until is null or t.until > $3)
        order by t.rank, o.name, p.name limit 200`,
      [dispositif.key, [...DECIDE, ...LEAD], now.toISOString()],
    ),
    sql.query<Around["catalogues"][number]>(
      `select c.key, c.title, count(m.ref)::int count from measure_catalogue c
         left join catalogue_measure m on m.catalogue = c.key and not m.withdrawn group by c.key, c.title
        order by c.key <> 'ent', c.title`,
    ),
    sql.query<Around["measures"][number]>(
      `select m.catalogue, m.ref, m.title, coalesce(m.levels->>$2 = 'required', false) required from catalogue_measure m
        where m.catalogue = $1 and not m.withdrawn order by m.position`,
      [catalogue || "ent", context.system.need ?? ""],
    ),
    conventionOf(sql, conventionId),
  ]);
  const named = people.map((one) => ({
    ...one,
    label: `${one.name}, ${functionLabel(one.function)}, ${one.organisation.name}`,
  }));
  const taken = new Set(context.file.measures.map((one) => `${one.catalogue} ${one.ref}`));
  return {
    people: named.filter((one) => DECIDE.includes(one.function)),
    leads: named.filter((one) => LEAD.includes(one.function)),
    catalogues,
    measures: measures.filter((one) => !taken.has(`${one.catalogue} ${one.ref}`)),
    instances: convention.instances.map(({ key, name }) => ({ key, name })),
    covered: system && { articulations: coveredOf(system), need: system.need?.need ?? null },
  };
}
