import canonicalize from "canonicalize";
import { sendEvent } from "#app/engine/command/send-event.ts";
import { Conflict } from "#app/engine/errors.ts";
import { sha256 } from "#app/engine/journal/entry.ts";
import type { Caller } from "#app/platform/caller.ts";
import type { Database } from "#app/platform/database/database.ts";
import type { Values } from "#machines/whitelist-request/v1/form.ts";
import type { Section } from "#machines/whitelist-request/v1/words.ts";
import { openedRequest } from "../queries/request.ts";

/** What a step of the form said when its page was drawn: another tab may have saved it since. */
export const markOf = (values: Values = {}): string => sha256(canonicalize(values) as string).slice(0, 16);

/** Saved by somebody, or in another tab, since the page was drawn: nothing is written over without being seen. */
export type SavedMeanwhile = { stored: Values };

/**
 * Keeps one step as typed. Steps are saved apart: two tabs on two steps hinder each other in nothing; on the same one
 * the second is shown what the first saved, and saves over it knowingly.
 * @param mark of the step as its page showed it; empty writes whatever is there
 * @throws what sendEvent throws
 */
export async function saveSection(
  db: Database,
  caller: Caller,
  ref: string,
  { section, values, mark }: { section: Section; values: Values; mark: string },
  now: Date,
): Promise<SavedMeanwhile | null> {
  for (let turn = 0; ; turn += 1) {
    const found = await openedRequest(db, caller, ref);
    if (!found) return null;
    const stored = found.context.draft[section] ?? {};
    const same = markOf(stored) === markOf(values);
    if (mark && mark !== markOf(stored) && !same) return { stored };
    try {
      // On the revision that was just compared: another step saved in between is read again, and no harm.
      const body = { type: "form.saved", section, values, revision: found.revision };
      await sendEvent(db, caller, found.id, body, now);
      return null;
    } catch (error) {
      if (!(error instanceof Conflict) || turn > 3) throw error;
    }
  }
}
