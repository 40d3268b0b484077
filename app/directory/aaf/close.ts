import type { Sql } from "../../platform/database/database.ts";
import { guardClosures } from "../closures.ts";
import type { Report } from "../report.ts";
import type { Aaf } from "./gather.ts";

type Closing = { report: Report; now: Date; acceptClosures: boolean };

/**
 * Closes what a Complet no longer holds and what a Delta withdraws. Only what came from an export of the same scope
 * (addressee and académie): the annuaire's schools are the annuaire's to close.
 */
export async function closeStructures(sql: Sql, aaf: Aaf, { report, now, acceptClosures }: Closing) {
  const ended = await sql.query<{ id: string; omitted: boolean }>(
    `select o.id, not (o.source_key = any($1::text[])) as omitted from organisation o
     where o.source = 'aaf' and o.closed_at is null and (o.source_key = any($1::text[])
       or (${SCOPE("o.source_key")} = any($2::text[]) and not (o.source_key = any($3::text[]))))`,
    [[...aaf.endedStructures], [...aaf.completeStructures], [...aaf.seen]],
  );
  if (!acceptClosures)
    await guard(sql, report, "structures", {
      open: `select count(*) as n from organisation where source = 'aaf' and closed_at is null and ${SCOPE("source_key")} = any($1::text[])`,
      scopes: aaf.completeStructures,
      closing: ended.filter(({ omitted }) => omitted).length,
    });
  await sql.query("update organisation set closed_at = $2, updated_at = $2 where id = any($1::uuid[])", [
    ended.map(({ id }) => id),
    now,
  ]);
  report.closed += ended.length;
}

/** The same for people of direction: their functions end, and somebody with none left is closed. */
export async function closePersons(sql: Sql, aaf: Aaf, { report, now, acceptClosures }: Closing) {
  const params = [[...aaf.endedPersons], [...aaf.completePersons]];
  const ended = await sql.query<{ id: string; person_id: string; omitted: boolean }>(
    `select k.id, k.person_id, not coalesce(p.source_key = any($1::text[]), false) as omitted
     from tenure k join person p on p.id = k.person_id left join organisation o on o.id = k.organisation_id
     where k.source = 'aaf' and k.until is null
       and not exists (select 1 from staged_person s where s.id = p.id)
       and (p.source_key = any($1::text[]) or ${SCOPE("p.source_key")} = any($2::text[])
         or ${SCOPE("o.source_key")} = any($2::text[]))`,
    params,
  );
  if (!acceptClosures)
    await guard(sql, report, "personnes de direction", {
      open: `select count(distinct k.person_id) as n from tenure k join person p on p.id = k.person_id
             left join organisation o on o.id = k.organisation_id
             where k.source = 'aaf' and k.until is null
               and (${SCOPE("p.source_key")} = any($1::text[]) or ${SCOPE("o.source_key")} = any($1::text[]))`,
      scopes: aaf.completePersons,
      closing: new Set(ended.filter(({ omitted }) => omitted).map(({ person_id }) => person_id)).size,
    });
  await sql.query("update tenure set until = $2 where id = any($1::uuid[])", [
    ended.map(({ id }) => id),
    now,
  ]);
  const closed = await sql.query(
    `update person p set closed_at = $1 where p.source = 'aaf' and p.closed_at is null
       and (p.id = any($2::uuid[]))
       and not exists (select 1 from tenure k where k.person_id = p.id and (k.until is null or k.until > $1))
     returning p.id`,
    [now, ended.map(({ person_id }) => person_id)],
  );
  report.closed += closed.length;
}

/** `scope/jointure` without the jointure. */
function SCOPE(column: string) {
  return `substring(${column} from '^(.*)/[^/]*$')`;
}

type Guarded = { open: string; scopes: Set<string>; closing: number };

async function guard(sql: Sql, report: Report, what: string, { open, scopes, closing }: Guarded) {
  if (closing === 0) return;
  const [found] = await sql.query<{ n: number }>(open, [[...scopes]]);
  guardClosures(report.file, what, { open: found?.n ?? 0, closing });
}
