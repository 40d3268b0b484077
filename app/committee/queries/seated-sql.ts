/**
 * SQL condition « this person sits in that meeting », over `dossier d` of kind meeting: holder or substitute of a
 * seat, secretary or guest, as of its convening. Before it, whoever sits in the instance.
 * @param person placeholder of the person's uuid, as text.
 */
export const seatedSql = (person: string) => `exists (
  select 1 from dossier i where i.id = (d.context->'instance'->>'dossier')::uuid and (
    ${namedIn("i.context->'seats'", person)} or ${amongSql("i.context->'secretaries'", person)} or ${amongSql("i.context->'guests'", person)})
  union all select 1 where ${namedIn("d.context->'members'", person)} or ${amongSql("d.context->'secretaries'", person)}
    or ${amongSql("d.context->'guests'", person)})`;

/** The same of the instance itself, over its `dossier d`. */
export const sitsSql = (person: string) =>
  `(${namedIn("d.context->'seats'", person)} or ${amongSql("d.context->'secretaries'", person)})`;

const amongSql = (list: string, person: string) =>
  `exists (select 1 from jsonb_array_elements(coalesce(nullif(${list}, 'null'), '[]')) n where n->>'person' = ${person}::text)`;
const namedIn = (list: string, person: string) => `exists (
  select 1 from jsonb_array_elements(coalesce(nullif(${list}, 'null'), '[]')) s
   where s->'holder'->>'person' = ${person}::text or ${amongSql("s->'substitutes'", person)})`;
