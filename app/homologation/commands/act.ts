import { ringDue } from "#app/engine/clock.ts";
import { type ActAnswer, answering } from "#app/engine/command/answering.ts";
import { previewEvent, sendEvent } from "#app/engine/command/send-event.ts";
import { Conflict } from "#app/engine/errors.ts";
import type { Consequences } from "#app/engine/preview.ts";
import { type Receipt, receiptFor } from "#app/engine/receipt.ts";
import { homologationState } from "#app/messages/homologation.ts";
import { homologationForms as words } from "#app/messages/homologation-act.ts";
import type { Caller } from "#app/platform/caller.ts";
import type { Database } from "#app/platform/database/database.ts";
import { openReviews } from "./open-reviews.ts";

export type Act = {
  dossier: { id: string; state: string; revision: number };
  type: string;
  data: Record<string, unknown>;
  values: Record<string, string>;
  /** How states are called, where they are not those of a homologation. */
  stateLabel?: (state: string) => string;
  /** Names of fields by the path of what the schema refuses. */
  fieldOf?: Record<string, string>;
};

/** What the act would do; nothing is done. */
async function previewAct(db: Database, caller: Caller, act: Act, now: Date): Promise<ActAnswer> {
  return answering(formOf(act), async () => {
    const seen = Number(act.values.revision) || act.dossier.revision;
    if (seen !== act.dossier.revision) throw new Conflict(act.dossier.id, seen, act.dossier.revision);
    const found = await previewEvent(db, caller, act.dossier.id, { type: act.type, ...act.data }, now);
    return { step: "preview" as const, values: act.values, errors: [], lines: linesOf(act, found) };
  });
}

/**
 * Does it. What follows at once does so at once: a decision that takes effect today, a review that a change opens.
 * Both are rows already; should this die here, the clock and the watch find them.
 * @returns null when it is done.
 */
async function sendAct(
  db: Database,
  caller: Caller,
  act: Act,
  now: Date,
  receipt: Receipt,
): Promise<ActAnswer | null> {
  const revision = Number(act.values.revision) || undefined;
  const body = { type: act.type, ...act.data, ...(revision && { revision }) };
  return answering(formOf(act), async () => {
    await sendEvent(db, caller, act.dossier.id, body, now, receipt);
    if (takingEffect.has(act.type)) await ringDue(db, now, () => {}, act.dossier.id);
    if (/^(articulation|operator)\./.test(act.type)) await openReviews(db, now, false).catch(() => {});
    return null;
  });
}

const formOf = ({ values, fieldOf, dossier }: Act) => ({
  ...{ values, part: 0 as const, revision: dossier.revision },
  ...(fieldOf && { fieldOf }),
});
/**
 * One press on the form of an act: what it would do, or, once confirmed or where nothing follows, the act itself.
 * @returns null when it is done.
 */
export async function pressAct(
  db: Database,
  caller: Caller,
  act: Act,
  { confirmed, now }: { confirmed: boolean; now: Date },
): Promise<ActAnswer | null> {
  if (!confirmed) return previewAct(db, caller, act, now);
  const { type, values, dossier } = act;
  const receipt = receiptFor(caller.person.id, values.idempotency || dossier.id, { type, ...values });
  return sendAct(db, caller, act, now, receipt);
}

const takingEffect = new Set(["decision.taken", "admission.decided", "leaving.decided"]);

const labelOfState = (state: string) => homologationState(state).label;

function linesOf(
  { type, dossier, stateLabel = labelOfState }: Act,
  { state, effects, told, recipients }: Consequences,
): string[] {
  const people = recipients.filter(({ address }) => address).length;
  const unreached = recipients.length - people;
  const clocks = effects.filter((one) => one.do === "start-deadline").length;
  const lines = [
    ...(state !== dossier.state && stateLabel(state) !== state
      ? [words.consequence.state(stateLabel(state))]
      : []),
    ...(type === "decision.taken" ? [words.consequence.frozen] : []),
    ...(/^(admission|agreement|leaving)\./.test(type) ? [words.consequence.kept] : []),
    ...(people > 0 ? [words.consequence.people(people)] : []),
    ...(unreached > 0 ? [words.consequence.unreached(unreached)] : []),
    ...(clocks > 0 ? [words.consequence.clocks(clocks)] : []),
    ...effects.flatMap((one) => (one.do === "open-task" ? [words.consequence.task(one.task.title)] : [])),
    ...(told.some(({ row }) => row.kind === "lock") ? [words.consequence.lock] : []),
    ...(/^(articulation\.(added|changed)|operator\.)/.test(type) ? [words.consequence.reviews] : []),
  ];
  return lines.length > 0 ? lines : [words.consequence.nothing];
}
