import type { Opening } from "#app/engine/dispatch.ts";
import { InputRefused, parse } from "#app/engine/input.ts";
import { authorOf } from "#app/engine/opening/author.ts";
import { conventionInForce, namedParties, placeById, placeOf, schoolsOf } from "#app/engine/opening/place.ts";
import { actorOf, type Caller } from "#app/platform/caller.ts";
import type { Sql } from "#app/platform/database/database.ts";
import {
  type Declaration,
  declarationSchema,
  FUTURE_TOLERANCE_MS,
  OLDEST_DAYS,
} from "../schemas/declaration.ts";

/**
 * From what was typed to the opening of an incident: dispositif and its convention in force, place, author.
 * Preview and declaration share it.
 * @throws InputRefused naming each wrong field, Forbidden
 */
export async function prepareDeclaration(
  sql: Sql,
  caller: Caller,
  input: unknown,
  now: Date,
): Promise<Opening> {
  const declaration = parse(declarationSchema, input);
  const noticedAt = noticed(declaration, now);
  const { dispositif, convention } = await conventionInForce(sql, declaration.dispositif, now);
  const place = await placeOf(sql, dispositif, declaration.organisation);
  const tenure = await authorOf(sql, caller, "incident.declared", dispositif, place);
  const declarer = tenure.organisation ? await placeById(sql, tenure.organisation.id) : place;
  const schools = declaration.schools ? await schoolsOf(sql, dispositif, declaration.schools) : undefined;
  const parties = await namedParties(sql, dispositif);
  const { dispositif: _, organisation: __, schools: ___, ...facts } = declaration;
  return {
    machine: "incident",
    dispositif,
    convention,
    organisation: place.id,
    exercise: declaration.exercise,
    type: "incident.declared",
    data: { facts: { ...facts, noticedAt }, place, declarer, parties, ...(schools && { schools }) },
    by: actorOf(caller, tenure),
    at: now,
  };
}

function noticed({ noticedAt }: Declaration, now: Date): string {
  const time = new Date(noticedAt).getTime();
  const wrong = (message: string) => new InputRefused([{ path: "noticedAt", message }]);
  if (time > now.getTime() + FUTURE_TOLERANCE_MS)
    throw wrong("Cette date est dans le futur : indiquez quand l'incident a été constaté.");
  if (time < now.getTime() - OLDEST_DAYS * 86_400_000)
    throw wrong("Cette date a plus d'un an : vérifiez l'année du constat.");
  return new Date(Math.min(time, now.getTime())).toISOString();
}
