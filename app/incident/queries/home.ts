import { conventionOf } from "#app/engine/dossier.ts";
import { actions } from "#app/messages/incident-act.ts";
import { home } from "#app/messages/incident-home.ts";
import { type Caller, mayOnDossierSql } from "#app/platform/caller.ts";
import type { Database } from "#app/platform/database/database.ts";
import { reachOf } from "#app/platform/permissions.ts";
import type { WaitingLine } from "#app/ui/list/waiting-line.ts";
import { dossierPath, paths } from "#app/ui/paths.ts";
import type { IncidentContext } from "#machines/incident/v1/context.ts";
import { alertsSql, followedSql, ledSql, tasksSql } from "./home-sql.ts";
import { nextStep } from "./incident-page-actions.ts";
import { articleName, reasonOf } from "./incident-page-rules.ts";

export type Followed = {
  ref: string;
  title: string;
  state: string;
  exercise: boolean;
  openedAt: string;
  place: string;
  mine: boolean;
};

type Alert = {
  id: string;
  rule: string;
  article: string;
  template: string;
  /** Null for a crisis: it is of the whole dispositif. */
  place: string | null;
  statement: string | null;
  dueAt: string | null;
  ref: string;
  kind: string;
  title: string;
  exercise: boolean;
  dispositif: string;
};
type Task = {
  key: string;
  title: string;
  rule: string | null;
  article: string | null;
  dueAt: Date | null;
  ref: string;
  kind: string;
  dossier: string;
  exercise: boolean;
  conventionId: string;
};
type Led = {
  ref: string;
  title: string;
  state: string;
  exercise: boolean;
  conventionId: string;
  machine: string;
  machineVersion: number;
  context: IncidentContext;
  clock: { name: string; dueAt: string | null; rule: string; article: string; key: string } | null;
};

/** What waits for the reader, in no order yet, and the incidents they declared or follow. */
export async function homePage(db: Database, caller: Caller, now: Date) {
  const { person, tenures } = caller;
  const organisations = tenures.flatMap((one) => (one.organisation ? [one.organisation.id] : []));
  const held = tenures.flatMap((one) => (one.organisation ? [`${one.function} ${one.organisation.id}`] : []));
  const functions = [...new Set(tenures.map((one) => one.function))];
  const [alerts, tasks, led, followed] = await Promise.all([
    db.query<Alert>(alertsSql, [person.id, held, organisations], true),
    db.query<Task>(...within(caller, "dossier.read", tasksSql, [functions, organisations, person.id]), true),
    leads(caller) ? db.query<Led>(...within(caller, "incident.handled", ledSql, []), true) : [],
    db.query<Omit<Followed, "openedAt"> & { openedAt: Date }>(
      ...within(caller, "dossier.read", followedSql, [person.id]),
      true,
    ),
  ]);
  const waiting = [
    ...alerts.map(alertLine),
    ...(await Promise.all(tasks.map((task) => taskLine(db, task)))),
    ...(await Promise.all(led.map((one) => stepLine(db, caller, one, now)))),
  ]
    .filter((line) => line !== null)
    // An exercise runs on the clock of its story, which its room tells: beside real delays it would look months late.
    .map((line) => (line.exercise ? { ...line, dueAt: null } : line));
  return {
    waiting,
    followed: followed.map((one) => ({ ...one, openedAt: one.openedAt.toISOString() })),
  };
}

const leads = ({ tenures }: Caller) => {
  const reach = reachOf(tenures, "incident.handled");
  return reach.all || reach.own.length + reach.dispositif.length > 0;
};

/** A statement restricted to the dossiers on which the caller holds a right, and its parameters. */
function within(
  { tenures }: Caller,
  right: Parameters<typeof reachOf>[1],
  sql: (may: string) => string,
  params: unknown[],
): [string, unknown[]] {
  const may = mayOnDossierSql(reachOf(tenures, right), (value) => `$${params.push(value)}`);
  return [sql(may), params];
}

function alertLine(alert: Alert): WaitingLine {
  const { ref, kind, title, exercise, place, statement, rule, article, dispositif } = alert;
  return {
    key: alert.id,
    ref,
    title,
    exercise,
    what: place ? home.alert(alert.template, place) : home.call(alert.template),
    dueAt: alert.dueAt,
    reason: statement
      ? {
          statement,
          rule,
          article: articleName(article),
          to: `${paths.conventions}/${dispositif}#regle-${rule}`,
        }
      : null,
    to: dossierPath({ kind, ref }),
    button: kind === "crisis" ? home.enter : home.answer,
  };
}

async function taskLine(db: Database, task: Task): Promise<WaitingLine> {
  const { ref, kind, rule, article, conventionId } = task;
  const reason = rule && article ? reasonOf(await conventionOf(db, conventionId), { rule, article }) : null;
  return {
    key: `${ref} ${task.key}`,
    ref,
    title: task.dossier,
    exercise: task.exercise,
    what: task.title,
    dueAt: task.dueAt?.toISOString() ?? null,
    reason,
    to: `${dossierPath({ kind, ref })}#taches`,
    button: home.see,
  };
}

/** The next step of an incident, where the convention leaves it to the reader's party. */
async function stepLine(db: Database, caller: Caller, led: Led, now: Date): Promise<WaitingLine | null> {
  const convention = await conventionOf(db, led.conventionId);
  const next = nextStep(led, caller, convention, now);
  if (!next) return null;
  const { ref, title, exercise, clock } = led;
  return {
    key: `${ref} ${next}`,
    ref,
    title,
    exercise,
    what: clock ? home.clock(clock.name) : home.step(actions[next].title),
    dueAt: clock?.dueAt ? new Date(clock.dueAt).toISOString() : null,
    reason: clock ? reasonOf(convention, clock, { clock: clock.key }) : null,
    to: `${paths.incidents}/${ref}/agir/${actions[next].slug}`,
    button: actions[next].button,
  };
}
