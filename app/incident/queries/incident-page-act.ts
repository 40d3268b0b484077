import { previewEvent, sendEvent } from "#app/engine/command/send-event.ts";
import { conventionOf } from "#app/engine/dossier.ts";
import { Conflict, RuleRefused } from "#app/engine/errors.ts";
import { InputRefused } from "#app/engine/input.ts";
import { type Receipt, ReceiptReused } from "#app/engine/receipt.ts";
import { act } from "#app/messages/incident-act.ts";
import type { JournalLine } from "#app/messages/incident-journal.ts";
import { incidentState } from "#app/messages/incident-words.ts";
import { type Caller, Forbidden } from "#app/platform/caller.ts";
import type { Database } from "#app/platform/database/database.ts";
import type { FieldError } from "#app/ui/form/error-summary.tsx";
import type { Reason } from "#app/ui/why.tsx";
import type { Convention } from "#conventions/schema.ts";
import type { PersonEvent } from "#machines/incident/v1/events.ts";
import { machineOf } from "#machines/registry.ts";
import { type IncidentPage, incidentPage } from "./incident-page.ts";
import { type ActValues, eventOf } from "./incident-page-act-form.ts";
import { namedSchools } from "./incident-page-act-schools.ts";
import { type Foreseen, foreseen } from "./incident-page-consequences.ts";
import { journalSince } from "./incident-page-journal.ts";
import { articleName, ruleLink } from "./incident-page-rules.ts";

/** What a press came to, when it did not simply succeed. */
export type ActAnswer = {
  step: "form" | "preview";
  values: ActValues;
  errors: FieldError[];
  foreseen?: Foreseen;
  /** What others did meanwhile; `lines` is empty for whoever may not read the journal. */
  conflict?: { revision: number; count: number; lines: JournalLine[] };
  refused?: { because: string; reason: Reason | null; instead: string[] };
};
export type ActRequest = {
  caller: Caller;
  incident: IncidentPage;
  type: PersonEvent;
  values: ActValues;
  now: Date;
  zone: string;
};

/** Acts that reach nobody and start nothing: one press is enough. */
export const quiet = new Set<PersonEvent>(["note.added", "task.done"]);

/** The incident of an action's page and the convention behind it; null when the caller may not read it. */
export async function actPage(db: Database, caller: Caller, ref: string, now: Date) {
  const asked = { ref, departement: null, page: 1, journal: null, before: null };
  const incident = await incidentPage(db, caller, asked, now);
  if (!incident) return null;
  return { incident, convention: await conventionOf(db, incident.conventionId) };
}

/** Why an act cannot be done now, known before anything is typed; null when it can. */
export function refusedAtOnce(incident: IncidentPage, type: PersonEvent): ActAnswer["refused"] | null {
  const accepted = machineOf("incident", incident.machineVersion).accepts({
    state: incident.state,
    context: {},
  });
  const instead = incident.actions.filter((one) => !one.refused).map((one) => one.type);
  if (!accepted.includes(type))
    return { because: act.notNow(incidentState(incident.state).label), reason: null, instead };
  const held = incident.actions.find((one) => one.type === type);
  if (type === "task.done" ? incident.may.tasks : type === "delivery.retried" ? incident.may.retry : held)
    return held?.refused ?? null;
  return { because: act.forbidden.because, reason: null, instead };
}

/** The event that was typed, the schools it names looked up in the directory. */
async function typedEvent(db: Database, { incident, type, values, now, zone }: ActRequest) {
  const { data, errors } = eventOf(type, values, incident, now, zone);
  if (type !== "incident.qualified" || !values.schools) return { data, errors };
  const named = await namedSchools(db, incident.conventionId, values);
  return {
    data: { ...data, ...(named.schools && { schools: named.schools }) },
    errors: [...errors, ...named.errors],
  };
}

/** What the act would do; nothing is done. */
export async function previewAct(
  db: Database,
  asked: ActRequest,
  convention: Convention,
): Promise<ActAnswer> {
  const { caller, incident, type, values, now } = asked;
  const { data, errors } = await typedEvent(db, asked);
  if (errors.length > 0) return { step: "form", values, errors };
  return answering(db, asked, convention, async () => {
    const seen = Number(values.revision) || incident.revision;
    if (seen !== incident.revision) throw new Conflict(incident.id, seen, incident.revision);
    const consequences = await previewEvent(db, caller, incident.id, { type, ...data }, now);
    return { step: "preview", values, errors: [], foreseen: foreseen(consequences, convention) };
  });
}

/** Does it. @returns null when it is done. */
export async function sendAct(
  db: Database,
  asked: ActRequest,
  convention: Convention,
  receipt: Receipt,
): Promise<ActAnswer | null> {
  const { caller, incident, type, values, now } = asked;
  const { data, errors } = await typedEvent(db, asked);
  if (errors.length > 0) return { step: "form", values, errors };
  // A note holds whatever happened meanwhile.
  const revision = quiet.has(type) ? undefined : Number(values.revision) || undefined;
  return answering(db, asked, convention, async () => {
    await sendEvent(db, caller, incident.id, { type, ...data, ...(revision && { revision }) }, now, receipt);
    return null;
  });
}

/** Refusals become what the page shows; what was typed stays. */
async function answering<T extends ActAnswer | null>(
  db: Database,
  { incident, values }: ActRequest,
  convention: Convention,
  work: () => Promise<T>,
): Promise<T | ActAnswer> {
  try {
    return await work();
  } catch (error) {
    const form = { step: "form" as const, values, errors: [] };
    if (error instanceof InputRefused)
      return {
        ...form,
        errors: error.errors.map(({ path, message }) => ({ path: path.split(".")[0] ?? "", message })),
      };
    if (error instanceof ReceiptReused) return { ...form, errors: [{ path: "", message: error.message }] };
    if (error instanceof Forbidden)
      return { ...form, refused: { because: act.forbidden.because, reason: null, instead: ["note.added"] } };
    if (error instanceof RuleRefused) return { ...form, refused: refusal(error, convention) };
    if (error instanceof Conflict) {
      const lines = await journalSince(db, incident.id, error.expected);
      const conflict = {
        revision: error.actual,
        count: error.actual - error.expected,
        lines: incident.may.journal ? lines : [],
      };
      return { ...form, values: { ...values, revision: String(error.actual) }, conflict };
    }
    throw error;
  }
}

function refusal({ refusal }: RuleRefused, convention: Convention): NonNullable<ActAnswer["refused"]> {
  const { because, rule, article, instead } = refusal;
  const known = convention.rules.find(({ id }) => id === rule);
  const reason = known
    ? { statement: known.statement, rule, article: articleName(article), to: ruleLink(convention, rule) }
    : null;
  return { because, reason, instead };
}
