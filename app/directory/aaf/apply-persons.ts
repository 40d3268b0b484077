import type { Sql } from "../../platform/database/database.ts";
import { count, type Report } from "../report.ts";
import type { Aaf } from "./gather.ts";
import { loadRows } from "./stage.ts";

/** Stages people and their functions, and finds who and where they are. */
export async function stagePersons(sql: Sql, aaf: Aaf, report: Report): Promise<void> {
  const persons = [...aaf.persons.values()].map((one) => ({
    source_key: one.sourceKey,
    email: one.email,
    mail_state: one.mailState,
    name: one.name,
    given_name: one.givenName,
    fingerprint: one.fingerprint,
    has_functions: aaf.tenures.has(one.sourceKey),
    path: one.path,
    line: one.line,
  }));
  await loadRows(
    sql,
    "staged_person",
    "source_key text, email text, mail_state text, name text, given_name text, fingerprint text, has_functions boolean, path text, line int",
    persons,
  );
  await sql.query(
    "alter table staged_person add column id uuid, add column fresh boolean not null default false",
  );
  const tenures = [...aaf.tenures.values()].flat().map((one) => ({
    person_key: one.personKey,
    structure_key: one.structureKey,
    uai: one.uai,
    rank: one.rank,
  }));
  await loadRows(sql, "staged_tenure", "person_key text, structure_key text, uai text, rank int", tenures);
  await sql.query("alter table staged_tenure add column organisation_id uuid");
  await sql.query(
    `update staged_tenure t set organisation_id = o.id from organisation o
     where o.source_key = t.structure_key or o.uai = t.uai`,
  );
  await refuseUnknown(sql, report);
  await match(sql, report);
}

/** Somebody who runs a structure that was refused, or that no file gave, is named rather than dropped. */
async function refuseUnknown(sql: Sql, report: Report) {
  const unknown = await sql.query<{ path: string; line: number; key: string; reason: string }>(
    `select p.path, p.line, ${JOINTURE("p.source_key")} as key,
       'direction d''une structure inconnue ou refusée (' || ${JOINTURE("t.structure_key")} || ')' as reason
     from staged_tenure t join staged_person p on p.source_key = t.person_key
     where t.organisation_id is null
     union all
     select path, line, ${JOINTURE("source_key")},
       case when fingerprint is null then 'personne inconnue : un Complet est attendu avant ce Delta' else 'nom absent' end
     from staged_person p where has_functions and name is null
       and not exists (select 1 from person q where q.source = 'aaf' and q.source_key = p.source_key)
     order by 1, 2`,
  );
  report.refused.push(...unknown.map(({ path, ...rest }) => ({ file: path, ...rest })));
  await sql.query("delete from staged_tenure where organisation_id is null");
  await sql.query(
    `delete from staged_person p where has_functions and not exists (select 1 from staged_tenure t where t.person_key = p.source_key)`,
  );
}

async function match(sql: Sql, report: Report) {
  // One address, one account: of two people who share a mailbox, the first keeps it.
  const [shared] = await sql.query<{ n: number }>(
    `with twice as (
       update staged_person p set email = null
       where exists (select 1 from staged_person q where q.email = p.email and q.source_key < p.source_key)
       returning 1)
     select count(*) as n from twice`,
  );
  if (shared && shared.n > 0) count(report, "adresses partagées, laissées à la première personne", shared.n);
  await sql.query(
    `update staged_person s set id = p.id from person p where p.source = 'aaf' and p.source_key = s.source_key`,
  );
  await sql.query(
    `update staged_person s set id = p.id from person p where s.id is null and p.email = s.email
       and not exists (select 1 from staged_person q where q.id = p.id)`,
  );
  // Held by somebody else, unless that one takes another address in this same export.
  await sql.query(
    `update staged_person s set email = null from person p where p.email = s.email and p.id is distinct from s.id
       and not exists (select 1 from staged_person q where q.id = p.id and p.source = 'aaf' and q.email <> p.email
         and (q.fingerprint is null or q.fingerprint is distinct from p.fingerprint))`,
  );
  // A Delta on somebody never of any direction: nothing to keep.
  await sql.query("delete from staged_person where id is null and (not has_functions or name is null)");
  await sql.query("update staged_person set fresh = true, id = gen_random_uuid() where id is null");
}

/** Writes people and their functions; a function that ended gets its end, it is never deleted. */
export async function applyPersons(sql: Sql, report: Report, now: Date): Promise<void> {
  const [changed] = await sql.query<{ known: number; changed: number; added: number }>(
    `select count(*) filter (where fresh) as added, count(*) filter (where not fresh) as known,
       count(*) filter (where not fresh and (
         (${NEWS} and ${DIFFERS}) or (p.source = 'aaf' and p.closed_at is not null)
         or exists (select 1 from staged_tenure t where t.person_key = s.source_key and not exists (${OPEN("s.id", "t")}))
         or (s.has_functions and exists (select 1 from tenure k where ${ENDING("k", "s")})))) as changed
     from staged_person s left join person p on p.id = s.id`,
  );
  await sql.query(
    `insert into person (id, email, mail_state, name, given_name, source, source_key, fingerprint, created_at)
     select id, email, mail_state, name, given_name, 'aaf', source_key, fingerprint, $1 from staged_person where fresh`,
    [now],
  );
  // Two people may swap addresses in one export: both are freed before either is taken.
  await sql.query(
    `update person p set email = null from staged_person s
     where p.id = s.id and ${NEWS} and s.email is not null and p.email is distinct from s.email`,
  );
  await sql.query(
    `update person p set email = coalesce(s.email, p.email), name = coalesce(s.name, p.name),
       mail_state = case when s.email is null then p.mail_state else s.mail_state end,
       given_name = coalesce(s.given_name, p.given_name), fingerprint = coalesce(s.fingerprint, p.fingerprint), closed_at = null
     from staged_person s where p.id = s.id and not s.fresh and (${NEWS} or (p.source = 'aaf' and p.closed_at is not null))`,
  );
  await sql.query(
    `update tenure k set until = $1 from staged_person s where s.has_functions and ${ENDING("k", "s")}`,
    [now],
  );
  await sql.query(
    `insert into tenure (person_id, organisation_id, function, rank, "from", source)
     select s.id, t.organisation_id, 'chefEtablissement', t.rank, $1, 'aaf'
     from staged_tenure t join staged_person s on s.source_key = t.person_key
     where not exists (${OPEN("s.id", "t")})`,
    [now],
  );
  if (!changed) return;
  report.added += changed.added;
  report.changed += changed.changed;
  report.left += changed.known - changed.changed;
  count(report, "personnes de direction", changed.added + changed.known);
}

function JOINTURE(column: string) {
  return `substring(${column} from '[^/]*$')`;
}

/** What the export says of a known person is new: an edit by hand outlives an export that says nothing new. */
const NEWS = "p.source = 'aaf' and (s.fingerprint is null or p.fingerprint is distinct from s.fingerprint)";
const DIFFERS =
  "(coalesce(s.email, p.email), coalesce(s.name, p.name), coalesce(s.given_name, p.given_name)) is distinct from (p.email, p.name, p.given_name)";

function OPEN(person: string, tenure: string) {
  return `select 1 from tenure k where k.person_id = ${person} and k.organisation_id = ${tenure}.organisation_id
    and k.rank = ${tenure}.rank and k.function = 'chefEtablissement' and k.source = 'aaf' and k.until is null`;
}

function ENDING(tenure: string, person: string) {
  return `${tenure}.person_id = ${person}.id and ${tenure}.source = 'aaf' and ${tenure}.until is null and not exists (
    select 1 from staged_tenure t where t.person_key = ${person}.source_key
      and t.organisation_id = ${tenure}.organisation_id and t.rank = ${tenure}.rank)`;
}
