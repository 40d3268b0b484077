import { sendEvent } from "#app/engine/command/send-event.ts";
import type { Dispatched } from "#app/engine/dispatch.ts";
import { InputRefused } from "#app/engine/input.ts";
import type { Receipt } from "#app/engine/receipt.ts";
import type { Caller } from "#app/platform/caller.ts";
import type { Database } from "#app/platform/database/database.ts";
import { DOMAINS, type Domain } from "#machines/whitelist-request/v1/words.ts";
import { instructorCandidates } from "../queries/instructor-candidates.ts";

/** By domain, the tenure chosen in the directory (uuid); empty for one that stays as it is. */
export type Chosen = Partial<Record<Domain, string>>;

/** The people behind the choices, as the directory knows them now. @throws InputRefused for one who left meanwhile. */
export async function namedPeople(db: Database, dossier: string, chosen: Chosen, now: Date) {
  const candidates = await instructorCandidates(db, dossier, now);
  const named: Partial<Record<Domain, unknown>> = {};
  for (const domain of DOMAINS) {
    const tenure = chosen[domain];
    if (!tenure) continue;
    const found = candidates[domain].find((one) => one.tenure === tenure);
    if (!found)
      throw new InputRefused([
        { path: domain, message: "Cette personne n’a plus cette fonction : choisissez-en une autre." },
      ]);
    const { tenure: _, ...person } = found;
    named[domain] = person;
  }
  return named;
}

/**
 * Names the instructors of a request, or replaces one who left.
 * @throws what sendEvent throws
 */
export async function nameInstructors(
  db: Database,
  caller: Caller,
  dossier: string,
  chosen: Chosen,
  now: Date,
  receipt?: Receipt,
): Promise<Dispatched> {
  const named = await namedPeople(db, dossier, chosen, now);
  return sendEvent(db, caller, dossier, { type: "instructors.named", ...named }, now, receipt);
}
