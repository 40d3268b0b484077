import { besideSchoolHolidays, type Explained } from "#app/engine/calendar/school-holidays.ts";
import { mayOnDossierSql } from "#app/platform/caller.ts";
import type { Sql } from "#app/platform/database/database.ts";
import type { Reach } from "#app/platform/permissions.ts";
import type { Pace } from "#machines/exercise/clock.ts";

/** An open crisis, as its card says it. Times: ISO 8601. */
export type OpenCrisis = {
  ref: string;
  title: string;
  state: string;
  exercise: boolean;
  openedAt: string;
  dispositif: string;
  dispositifKey: string;
  place: string;
  runbook: string;
  approved: boolean;
  lock: string | null;
  /** Whose lock it is, where not the dispositif's. */
  exerciseRef: string | null;
  /** Of its exercise: its clocks are told at the story's hour. */
  pace: Pace | null;
  clock: { name: string; dueAt: string | null; explanation: Explained | null } | null;
};
export type PastCrisis = Pick<
  OpenCrisis,
  "ref" | "title" | "state" | "exercise" | "openedAt" | "dispositif" | "place"
> & { closedAt: string };

const PAGE = 25;
const iso = (column: string) => `to_char(${column} at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;

/**
 * Open crises that this reach lets see, the most pressing first and exercises last; `more` when there are others.
 * @param exercise only those that are played, or only those that are real.
 */
export async function openCrises(
  sql: Sql,
  reach: Reach,
  { most = 12, exercise }: { most?: number; exercise?: boolean } = {},
): Promise<{ crises: OpenCrisis[]; more: number }> {
  const params: unknown[] = [];
  const may = mayOnDossierSql(reach, (value) => `$${params.push(value)}`);
  const only = exercise === undefined ? "true" : `d.exercise = $${params.push(exercise)}`;
  const rows = await sql.query<OpenCrisis & { total: number }>(
    `select d.ref, d.title, d.state, d.exercise, ${iso("d.opened_at")} "openedAt", s.name dispositif,
            s.key "dispositifKey", o.name place, d.context->'facts'->'runbook'->>'title' runbook,
            (d.context->'facts'->'runbook'->>'approved')::boolean approved,
            (select l.state from dossier l where l.kind = 'lock' and l.dispositif_id = d.dispositif_id
                and l.exercise_id is not distinct from d.exercise_id) lock,
            (select e.ref from dossier e where e.id = d.exercise_id) "exerciseRef",
            (select e.context->'pace' from dossier e where e.id = d.exercise_id) pace,
            (select json_build_object('name', x.name, 'explanation', x.explanation, 'dueAt', ${iso("x.due_at")})
               from deadline x where x.dossier_id = d.id and x.state = 'running' and x.shown
              order by x.due_at nulls last, x.key limit 1) clock, count(*) over ()::int total
       from dossier d join dispositif s on s.id = d.dispositif_id join organisation o on o.id = d.organisation_id
      where d.kind = 'crisis' and d.closed_at is null and ${only} and ${may}
      order by d.exercise, d.state = 'active' desc, d.opened_at desc limit ${most}`,
    params,
    true,
  );
  const [first] = rows;
  const clocks = await besideSchoolHolidays(
    sql,
    rows.flatMap(({ ref, clock }) => (clock ? [{ ref, ...clock }] : [])),
  );
  const beside = new Map(clocks.map(({ ref, ...clock }) => [ref, clock]));
  return {
    crises: rows.map(({ total: _, ...one }) => ({ ...one, clock: beside.get(one.ref) ?? null })),
    more: first ? first.total - rows.length : 0,
  };
}

/** Crises that are over, newest first. `page` counts from 1. */
export async function pastCrises(
  sql: Sql,
  reach: Reach,
  page: number,
): Promise<{ crises: PastCrisis[]; pages: number }> {
  const params: unknown[] = [];
  const may = mayOnDossierSql(reach, (value) => `$${params.push(value)}`);
  const rows = await sql.query<PastCrisis & { total: number }>(
    `select d.ref, d.title, d.state, d.exercise, ${iso("d.opened_at")} "openedAt", ${iso("d.closed_at")} "closedAt",
            s.name dispositif, o.name place, count(*) over ()::int total
       from dossier d join dispositif s on s.id = d.dispositif_id join organisation o on o.id = d.organisation_id
      where d.kind = 'crisis' and d.closed_at is not null and ${may}
      order by d.closed_at desc, d.id limit ${PAGE} offset ${(page - 1) * PAGE}`,
    params,
  );
  return {
    crises: rows.map(({ total: _, ...one }) => one),
    pages: Math.ceil((rows[0]?.total ?? 0) / PAGE),
  };
}
