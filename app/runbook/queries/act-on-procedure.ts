import { sendEvent } from "#app/engine/command/send-event.ts";
import { Conflict, RuleRefused } from "#app/engine/errors.ts";
import { InputRefused } from "#app/engine/input.ts";
import type { Receipt } from "#app/engine/receipt.ts";
import { runbook as words } from "#app/messages/runbook.ts";
import { type Caller, Forbidden } from "#app/platform/caller.ts";
import type { Database } from "#app/platform/database/database.ts";
import type { RunbookPersonEvent } from "#machines/runbook/v1/events.ts";
import { reviseRunbook } from "../commands/revise-runbook.ts";
import type { ActAnswer } from "../components/act-form.tsx";
import type { ProcedurePage } from "./procedure-page.ts";

type Asked = {
  caller: Caller;
  page: ProcedurePage;
  type: RunbookPersonEvent;
  values: Record<string, string>;
  now: Date;
  receipt: Receipt;
};

/** Sends one act of a procedure's page; null when it is done, else the form again with what is wrong. */
export async function actOnProcedure(db: Database, asked: Asked): Promise<ActAnswer | null> {
  const { caller, page, type, values, now, receipt } = asked;
  const again = (more: Partial<ActAnswer>): ActAnswer => ({ type, values, errors: [], ...more });
  const revision = Number(values.revision) || page.revision;
  try {
    if (type === "runbook.revised") {
      const text = { dossier: page.id, key: page.key, text: values.text ?? "", revision };
      const problems = await reviseRunbook(db, caller, text, now, receipt);
      return problems.length > 0 ? again({ problems }) : null;
    }
    const body = bodyOf(type, values);
    if (!body) return again({ errors: [{ path: "meetingOn", message: words.wrong.day }] });
    await sendEvent(db, caller, page.id, { type, revision, ...body }, now, receipt);
    return null;
  } catch (error) {
    if (error instanceof InputRefused)
      return again({
        errors: error.errors.map(({ path, message }) => ({
          path: type === "runbook.retired" && path === "reason" ? "retiredBecause" : path,
          message,
        })),
      });
    if (error instanceof RuleRefused) {
      const { because, rule, article } = error.refusal;
      return again({ refused: { because, rule, article } });
    }
    if (error instanceof Forbidden || error instanceof Conflict)
      return again({ refused: { because: error.message, rule: null, article: null } });
    throw error;
  }
}

/** null: the day of the meeting cannot be read. */
function bodyOf(type: RunbookPersonEvent, values: Record<string, string>): Record<string, unknown> | null {
  // Two reasons may be asked on one page: each field has a name of its own.
  const { note = "", instance = "", minutes = "" } = values;
  const reason = values.reason ?? values.retiredBecause ?? "";
  if (type === "runbook.submitted" || type === "runbook.enforced") return note.trim() ? { note } : {};
  if (type !== "runbook.approved") return { reason };
  const meetingAt = dayOf(values.meetingOn ?? "");
  return meetingAt ? { instance, meetingAt, minutes } : null;
}

/** « 20/03/2026 » or « 2026-03-20 », at its first instant in UTC: a meeting of today has been held. */
function dayOf(given: string): string | null {
  const [, day, month, year] = /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})$/.exec(given.trim()) ?? [];
  const iso = year ? `${year}-${month?.padStart(2, "0")}-${day?.padStart(2, "0")}` : given.trim();
  const date = new Date(`${iso}T00:00:00.000Z`);
  const real = /^\d{4}-\d\d-\d\d$/.test(iso) && !Number.isNaN(date.getTime());
  return real && date.toISOString().startsWith(iso) ? date.toISOString() : null;
}
