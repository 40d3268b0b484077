import { answering } from "#app/engine/command/answering.ts";
import { previewEvent, sendEvent } from "#app/engine/command/send-event.ts";
import { Conflict } from "#app/engine/errors.ts";
import type { Consequences } from "#app/engine/preview.ts";
import type { Receipt } from "#app/engine/receipt.ts";
import { type RequestAct, requestAct } from "#app/messages/whitelist-act.ts";
import { requestState } from "#app/messages/whitelist-words.ts";
import type { Caller } from "#app/platform/caller.ts";
import type { Database } from "#app/platform/database/database.ts";
import type { Consequence } from "#app/ui/confirm.tsx";
import type { FieldError } from "#app/ui/form/error-summary.tsx";
import { formatDateTime } from "#app/ui/time/format.ts";
import type { Reason } from "#app/ui/why.tsx";
import { listed } from "#machines/whitelist-request/v1/chart.ts";
import type { Field } from "../form-fields.ts";
import { fieldsOf, readAct, startOf, type Values } from "./act-form.ts";
import { reasonFor } from "./reason.ts";
import type { OpenedRequest } from "./request.ts";

export type RequestRefusal = { because: string; reason: Reason | null; instead: string[] };
/** What a press came to, when it did not simply succeed; the page again. */
export type ActAnswer = {
  step: "form" | "preview";
  fields: Field[];
  values: Values;
  errors: FieldError[];
  lines?: Consequence[];
  conflict?: string;
  refused?: RequestRefusal;
};
type Asked = {
  db: Database;
  caller: Caller;
  request: OpenedRequest;
  type: RequestAct;
  values: Values;
  now: Date;
};

export async function startAct(asked: Omit<Asked, "values">): Promise<ActAnswer> {
  const { request, type, caller } = asked;
  const values = { revision: String(request.revision), ...startOf(request, type, caller.person.id) };
  if (!request.can.includes(type))
    return {
      step: "form",
      fields: [],
      values,
      errors: [],
      refused: { because: requestAct.forbidden, reason: null, instead: request.can },
    };
  return again({ ...asked, values });
}

/** The form again, nothing lost. */
export async function again(asked: Asked, more: Partial<ActAnswer> = {}): Promise<ActAnswer> {
  const { db, request, type, values, now, caller } = asked;
  return {
    step: "form",
    fields: await fieldsOf(db, request, type, caller.person.id, now),
    values,
    errors: [],
    ...more,
  };
}

/** What the act would do; nothing is done. */
export const previewAct = (asked: Asked): Promise<ActAnswer> =>
  answered(asked, async (body) => {
    const { db, caller, request, values, now } = asked;
    const seen = Number(values.revision) || request.revision;
    if (seen !== request.revision) throw new Conflict(request.id, seen, request.revision);
    const follows = await previewEvent(db, caller, request.id, body, now);
    return { step: "preview" as const, fields: [], values, errors: [], lines: linesOf(follows, request) };
  });

/** Does it. @returns null when it is done. */
export const sendAct = (asked: Asked, receipt: Receipt): Promise<ActAnswer | null> =>
  answered(asked, async (body) => {
    const { db, caller, request, values, now, type } = asked;
    const revision = type === "note.added" ? undefined : Number(values.revision) || undefined;
    await sendEvent(db, caller, request.id, { ...body, ...(revision && { revision }) }, now, receipt);
    return null;
  });

/** What is refused comes back with the questions of the act and the convention's own words. */
async function answered<T extends ActAnswer | null>(
  asked: Asked,
  work: (body: Record<string, unknown>) => Promise<T>,
): Promise<T | ActAnswer> {
  const { db, request, type, values, now } = asked;
  type Made = { done: T } | Pick<ActAnswer, "step" | "values" | "errors">;
  const made = await answering<Made>({ values, part: 0, revision: request.revision }, async () => {
    const { data, errors } = await readAct(db, request, type, values, now);
    return errors.length > 0
      ? { step: "form" as const, values, errors }
      : { done: await work({ type, ...data }) };
  });
  if ("done" in made) return made.done;
  const { errors, refused, conflict } = { refused: undefined, conflict: false, ...made };
  return again(
    { ...asked, values: made.values },
    {
      errors,
      ...(refused && {
        refused: {
          because: refused.because,
          instead: refused.instead,
          reason: reasonFor(request.convention, refused),
        },
      }),
      ...(conflict && { conflict: requestAct.conflict }),
    },
  );
}

/** What will follow, in plain words and numbers. */
function linesOf(
  { state, effects, recipients, alsoAlerted, told: others }: Consequences,
  { state: from, convention, context }: OpenedRequest,
): Consequence[] {
  const lines: Consequence[] = [
    {
      icon: "fr-icon-arrow-right-line",
      text: from === state ? requestAct.stays : requestAct.becomes(requestState(state).label),
    },
  ];
  const told = [...recipients, ...alsoAlerted].filter((one) => one.address).length;
  const { count = "" } = context.draft.population ?? {};
  for (const { row } of others.filter((one) => one.row.kind === "whitelist-request"))
    lines.push({ icon: "fr-icon-links-line", text: requestAct.joins(row.ref, count) });
  if (listed(state) !== listed(from))
    lines.push({
      icon: "fr-icon-list-unordered",
      text: listed(state) ? requestAct.list.in : requestAct.list.out,
    });
  if (told > 0) lines.push({ icon: "fr-icon-mail-line", text: requestAct.alerted(told) });
  for (const one of effects) {
    if (one.do === "start-deadline" && one.deadline.shown && one.deadline.dueAt) {
      const { name, dueAt, rule, article } = one.deadline;
      lines.push({
        icon: "fr-icon-timer-line",
        text: requestAct.clock(name, formatDateTime(new Date(dueAt), context.place.timezone)),
        reason: reasonFor(convention, { rule, article }) ?? undefined,
      });
    }
    if (one.do === "open-task")
      lines.push({ icon: "fr-icon-todo-line", text: requestAct.task(one.task.title) });
  }
  return lines;
}
