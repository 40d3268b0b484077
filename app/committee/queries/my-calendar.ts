import { type Caller, mayOnDossierSql } from "#app/platform/caller.ts";
import type { Sql } from "#app/platform/database/database.ts";
import { type Right, reachOf } from "#app/platform/permissions.ts";
import { earnestTaskSql } from "#machines/exercise/earnest.ts";
import { seatedSql } from "./seated-sql.ts";

/** A meeting in somebody's agenda. Times: ISO 8601, UTC. */
export type CalendarMeeting = {
  ref: string;
  instance: string;
  dispositif: string;
  state: string;
  kind: "sitting" | "written";
  at: string;
  endsAt: string;
  place: string | null;
  link: string | null;
  items: string[];
  sequence: number;
  changedAt: string;
};
/** Something due. `key`: stable, of this deadline in this dossier. */
export type CalendarDeadline = {
  key: string;
  ref: string;
  kind: string;
  title: string;
  dossier: string;
  dueAt: string;
  article: string | null;
};

/** How long what is past stays in the agenda. */
const PAST = "60 days";
const utc = (column: string) => `to_char(${column} at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;

/** Whoever leads such a dossier has its clocks in their agenda. */
const leads: [kinds: string[], Right][] = [
  [["incident", "crisis"], "incident.handled"],
  [["whitelist-request"], "whitelist.steer"],
  [["homologation"], "homologation.prepare"],
  [["homologation"], "homologation.decide"],
];

/** Meetings where the caller sits, keeps the minutes or is invited, and what they have to do by when. */
export async function myCalendar(sql: Sql, caller: Caller, now: Date) {
  const [meetings, tasks, clocks] = await Promise.all([
    sql.query<CalendarMeeting>(
      `select d.ref, d.context->'instance'->>'name' instance, p.name dispositif, d.state, d.context->>'kind' kind,
              d.context->>'at' "at", d.context->>'endsAt' "endsAt", d.context->>'place' place, d.context->>'link' link,
              array(select i->>'title' from jsonb_array_elements(d.context->'items') i order by (i->>'n')::int) items,
              coalesce((d.context->'convened'->>'sequence')::int, 0) "sequence", ${utc("d.changed_at")} "changedAt"
         from dossier d join dispositif p on p.id = d.dispositif_id
        where d.kind = 'meeting' and ${seatedSql("$1")}
          and (d.context->>'at')::timestamptz > $2::timestamptz - interval '${PAST}'
        order by d.context->>'at' limit 200`,
      [caller.person.id, now.toISOString()],
    ),
    tasksOf(sql, caller),
    clocksOf(sql, caller),
  ]);
  return { meetings, deadlines: [...tasks, ...clocks] };
}

function tasksOf(sql: Sql, { tenures }: Caller): Promise<CalendarDeadline[]> {
  const params: unknown[] = [
    [...new Set(tenures.map((one) => one.function))],
    tenures.flatMap((one) => (one.organisation ? [one.organisation.id] : [])),
  ];
  const may = mayOnDossierSql(reachOf(tenures, "dossier.read"), (value) => `$${params.push(value)}`);
  return sql.query<CalendarDeadline>(
    `select 'task-' || t.id "key", d.ref, d.kind, t.title, d.title dossier, ${utc("t.due_at")} "dueAt", t.article
       from task t join dossier d on d.id = t.dossier_id
      where t.state = 'open' and t.due_at is not null and t.function = any($1::text[])
        and (t.organisation_id is null or t.organisation_id = any($2::uuid[])) and (not d.exercise or ${earnestTaskSql}) and ${may}
      order by t.due_at limit 200`,
    params,
  );
}

async function clocksOf(sql: Sql, { tenures }: Caller): Promise<CalendarDeadline[]> {
  const params: unknown[] = [];
  const add = (value: unknown) => `$${params.push(value)}`;
  const mine = leads.map(
    ([kinds, right]) =>
      `(d.kind = any(${add(kinds)}::text[]) and ${mayOnDossierSql(reachOf(tenures, right), add)})`,
  );
  return sql.query<CalendarDeadline>(
    `select 'clock-' || x.id "key", d.ref, d.kind, x.name title, d.title dossier, ${utc("x.due_at")} "dueAt", x.article
       from deadline x join dossier d on d.id = x.dossier_id
      where x.shown and x.state = 'running' and x.due_at is not null and not d.exercise and d.closed_at is null
        and (${mine.join(" or ")})
      order by x.due_at limit 300`,
    params,
  );
}
