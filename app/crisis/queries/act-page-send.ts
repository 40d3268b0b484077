import { previewEvent, sendEvent } from "#app/engine/command/send-event.ts";
import { Conflict, RuleRefused } from "#app/engine/errors.ts";
import { InputRefused } from "#app/engine/input.ts";
import { type Receipt, ReceiptReused } from "#app/engine/receipt.ts";
import { type CrisisAct, crisisAct } from "#app/messages/crisis-act.ts";
import { crisisState } from "#app/messages/crisis-list.ts";
import { crisisSentence, namesOf } from "#app/messages/crisis-room-journal.ts";
import type { Caller } from "#app/platform/caller.ts";
import { Forbidden } from "#app/platform/caller.ts";
import type { Database } from "#app/platform/database/database.ts";
import type { FieldError } from "#app/ui/form/error-summary.tsx";
import type { Reason } from "#app/ui/why.tsx";
import { crisisRights } from "#machines/crisis/v1/events.ts";
import { machineOf } from "#machines/registry.ts";
import { type ActPage, zoneOf } from "./act-page.ts";
import { cited } from "./act-page-cited.ts";
import type { ActField, ActValues, Asked } from "./act-page-field.ts";
import { type Foreseen, foreseen } from "./act-page-foreseen.ts";
import { formOf } from "./act-page-forms.ts";
import { moreLines } from "./act-page-more-lines.ts";
import { type Recap, recapOf } from "./act-page-recap.ts";
import { revisionDecidedOn } from "./act-page-revision.ts";

export type Refusal = { because: string; reason: Reason | null; instead: string[] };
/** What a press came to, when it did not simply succeed; the page again. */
export type ActAnswer = {
  step: "form" | "preview";
  fields: ActField[];
  values: ActValues;
  errors: FieldError[];
  foreseen?: Foreseen;
  /** What was answered, before it is done. */
  recap?: Recap;
  /** A message as it will be read, its variables filled in. */
  text?: { subject: string; body: string };
  /** What others did meanwhile; `lines` null for whoever may not read the journal. */
  conflict?: { count: number; lines: { seq: number; at: string; text: string }[] | null };
  refused?: Refusal;
};
/** `real`: the console's own instant, which commands take; the engine turns it into the dossier's. */
export type ActRequest = Asked & { caller: Caller; type: CrisisAct; values: ActValues; real: Date };

/** The form before anything was typed. */
export async function startAct(asked: Asked, type: CrisisAct, search: URLSearchParams): Promise<ActAnswer> {
  const form = formOf(type);
  const values = { revision: String(asked.page.revision), ...form.start?.(asked, search) };
  const refused = refusedAtOnce(asked.page, type);
  const fields = refused ? [] : await form.fields(asked, values);
  return { step: "form", values, errors: [], fields, ...(refused && { refused }) };
}

/** Why an act cannot be done now, known before anything is typed; null when it can. */
function refusedAtOnce(page: ActPage, type: CrisisAct): Refusal | null {
  const { state, machineVersion, may, convention } = page;
  const accepted = machineOf("crisis", machineVersion).accepts({ state, context: {} });
  const instead = accepted.filter((one) => /^(crisis|retex|compromise)\./.test(one) && may.direct);
  const life = { rule: "TOCSIN-CYCLE", article: "cycle de vie d’une crise" };
  const because = crisisAct.notNow(crisisState(state).label);
  if (!accepted.includes(type)) return { because, reason: cited(convention, life, because), instead };
  const held = { "crisis.direct": may.direct, "crisis.act": may.act, "crisis.approve": may.approve };
  if (!held[crisisRights[type] as keyof typeof held])
    return { because: crisisAct.forbidden, reason: null, instead: [] };
  const nothing = formOf(type).nothing?.(page);
  return nothing ? { because: nothing, reason: null, instead: [] } : null;
}

/** The form again, nothing lost. */
export async function formAgain(asked: ActRequest, more: Partial<ActAnswer> = {}): Promise<ActAnswer> {
  const fields = await formOf(asked.type).fields(asked, asked.values);
  return { step: "form", values: asked.values, errors: [], fields, ...more };
}

/** What the act would do; nothing is done. */
export async function previewAct(asked: ActRequest): Promise<ActAnswer> {
  const { db, caller, page, type, real } = asked;
  const { data, errors, values = asked.values } = await formOf(type).read(asked, asked.values);
  if (errors.length > 0) return formAgain(asked, { errors });
  return answering({ ...asked, values }, async () => {
    const seen = Number(values.revision) || page.revision;
    if ((await revisionDecidedOn(db, page.id, seen)) < page.revision)
      throw new Conflict(page.id, seen, page.revision);
    const consequences = await previewEvent(db, caller, page.id, { type, ...data }, real);
    const around = {
      dispositif: page.dispositif.id,
      convention: page.convention,
      zone: zoneOf(page),
      from: page.state,
    };
    const follows = await foreseen(db, around, consequences);
    const more = await moreLines(db, page, type, consequences, data);
    const { subject = values.subject ?? values.title, body = values.body } = data as Partial<ActValues>;
    const fields = await formOf(type).fields(asked, values);
    return {
      step: "preview",
      fields: [],
      values,
      errors: [],
      foreseen: { ...follows, lines: [...follows.lines, ...more] },
      recap: recapOf(fields, values),
      ...(subject && body && { text: { subject, body } }),
    };
  });
}

/** Does it. @returns null when it is done. */
export async function sendAct(asked: ActRequest, receipt: Receipt): Promise<ActAnswer | null> {
  const { db, caller, page, type, real } = asked;
  const { data, errors, values = asked.values } = await formOf(type).read(asked, asked.values);
  if (errors.length > 0) return formAgain(asked, { errors });
  const seen = Number(values.revision) || undefined;
  return answering({ ...asked, values }, async () => {
    const revision = seen && (await revisionDecidedOn(db, page.id, seen));
    await sendEvent(db, caller, page.id, { type, ...data, ...(revision && { revision }) }, real, receipt);
    return null;
  });
}

/** Refusals become what the page shows; what was typed stays. */
async function answering<T extends ActAnswer | null>(
  asked: ActRequest,
  work: () => Promise<T>,
): Promise<T | ActAnswer> {
  const { db, page } = asked;
  try {
    return await work();
  } catch (error) {
    if (error instanceof InputRefused) {
      const errors = error.errors.map(({ path, message }) => ({ path: path.split(".")[0] ?? "", message }));
      return formAgain(asked, { errors });
    }
    if (error instanceof ReceiptReused)
      return formAgain(asked, { errors: [{ path: "", message: crisisAct.wrong.reused }] });
    if (error instanceof Forbidden)
      return formAgain(asked, { refused: { because: crisisAct.forbidden, reason: null, instead: [] } });
    if (error instanceof RuleRefused) {
      const { because, instead, ...rule } = error.refusal;
      return formAgain(asked, { refused: { because, reason: cited(page.convention, rule), instead } });
    }
    if (error instanceof Conflict) {
      const { expected, actual } = error;
      const values = { ...asked.values, revision: String(actual) };
      const lines = page.may.journal ? await linesSince(db, page, expected) : null;
      return formAgain({ ...asked, values }, { values, conflict: { count: actual - expected, lines } });
    }
    throw error;
  }
}

/** What the journal says since a revision, oldest first; the last twenty. */
async function linesSince(db: Database, { id, runbook }: ActPage, seq: number) {
  const rows = await db.query<{ seq: number; payload: string }>(
    "select seq, payload from journal_entry where dossier_id = $1 and seq > $2 order by seq desc limit 20",
    [id, seq],
  );
  const names = namesOf(runbook);
  return rows.reverse().map(({ seq, payload }) => {
    const { at, actor, type, data } = JSON.parse(payload) as {
      at: string;
      actor: { name: string };
      type: string;
      data: Record<string, unknown>;
    };
    return { seq, at, text: `${actor.name} ${crisisSentence({ type, data }, names).text}` };
  });
}
