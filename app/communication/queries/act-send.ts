import { lackingValues } from "#app/engine/asked/lacking.ts";
import { previewEvent, sendEvent } from "#app/engine/command/send-event.ts";
import { Conflict, RuleRefused } from "#app/engine/errors.ts";
import type { Receipt } from "#app/engine/receipt.ts";
import type { MessageAct } from "#app/messages/communication-act.ts";
import { before } from "#app/messages/communication-before.ts";
import { ALL_SCHOOLS, eventOf } from "./act-form.ts";
import { type ActAnswer, type ActRequest, quiet, type School } from "./act-page.ts";
import { answering } from "./act-refused.ts";
import { foreseen } from "./foreseen.ts";

const pendingOf = ({ schools }: ActRequest["page"]) => schools.filter(({ state }) => state === "pending");

/** The event that was typed. */
function typedEvent({ type, values, page }: ActRequest) {
  const pending = pendingOf(page);
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
    // What would follow once the author says that they know which schools do not get it.
    const lacking = await lackingOf(asked);
    const seen = Number(values.revision) || page.revision;
    if (seen !== page.revision) throw new Conflict(page.id, seen, page.revision);
    const consequences = await previewEvent(db, caller, page.id, { type, ...data, ...lacking }, now);
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
  const { lacking = 0 } = await lackingOf(asked);
  if (lacking > Number(values.lacking || 0)) {
    const shown = await previewAct(asked);
    return { ...shown, errors: [...shown.errors, { path: "lacking", message: before.text.unconfirmed }] };
  }
  // A school's decision holds whatever the other 5,499 decided meanwhile.
  const revision = quiet.has(type) ? undefined : Number(values.revision) || undefined;
  const send = (more: Record<string, unknown>, once: Receipt) =>
    sendEvent(db, caller, page.id, { type, ...data, ...more, ...(revision && { revision }) }, now, once);
  return answering(asked, async () => {
    if (deciding.has(type) && values.school === ALL_SCHOOLS) await each(page.schools, receipt, send);
    else await send({}, receipt);
    return null;
  });
}

const deciding = new Set<MessageAct>(["t2.accepted", "t2.refused"]);

/**
 * One decision a school, as if each were pressed: those that a rule refuses hold none of the others back. Schools
 * that had decided are asked too, so that the same press twice finds what it did; only theirs may go unsaid.
 */
async function each(
  schools: readonly School[],
  receipt: Receipt,
  send: (more: { school: string }, receipt: Receipt) => Promise<unknown>,
): Promise<void> {
  let done = 0;
  const refused: { pending: boolean; error: RuleRefused }[] = [];
  for (const { id: school, state } of schools)
    try {
      await send({ school }, { ...receipt, key: `${receipt.key} ${school}` });
      done += 1;
    } catch (error) {
      if (!(error instanceof RuleRefused)) throw error;
      refused.push({ pending: state === "pending", error });
    }
  const told = refused.find(({ pending }) => pending || done === 0);
  if (told) throw told.error;
}

/** Schools that a variable leaves without a value, where the message is about to be submitted. */
async function lackingOf({ db, page, type, now }: ActRequest): Promise<{ lacking?: number }> {
  if (type !== "communication.submitted") return {};
  const { dispositifId, context } = page;
  const found = await lackingValues(
    db,
    { dispositif: dispositifId, scope: context.scope },
    context.facts,
    now,
  );
  return found?.schools ? { lacking: found.schools } : {};
}
