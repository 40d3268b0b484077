import { previewEvent, sendEvent } from "#app/engine/command/send-event.ts";
import { Conflict, NotFound, RuleRefused } from "#app/engine/errors.ts";
import { InputRefused } from "#app/engine/input.ts";
import { type Receipt, ReceiptReused } from "#app/engine/receipt.ts";
import { messageState } from "#app/messages/communication.ts";
import { type MessageAct, messageAct as words } from "#app/messages/communication-act.ts";
import type { JournalLine } from "#app/messages/incident-journal.ts";
import { type Caller, Forbidden } from "#app/platform/caller.ts";
import type { Database } from "#app/platform/database/database.ts";
import type { FieldError } from "#app/ui/form/error-summary.tsx";
import type { Reason } from "#app/ui/why.tsx";
import { machineOf } from "#machines/registry.ts";
import { type ActValues, eventOf } from "./act-form.ts";
import { articleName, cited } from "./cited.ts";
import { type Foreseen, foreseen } from "./foreseen.ts";
import { type Message, readMessage } from "./page.ts";
import { journalSince } from "./page-journal.ts";
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

/** The event that was typed. */
function typedEvent({ type, values, page }: ActRequest) {
  const pending = page.schools.filter(({ state }) => state === "pending");
  // Of schools that have all decided, the rule says who did, and what.
  const schools = pending.length > 0 ? pending : page.schools.slice(0, 1);
  return eventOf(type, values, { facts: page.context.facts, article: page.article, schools });
}

/** What the act would do; nothing is done. */
export async function previewAct(asked: ActRequest): Promise<ActAnswer> {
  const { db, caller, page, type, values, now } = asked;
  const { data, errors } = typedEvent(asked);
  if (errors.length > 0) return { step: "form", values, errors };
  return answering(asked, async () => {
    const seen = Number(values.revision) || page.revision;
    if (seen !== page.revision) throw new Conflict(page.id, seen, page.revision);
    const consequences = await previewEvent(db, caller, page.id, { type, ...data }, now);
    return {
      step: "preview",
      values,
      errors: [],
      foreseen: await foreseen(db, page, consequences, { type, data }),
    };
  });
}

/** Does it. @returns null when it is done. */
export async function sendAct(asked: ActRequest, receipt: Receipt): Promise<ActAnswer | null> {
  const { db, caller, page, type, values, now } = asked;
  const { data, errors } = typedEvent(asked);
  if (errors.length > 0) return { step: "form", values, errors };
  // A school's decision holds whatever the other 5,499 decided meanwhile.
  const revision = quiet.has(type) ? undefined : Number(values.revision) || undefined;
  return answering(asked, async () => {
    await sendEvent(db, caller, page.id, { type, ...data, ...(revision && { revision }) }, now, receipt);
    return null;
  });
}

/** Refusals become what the page shows; what was typed stays. */
async function answering<T extends ActAnswer | null>(
  { db, page, values }: ActRequest,
  work: () => Promise<T>,
): Promise<T | ActAnswer> {
  const form = { step: "form" as const, values, errors: [] };
  try {
    return await work();
  } catch (error) {
    if (error instanceof InputRefused)
      return { ...form, errors: error.errors.map(({ path, message }) => ({ path: fieldOf(path), message })) };
    if (error instanceof ReceiptReused) return { ...form, errors: [{ path: "", message: error.message }] };
    if (error instanceof Forbidden || error instanceof NotFound)
      return { ...form, refused: { because: words.forbidden, reason: null, instead: [] } };
    if (error instanceof RuleRefused) return { ...form, refused: refusal(error, page) };
    if (error instanceof Conflict) {
      const lines = await journalSince(db, page.id, error.expected);
      const shown = page.held.has("journal.read") || page.mine ? lines : [];
      return {
        ...form,
        values: { ...values, revision: String(error.actual) },
        conflict: { revision: error.actual, count: error.actual - error.expected, lines: shown },
      };
    }
    throw error;
  }
}

/** « changes.long » is the field long; « subject » is the title. */
const fields: Record<string, string> = { subject: "title", body: "long" };
function fieldOf(path: string): string {
  const [first, second] = path.split(".");
  const name = first === "changes" && second ? second : (first ?? "");
  return fields[name] ?? name;
}

export function refusal(
  { refusal: { because, rule, article, instead } }: RuleRefused,
  page: Pick<Message, "convention">,
): Refused {
  const known = page.convention.rules.some(({ id }) => id === rule);
  return { because, instead, reason: known ? cited(page.convention, { rule, article }) : null };
}
