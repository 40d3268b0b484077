import { previewEvent, sendEvent } from "#app/engine/command/send-event.ts";
import type { Receipt } from "#app/engine/receipt.ts";
import { runbook as words } from "#app/messages/runbook.ts";
import type { Caller } from "#app/platform/caller.ts";
import type { Database } from "#app/platform/database/database.ts";
import { readAndCheck } from "#runbooks/check.ts";
import type { RunbookProblem } from "#runbooks/problem.ts";
import { importRunbook } from "../import-runbook.ts";

type Revision = { dossier: string; key: string; text: string; revision?: number };

/**
 * A new version of a procedure, from its text. An invalid text changes nothing: its mistakes come back by line, and
 * the version in force stays so.
 * @returns its problems; none when it is written.
 * @throws NotFound, Forbidden, Conflict, RuleRefused
 */
export async function reviseRunbook(
  db: Database,
  caller: Caller,
  { dossier, key, text, revision }: Revision,
  now: Date,
  receipt?: Receipt,
): Promise<RunbookProblem[]> {
  const file = `${key}.md`;
  const reading = readAndCheck(file, text);
  if (!reading.ok) return reading.problems;
  const { runbook, hash, places } = reading;
  if (runbook.key !== key)
    return [
      places.problem({ path: ["key"], what: `la clé est « ${runbook.key} »`, expected: words.wrong.key }),
    ];
  const body = {
    type: "runbook.revised",
    ...{ hash, version: runbook.version, title: runbook.title },
    ...(revision && { revision }),
  };
  // Refused before its text is kept: nobody fills the database with what they may not write.
  await previewEvent(db, caller, dossier, body, now);
  await importRunbook(db, { file, text, now });
  await sendEvent(db, caller, dossier, body, now, receipt);
  return [];
}
