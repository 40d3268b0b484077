import { readDossier, worldOf } from "#app/engine/dossier.ts";
import { requireOnDossier } from "#app/incident/queries/api-journal.ts";
import { type Caller, mayOnDossier } from "#app/platform/caller.ts";
import type { Sql } from "#app/platform/database/database.ts";
import { sendable } from "./can.ts";
import { factsOf } from "./facts.ts";

/**
 * One dossier as the API gives it, with what the caller may send to it now.
 * @throws NotFound
 */
export async function dossierForApi(sql: Sql, caller: Caller, id: string, now: Date) {
  await requireOnDossier(sql, caller, "dossier.read", id);
  const row = await readDossier(sql, id);
  const world = await worldOf(sql, row);
  const { convention } = world;
  const [outside, deadlines, tasks, can] = await Promise.all([
    surroundings(sql, id),
    deadlinesOf(sql, id),
    tasksOf(sql, caller, id),
    sendable(sql, caller, row, world, now),
  ]);
  return {
    id: row.id,
    ref: row.ref,
    kind: row.kind,
    state: row.state,
    revision: row.revision,
    machine: { name: row.machine, version: row.machine_version },
    ...outside,
    convention: { key: convention.key, version: convention.version },
    facts: factsOf(row),
    deadlines,
    tasks,
    can,
  };
}

async function surroundings(sql: Sql, id: string) {
  const [row] = await sql.query<{
    title: string;
    dispositif: string;
    organisation: { key: string; name: string };
    opened_at: Date;
    changed_at: Date;
    closed_at: Date | null;
    exercise: boolean;
  }>(
    `select d.title, p.key dispositif, json_build_object('key', o.key, 'name', o.name) organisation,
            d.opened_at, d.changed_at, d.closed_at, d.exercise
       from dossier d join organisation o on o.id = d.organisation_id join dispositif p on p.id = d.dispositif_id
      where d.id = $1`,
    [id],
  );
  const { opened_at, changed_at, closed_at, ...rest } = row as NonNullable<typeof row>;
  return {
    ...rest,
    openedAt: opened_at.toISOString(),
    changedAt: changed_at.toISOString(),
    closedAt: closed_at?.toISOString() ?? null,
  };
}

async function deadlinesOf(sql: Sql, id: string) {
  const rows = await sql.query<{
    key: string;
    name: string;
    due: Date | null;
    started: Date;
    settled: Date | null;
    state: "running" | "met" | "breached" | "cleared";
    rule: string;
    article: string;
    explanation: Record<string, unknown> | null;
  }>(
    `select key, name, due_at due, started_at started, settled_at settled, state, rule, article, explanation
       from deadline where dossier_id = $1 and shown order by due_at nulls last, key`,
    [id],
  );
  return rows.map(({ due, started, settled, ...one }) => ({
    ...one,
    dueAt: due?.toISOString() ?? null,
    startedAt: started.toISOString(),
    settledAt: settled?.toISOString() ?? null,
  }));
}

/**
 * Tasks name people who could not be reached: they are for who may read deliveries, and for those whose function
 * they wait for. A head of school among 1,081 sees none of the others' gaps.
 */
async function tasksOf(sql: Sql, caller: Caller, id: string) {
  const all = await mayOnDossier(sql, caller.tenures, "delivery.read", id);
  const rows = await sql.query<{
    key: string;
    kind: string;
    function: string;
    title: string;
    rule: string | null;
    article: string | null;
    state: "open" | "done";
    opened: Date;
    due: Date | null;
    done: Date | null;
  }>(
    `select key, kind, function, title, rule, article, state, opened_at opened, due_at due, done_at done
       from task where dossier_id = $1 and ($2 or function = any($3::text[])) order by opened_at, key limit 500`,
    [id, all, caller.tenures.map((one) => one.function)],
  );
  return rows.map(({ opened, due, done, function: role, ...task }) => ({
    ...task,
    role,
    openedAt: opened.toISOString(),
    dueAt: due?.toISOString() ?? null,
    doneAt: done?.toISOString() ?? null,
  }));
}
