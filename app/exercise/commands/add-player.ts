import { sendEvent } from "#app/engine/command/send-event.ts";
import type { Dispatched } from "#app/engine/dispatch.ts";
import type { Caller } from "#app/platform/caller.ts";
import type { Database } from "#app/platform/database/database.ts";
import { exerciseOf } from "../queries/exercise-of.ts";
import { findPeople } from "./find-people.ts";

/**
 * One more player, from the directory: whom the exercise may reach from now on.
 * @param given id of the person, and the seat that they are expected to take, if any.
 * @throws NotFound, Forbidden, InputRefused when nobody bears that id, RuleRefused when they play already
 */
export async function addPlayer(
  db: Database,
  caller: Caller,
  ref: string,
  given: Record<string, unknown>,
  now: Date,
): Promise<Dispatched> {
  const row = await exerciseOf(db, caller, ref);
  const [person] = await findPeople(db, row.dispositif_id, [String(given.person)], now, "person");
  const seat = given.seat ? { seat: given.seat } : {};
  return sendEvent(db, caller, row.id, { type: "player.added", ...person, ...seat }, now);
}
