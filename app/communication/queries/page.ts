import { conventionOf } from "#app/engine/dossier.ts";
import type { JournalLine } from "#app/messages/incident-journal.ts";
import type { Caller } from "#app/platform/caller.ts";
import type { Database } from "#app/platform/database/database.ts";
import type { Right } from "#app/platform/permissions.ts";
import { rightColumns } from "#app/platform/right-columns.ts";
import type { TimeExplanation } from "#app/ui/time/time-left.tsx";
import type { CommunicationContext } from "#machines/communication/v1/context.ts";
import type { Pace } from "#machines/exercise/clock.ts";
import { cited } from "./cited.ts";
import { directorOf } from "./director.ts";
import { type DecisionsAsked, decisionsModel } from "./page-decisions.ts";
import { deliveriesModel } from "./page-deliveries.ts";
import { journalPage } from "./page-journal.ts";
import { messageSql } from "./page-sql.ts";
import { wayOf } from "./page-way.ts";
import { possibleActs } from "./possible-acts.ts";
import { mayReadSql } from "./read-sql.ts";
import { messagePageRights } from "./rights.ts";
import { type Waits, waitingSql } from "./waiting-sql.ts";

export type DeadlineRow = {
  key: string;
  name: string;
  rule: string;
  article: string;
  startedAt: string;
  dueAt: string | null;
  state: string;
  settledAt: string | null;
  explanation: TimeExplanation | null;
};
type TaskRow = {
  key: string;
  kind: string;
  function: string;
  title: string;
  rule: string | null;
  article: string | null;
  state: string;
};
type Row = {
  id: string;
  ref: string;
  title: string;
  machine: string;
  machineVersion: number;
  state: string;
  context: CommunicationContext;
  revision: number;
  conventionId: string;
  dispositifId: string;
  openedAt: Date;
  closedAt: Date | null;
  exercise: boolean;
  exerciseId: string | null;
  exerciseRef: string | null;
  pace: Pace | null;
  dispositif: string;
  dispositifKey: string;
  waits: Waits | null;
  rights: boolean[];
  deadlines: DeadlineRow[];
  tasks: TaskRow[];
  attachments: { hash: string; name: string; size: number }[];
  crisis: { ref: string; title: string } | null;
};

export type MessageAsked = DecisionsAsked & { ref: string; before: number | null };
export type Message = NonNullable<Awaited<ReturnType<typeof readMessage>>>;
export type MessagePageModel = NonNullable<Awaited<ReturnType<typeof messagePageModel>>>;

/** The dossier of a message that the caller may read, with the rights held on it; null when there is none. */
export async function readMessage(db: Database, caller: Caller, ref: string) {
  const params: unknown[] = [ref];
  const add = (value: unknown) => `$${params.push(value)}`;
  const read = mayReadSql(caller, add);
  const waits = waitingSql(caller, add);
  const rights = rightColumns(messagePageRights, caller.tenures, add);
  const [row] = await db.query<Row>(messageSql(read, waits, rights.columns), params, true);
  if (!row) return null;
  const held = rights.held(row.rights);
  const convention = await conventionOf(db, row.conventionId);
  return { ...row, held, convention, mine: writes(caller, row.context, held) };
}

/** Whether the caller writes for the organisation that the message comes from. */
function writes({ person, tenures }: Caller, { author }: CommunicationContext, held: Set<Right>): boolean {
  if (author.id === person.id) return true;
  return (
    held.has("communication.draft") &&
    tenures.some(({ organisation }) => organisation?.id === author.place.id)
  );
}

/** All that the page of a message shows; null when there is none that the caller may read. */
export async function messagePageModel(db: Database, caller: Caller, asked: MessageAsked) {
  const message = await readMessage(db, caller, asked.ref);
  if (!message) return null;
  const { convention, context, held } = message;
  const [decisions, deliveries, journal] = await Promise.all([
    decisionsModel(db, caller, message, asked),
    held.has("delivery.read") || message.mine ? deliveriesModel(db, message.id) : null,
    held.has("journal.read") || message.mine ? journalPage(db, message.id, asked.before) : null,
  ]);
  const { facts, approvals, adaptations, author, review, end, submittedAt, reach } = context;
  const acts = possibleActs(message, caller);
  return {
    id: message.id,
    ref: message.ref,
    title: message.title,
    state: message.state,
    revision: message.revision,
    exercise: message.exercise,
    exerciseRef: message.exerciseRef,
    pace: message.pace,
    dispositif: { name: message.dispositif, key: message.dispositifKey },
    openedAt: message.openedAt.toISOString(),
    submittedAt: submittedAt ?? null,
    mine: message.mine,
    waits: message.waits,
    facts,
    director: directorOf(convention, author.place.kind, author.place.name, facts),
    author: { name: author.name, place: author.place.name, timezone: author.place.timezone },
    schools: reach?.schools ?? null,
    crisis: message.crisis,
    attachments: message.attachments.filter(({ hash }) => facts.attachments.includes(hash)),
    clocks: message.deadlines.map((one) => ({ ...one, reason: cited(convention, one) })),
    way: wayOf(message),
    approvals: approvals.map((one) => ({
      ...one,
      organisation: one.organisation.name,
      reasonWho: cited(convention, one),
      reasonStep: cited(convention, one.step),
    })),
    adaptations,
    review: review && { ...review, reason: cited(convention, review) },
    end: end ?? null,
    decisions,
    deliveries,
    tasks: message.tasks.map((one) => ({
      ...one,
      reason: one.rule && one.article ? cited(convention, { rule: one.rule, article: one.article }) : null,
    })),
    may: { tasks: held.has("task.done"), retry: held.has("delivery.retried") },
    acts,
    journal,
  };
}

export type { JournalLine };
