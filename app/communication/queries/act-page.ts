import { messageState } from "#app/messages/communication.ts";
import { type MessageAct, messageAct as words } from "#app/messages/communication-act.ts";
import type { JournalLine } from "#app/messages/incident-journal.ts";
import type { Caller } from "#app/platform/caller.ts";
import type { Database } from "#app/platform/database/database.ts";
import type { FieldError } from "#app/ui/form/error-summary.tsx";
import type { Reason } from "#app/ui/why.tsx";
import { machineOf } from "#machines/registry.ts";
import type { ActValues } from "./act-form.ts";
import { articleName } from "./cited.ts";
import type { Foreseen } from "./foreseen.ts";
import { type Message, readMessage } from "./page.ts";
import { myDecisionsSql } from "./page-sql.ts";
import { possibleActs } from "./possible-acts.ts";
import { organisationsWith } from "./waiting-sql.ts";

/** What a press came to, when it did not simply succeed. */
export type ActAnswer = {
  step: "form" | "preview";
  values: ActValues;
  errors: FieldError[];
  foreseen?: Foreseen;
  conflict?: { revision: number; count: number; lines: JournalLine[] };
  refused?: Refused;
};
export type Refused = { because: string; reason: Reason | null; instead: string[] };
export type School = { id: string; name: string; uai: string | null; state: string; dueAt: string };
export type ActPage = Message & { schools: School[]; article: string };
export type ActRequest = {
  db: Database;
  caller: Caller;
  page: ActPage;
  type: MessageAct;
  values: ActValues;
  now: Date;
};

/** Acts whose form says all that there is to foresee, or that reach nobody: one press is enough. */
export const quiet = new Set<MessageAct>(["task.done", "t2.accepted", "t2.refused", "review.recorded"]);

/** The message of an act's page; null when the caller may not read it. */
export async function actPage(db: Database, caller: Caller, ref: string): Promise<ActPage | null> {
  const message = await readMessage(db, caller, ref);
  if (!message) return null;
  const heads = organisationsWith(caller.tenures, "communication.decide");
  const schools =
    heads.length > 0
      ? await db.query<Omit<School, "dueAt"> & { dueAt: Date; article: string }>(myDecisionsSql, [
          message.id,
          heads,
        ])
      : [];
  const { approvals } = message.context;
  const article = schools[0]?.article ?? approvals[0]?.step.article ?? "5.3";
  return {
    ...message,
    schools: schools.map((one) => ({ ...one, dueAt: one.dueAt.toISOString() })),
    article: articleName(article).toLowerCase(),
  };
}

/** Why an act cannot be done now, known before anything is typed; null when it can. */
export function refusedAtOnce(page: ActPage, caller: Caller, type: MessageAct): Refused | null {
  const possible = possibleActs(page, caller);
  if (possible.includes(type)) return null;
  const { machine, machineVersion, state, context, held } = page;
  const accepts = machineOf(machine, machineVersion).accepts({ state, context: { ...context } });
  if (!accepts.includes(type))
    return { because: words.notNow(messageState(state).label), reason: null, instead: possible };
  const tending: Partial<Record<MessageAct, boolean>> = {
    "task.done": held.has("task.done"),
    "delivery.retried": held.has("delivery.retried"),
  };
  if (tending[type]) return null;
  const [school] = page.schools;
  const decided = type.startsWith("t2.") && school ? words.decided(school.name, school.state) : null;
  return { because: decided ?? words.forbidden, reason: null, instead: possible };
}
