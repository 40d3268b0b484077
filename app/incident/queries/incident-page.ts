import { besideSchoolHolidays } from "#app/engine/calendar/school-holidays.ts";
import { conventionOf } from "#app/engine/dossier.ts";
import type { JournalLine } from "#app/messages/incident-journal.ts";
import { type Caller, mayOnDossierSql } from "#app/platform/caller.ts";
import type { Database } from "#app/platform/database/database.ts";
import { reachOf } from "#app/platform/permissions.ts";
import { rightColumns } from "#app/platform/right-columns.ts";
import type { IncidentContext } from "#machines/incident/v1/context.ts";
import { proposedField } from "#machines/incident/v1/duties.ts";
import { mainAction, possibleActions } from "./incident-page-actions.ts";
import { journalPage } from "./incident-page-journal.ts";
import { type PeopleModel, peopleModel } from "./incident-page-people.ts";
import { incidentPageRights } from "./incident-page-rights.ts";
import { articleName, reasonOf, ruleLink } from "./incident-page-rules.ts";
import { dossierSql } from "./incident-page-sql.ts";
import type { AttachmentRow, DossierPageRow, TaskRow } from "./incident-page-types.ts";

export type IncidentAsked = {
  /** Reference or id. */
  ref: string;
  /** Département whose people are listed, beyond fifty; « tous » for all. */
  departement: string | null;
  page: number;
  /** Filter of the journal, and the entry before which it starts. */
  journal: string | null;
  before: number | null;
};
export type IncidentPage = NonNullable<Awaited<ReturnType<typeof incidentPage>>>;

/** All that the page of an incident shows, in three statements; null when there is none that the caller may read. */
export async function incidentPage(db: Database, caller: Caller, asked: IncidentAsked, now: Date) {
  const params: unknown[] = [asked.ref];
  const add = (value: unknown) => `$${params.push(value)}`;
  const read = mayOnDossierSql(reachOf(caller.tenures, "dossier.read"), add);
  const rights = rightColumns(incidentPageRights, caller.tenures, add);
  const [[row], people, journal] = await Promise.all([
    db.query<DossierPageRow>(dossierSql(read, rights.columns), params, true),
    peopleModel(db, caller, asked),
    journalPage(db, caller, asked),
  ]);
  if (!row) return null;
  const held = rights.held(row.rights);
  const context = row.context as unknown as IncidentContext;
  const convention = await conventionOf(db, row.conventionId);
  const dossier = { ...row, context };
  const actions = possibleActions(dossier, caller, held, convention, now);
  const field = convention.fields.find(({ key }) => key === context.field);
  const proposed = field ?? proposedField(context, convention);
  const { facts, place, declarer, scope, severity, cnil } = context;
  const clocks = await besideSchoolHolidays(
    db,
    row.deadlines.filter((one) => one.shown),
  );
  const reminders = row.deadlines.filter((one) => one.key.startsWith("remind-") && one.state === "running");
  return {
    id: row.id,
    ref: row.ref,
    title: row.title,
    state: row.state,
    revision: row.revision,
    conventionId: row.conventionId,
    machineVersion: row.machineVersion,
    exercise: row.exercise,
    openedAt: row.openedAt.toISOString(),
    closedAt: row.closedAt?.toISOString() ?? null,
    dispositif: row.dispositif,
    facts: {
      ...pick(facts),
      place: { name: place.name, key: place.key, timezone: place.timezone },
      declarer: declarer.name,
      perimeter: scope.perimeter,
      /** How many were named one by one. */
      schools: scope.schools?.length ?? 0,
      severity,
      cnil,
      field: {
        name: proposed.name,
        proposed: !field,
        reason: {
          statement: proposed.statement,
          rule: proposed.rule,
          article: articleName(proposed.article),
          to: ruleLink(convention, proposed.rule),
        },
      },
    },
    clocks: clocks.map((one) => ({
      ...one,
      reason: reasonOf(convention, one, { clock: one.key }),
    })),
    remindAt: Object.fromEntries(reminders.map((one) => [one.key.slice("remind-".length), one.dueAt])),
    tasks: row.tasks.map((one: TaskRow) => ({
      ...one,
      mine: held.has("task.done"),
      reason: one.rule && one.article ? reasonOf(convention, { rule: one.rule, article: one.article }) : null,
    })),
    attachments: row.attachments as AttachmentRow[],
    may: {
      attach: held.has("attachment.added"),
      retry: held.has("delivery.retried"),
      tasks: held.has("task.done"),
      journal: held.has("journal.read"),
      crisis: held.has("crisis.opened") && !row.closedAt,
    },
    people: withReasons(people, convention),
    mine: people.mine[0] ?? null,
    journal: held.has("journal.read") ? journal : null,
    actions,
    main: mainAction(row.state, actions),
  };
}

const pick = ({
  description,
  category,
  certainty,
  noticedAt,
  personalData,
  compromises,
  suspension,
}: IncidentContext["facts"]) => ({
  description,
  category,
  certainty,
  noticedAt,
  personalData,
  compromises,
  suspension: suspension ?? null,
});

/** One reason an alert rule, not one a person: a thousand people have the same few. */
function withReasons(people: PeopleModel, convention: Parameters<typeof reasonOf>[0]) {
  const rules = new Map(people.people.map((one) => [one.alert, one]));
  return {
    tiles: people.tiles,
    waves: people.waves,
    people: people.people,
    total: people.total,
    answered: people.answered,
    failed: people.failed,
    listed: people.listed,
    reasons: Object.fromEntries(
      [...rules].map(([alert, one]) => [alert, reasonOf(convention, one, { alert })]),
    ),
  };
}

export type { JournalLine };
