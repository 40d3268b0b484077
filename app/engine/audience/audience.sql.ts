import type { Levels, PlanItem, Scope } from "#machines/effects.ts";
import { type Params, planRows } from "../write/rows.ts";

/**
 * From the words of a convention to addresses, in one set-based statement, so that 45,308 recipients cost one
 * query and a preview is the very same query without the insert.
 *
 * In: the plan, the scope and the levels of an alert; `dispositif` and `now` are SQL expressions.
 * Out, one row an organisation, function and address: i, alert, rule, article, organisation_id, organisation_key,
 * organisation_name, departement, function, person_id, name, address (null: nobody reachable), via, level.
 *
 * Order in which an address is looked for (issue: « an alert is never silently unsent »): holder, substitute,
 * mailbox of the organisation, then the same one level up. A deputy or the level above leaves a gap to be seen to.
 *
 * The text holds only what this plan and perimeter need: the server then keeps one plan for it instead of thinking
 * anew at each dispatch, which cost more than the work itself.
 */
export function audienceSql(
  p: Params,
  e: { plan: PlanItem[]; scope: Scope; levels: Levels; rehearsal?: true },
  { dispositif, now }: { dispositif: string; now: string },
): string {
  const { plan, scope } = e;
  // A parameter that the text does not use is refused: numbered when first needed.
  const place = once(() => `${p.add(scope.place)}::uuid`);
  const levels = once(() => `${p.json(e.levels)}::jsonb`);
  const needed = neededKinds(plan);
  const parts = [
    `item as materialized (
      select * from jsonb_to_recordset(${p.json(planRows(plan))}::jsonb) e(i int, alert text, rule text, article text,
        "to" text, functions text[], at text, kinds text[], address text, organisation text, name text))`,
    `school as materialized (
      select o.id, o.kind, o.parent_id, o.commune_insee, o.departement
        from coverage c join organisation o on o.id = c.organisation_id
       where c.dispositif_id = ${dispositif} and o.kind in ('ecole', 'etablissement') and o.closed_at is null
         and ${within(scope, p, place)})`,
  ];
  if (needed.length > 0) parts.push(concerned(scope, p, { dispositif, place, needed }));
  const wanted = wantedFrom(plan, scope, p, dispositif);
  if (wanted.length > 0) parts.push(`wanted as materialized (${wanted.join(" union all ")})`);
  const reached = [
    ...(wanted.length > 0 ? [e.rehearsal ? reachedHereSql(now) : reachedSql(levels(), now)] : []),
    ...mailboxes(plan, place),
  ];
  parts.push(`reached as (${reached.join(" union all ")})`);
  return `${parts.join(",\n")},
  audience as materialized (
    select distinct on (r.organisation_id, coalesce(r.address, r.function))
           r.i, r.alert, r.rule, r.article, r.organisation_id, o.key organisation_key, o.name organisation_name,
           o.departement, r.function, r.person_id, coalesce(r.name, o.name) as name, r.address, r.via
      from reached r ${joinOrganisation(scope, "r.organisation_id")}
     where r.person_id is null or r.person_id is distinct from ${p.add(scope.author ?? null)}::uuid
     order by r.organisation_id, coalesce(r.address, r.function), r.i
  )`;
}

/**
 * Joins `organisation o` by id. The server cannot foresee how few rows come from one school and would read the whole
 * directory for them; a whole département is rightly read at once.
 */
const joinOrganisation = ({ perimeter }: Scope, id: string) =>
  perimeter === "school" || perimeter === "schools"
    ? `cross join lateral (select * from organisation where id = ${id} limit 1) o`
    : `join organisation o on o.id = ${id}`;

/** The schools of a perimeter, for a message to their communities: id, uai, key, name. */
export const schoolsSql = (p: Params, scope: Scope, dispositif: string): string => `
  select o.id, o.uai, o.key, o.name from coverage c join organisation o on o.id = c.organisation_id
   where c.dispositif_id = ${dispositif} and o.kind in ('ecole', 'etablissement') and o.closed_at is null
     and ${within(
       scope,
       p,
       once(() => `${p.add(scope.place)}::uuid`),
     )}`;

function once(make: () => string): () => string {
  let made: string | undefined;
  return () => (made ??= make());
}

/** Schools that a perimeter holds. */
function within(scope: Scope, p: Params, place: () => string): string {
  switch (scope.perimeter) {
    case "school":
      return `o.id = ${place()}`;
    case "schools":
      return scope.schools
        ? `o.id = any(${p.add(scope.schools)}::uuid[])`
        : `exists (select 1 from organisation place where place.id = ${place()}
             and (place.id = o.id or place.id = o.parent_id
                  or (place.kind = 'commune' and place.commune_insee = o.commune_insee)))`;
    case "departement":
      return `o.departement = ${p.add(scope.departement ?? null)}`;
    case "academie":
      return `o.academie = ${p.add(scope.academie ?? null)}`;
    default:
      return "true";
  }
}

const SCHOOLS = ["ecole", "etablissement"];
/** Parties of these kinds are meant only where they are concerned. */
const MANY = [...SCHOOLS, "commune"];
const EACH = ["region", "prestataire", "draaf"];

/** Kinds of organisation among which this plan looks for those that the schools concern. */
function neededKinds(plan: PlanItem[]): string[] {
  const kinds = plan.flatMap(({ target }) => {
    if (target.to === "function") return target.at === "school" ? [] : [target.at];
    if (target.to === "parties") return MANY.filter((kind) => partiesOf(target.kinds, kind));
    return [];
  });
  return [...new Set(kinds)].sort();
}
const partiesOf = (kinds: string[] | undefined, kind: string) => !kinds || kinds.includes(kind);

/** The organisations above the schools and the place, and those that answer for the whole perimeter. */
function concerned(
  scope: Scope,
  p: Params,
  { dispositif, place, needed }: { dispositif: string; place: () => string; needed: string[] },
): string {
  const columns = "o.id, o.kind, o.parent_id";
  const covered = `exists (select 1 from coverage c where c.dispositif_id = ${dispositif} and c.organisation_id = o.id)
    and o.closed_at is null`;
  const parts = ["select * from up"];
  if (needed.includes("commune"))
    parts.push(`select ${columns} from organisation o
      where o.kind = 'commune' and o.commune_insee in (select distinct commune_insee from school)`);
  if (scope.perimeter === "dispositif") {
    const kinds = needed.filter((kind) => !MANY.includes(kind));
    if (kinds.length > 0)
      parts.push(
        `select ${columns} from organisation o where o.kind = any(${p.add(kinds)}::text[]) and ${covered}`,
      );
  } else {
    const each = EACH.filter((kind) => needed.includes(kind));
    if (each.length > 0)
      parts.push(
        `select ${columns} from organisation o where o.kind = any(${p.add(each)}::text[]) and ${covered}`,
      );
    if (needed.includes("departement"))
      parts.push(`select ${columns} from organisation o where o.kind = 'departement'
        and o.departement in (select distinct departement from school) and ${covered}`);
  }
  return `concerned as materialized (
    with recursive up as (
      select s.id, s.kind, s.parent_id from school s
      union select ${columns} from organisation o where o.id = ${place()}
      union select ${columns} from up ${joinOrganisation(scope, "up.parent_id")}
    )
    ${parts.join(" union ")}
  )`;
}

/** Which organisation each line of the plan wants reached, and for which functions. */
function wantedFrom(plan: PlanItem[], scope: Scope, p: Params, dispositif: string): string[] {
  const columns = (organisation: string) =>
    `select i.i, i.alert, i.rule, i.article, ${organisation}.id organisation_id, i.functions`;
  const sql: string[] = [];
  if (plan.some(({ target }) => target.to === "function" && target.at !== "school"))
    sql.push(`${columns("c")} from item i join concerned c on c.kind = i.at where i."to" = 'function'`);
  if (plan.some(({ target }) => target.to === "function" && target.at === "school"))
    sql.push(`${columns("s")} from item i cross join school s where i."to" = 'function' and i.at = 'school'`);
  const parties = plan.flatMap(({ target }) => (target.to === "parties" ? [target] : []));
  if (parties.length === 0) return sql;
  const declarer = `${p.add(scope.declarer)}::uuid`;
  const party = `o.closed_at is null and (i.kinds is null or o.kind = any(i.kinds)) and o.id <> ${declarer}`;
  if (parties.some(({ kinds }) => !kinds || kinds.some((kind) => !MANY.includes(kind))))
    sql.push(`${columns("o")} from item i
      join coverage c on i."to" = 'parties' and c.dispositif_id = ${dispositif} and c.party_key is not null
      join organisation o on o.id = c.organisation_id
     where ${party} and o.kind not in ('ecole', 'etablissement', 'commune')`);
  if (parties.some(({ kinds }) => MANY.some((kind) => partiesOf(kinds, kind))))
    sql.push(`${columns("o")} from item i
      join concerned near on i."to" = 'parties' and near.kind in ('ecole', 'etablissement', 'commune')
      join coverage c on c.dispositif_id = ${dispositif} and c.organisation_id = near.id and c.party_key is not null
      ${joinOrganisation(scope, "near.id")}
     where ${party}`);
  return sql;
}

const reachedSql = (levels: string, now: string) => `
  select w.i, w.alert, w.rule, w.article, w.organisation_id,
         coalesce(here.function, above.function, w.functions[1]) as function,
         coalesce(here.person_id, above.person_id) person_id, coalesce(here.name, above.name) as name,
         coalesce(here.address, above.address) address, coalesce(here.via, above.via) via
    from wanted w
    left join lateral (
      select c.* from (${candidatesSql("w.organisation_id", "w.functions", now)}) c
       order by c.preference limit 1
    ) here on true
    left join lateral (
      with recursive chain(id, kind, parent_id, level) as (
        select o.id, o.kind, o.parent_id, 0 from organisation o where o.id = w.organisation_id and here.address is null
        union all
        select o.id, o.kind, o.parent_id, level + 1 from chain join organisation o on o.id = chain.parent_id where level < 5
      )
      select c.function, c.person_id, c.name, c.address, 'above' via
        from chain cross join lateral (
          ${candidatesSql("chain.id", `array(select jsonb_array_elements_text(${levels}->chain.kind))`, now)}
        ) c
       where chain.level > 0 order by chain.level, c.preference limit 1
    ) above on true`;

/** The same without the level above: a test of the chain says who is missing. */
const reachedHereSql = (now: string) => `
  select w.i, w.alert, w.rule, w.article, w.organisation_id, coalesce(here.function, w.functions[1]) as function,
         here.person_id, here.name, here.address, here.via
    from wanted w
    left join lateral (
      select c.* from (${candidatesSql("w.organisation_id", "w.functions", now)}) c order by c.preference limit 1
    ) here on true`;

function mailboxes(plan: PlanItem[], place: () => string): string[] {
  if (!plan.some(({ target }) => target.to === "mailbox")) return [];
  return [
    `select i.i, i.alert, i.rule, i.article, coalesce(o.id, ${place()}), 'mailbox', null::uuid, i.name, i.address, 'mailbox'
       from item i left join organisation o on o.key = i.organisation where i."to" = 'mailbox'`,
  ];
}

/**
 * Who can be written to in an organisation for one of these functions, best first. What is passed names columns
 * of the query around: the aliases in here are long so that they shadow none of its own.
 */
export const candidatesSql = (organisation: string, functions: string, now: string) => `
  select candidate_tenure.function, candidate.id person_id,
         trim(coalesce(candidate.given_name, '') || ' ' || candidate.name) as name, candidate.email address,
         case when candidate_tenure.rank = 0 then 'holder' else 'substitute' end via, candidate_tenure.organisation_id,
         case when candidate_tenure.rank = 0 then 0 else 100 + candidate_tenure.rank end
           + array_position(${functions}, candidate_tenure.function) * 10 preference
    from tenure candidate_tenure join person candidate on candidate.id = candidate_tenure.person_id
   where candidate_tenure.organisation_id = ${organisation} and candidate_tenure.function = any(${functions})
     and candidate_tenure."from" <= ${now}::timestamptz
     and (candidate_tenure."until" is null or candidate_tenure."until" > ${now}::timestamptz)
     and candidate.closed_at is null and candidate.email is not null and candidate.mail_state <> 'invalid'
  union all
  select (${functions})[1], null, candidate_box.name, candidate_box.mail, 'mailbox', candidate_box.id, 1000
    from organisation candidate_box
   where candidate_box.id = ${organisation} and candidate_box.mail is not null
     and candidate_box.mail_state <> 'invalid' and candidate_box.closed_at is null`;
