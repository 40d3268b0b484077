import type { Opening } from "#app/engine/dispatch.ts";
import { NotFound } from "#app/engine/errors.ts";
import { InputRefused, parse } from "#app/engine/input.ts";
import {
  conventionInForce,
  namedParties,
  type Place,
  placeById,
  placeOf,
  schoolsOf,
} from "#app/engine/opening/place.ts";
import { actorOf, type Caller, type CallerTenure, Forbidden, mayOnDossier } from "#app/platform/caller.ts";
import type { Sql } from "#app/platform/database/database.ts";
import { permissions, type Role } from "#app/platform/permissions.ts";
import type { Draft } from "#machines/communication/v1/facts.ts";
import type { Scope } from "#machines/effects.ts";
import { type MessageInput, messageInputSchema } from "../message-input.ts";

/**
 * From what was typed to the opening of a message: convention in force, who carries it, which schools.
 * @throws InputRefused naming each wrong field, Forbidden, NotFound for a crisis that the caller may not see
 */
export async function prepareMessage(sql: Sql, caller: Caller, input: unknown, now: Date): Promise<Opening> {
  const given = parse(messageInputSchema, input);
  const { dispositif, convention } = await conventionInForce(sql, given.dispositif, now);
  const tenure = await carrierOf(sql, caller, dispositif, given.from);
  const place = await placeById(sql, (tenure.organisation as { id: string }).id);
  const draft = await draftOf(sql, caller, { dispositif, place }, given);
  const exercise = draft.crisis ? await exerciseOfCrisis(sql, draft.crisis) : null;
  return {
    machine: "communication",
    type: "communication.drafted",
    dispositif,
    convention,
    organisation: place.id,
    by: actorOf(caller, tenure),
    at: now,
    // What is said of a crisis that is played belongs to that exercise, and is never real.
    ...(exercise && { exercise }),
    data: { draft, place, parties: await namedParties(sql, dispositif), exercise: exercise !== null },
  };
}

/** The function in which the author writes: where they say, else the first one that this dispositif covers. */
async function carrierOf(
  sql: Sql,
  caller: Caller,
  dispositif: string,
  from: string | undefined,
): Promise<CallerTenure> {
  const able = caller.tenures.filter(
    (one) => one.organisation && permissions[one.function as Role]?.["communication.draft"],
  );
  const wanted = from ? [(await placeOf(sql, dispositif, from)).id] : able.map((one) => one.organisation?.id);
  const covered = await sql.query<{ id: string }>(
    "select organisation_id id from coverage where dispositif_id = $1 and organisation_id = any($2::uuid[])",
    [dispositif, wanted],
  );
  const tenure = able.find((one) => covered.some(({ id }) => id === one.organisation?.id));
  if (!tenure) throw new Forbidden("communication.draft");
  return tenure;
}

/** The draft that a form holds, its places found in the directory. @throws InputRefused, NotFound */
export async function draftOf(
  sql: Sql,
  caller: Caller,
  { dispositif, place }: { dispositif: string; place: Place },
  given: MessageInput,
): Promise<Draft> {
  const {
    dispositif: _,
    from: __,
    profiles,
    perimeter,
    organisation,
    schools,
    departement,
    academie,
    crisis,
    ...words
  } = given;
  const start = organisation ? await placeOf(sql, dispositif, organisation) : place;
  const scope = scopeOf({ perimeter, start, place, departement, academie });
  if (schools?.length) scope.schools = await schoolsOf(sql, dispositif, schools);
  return {
    ...words,
    attachments: words.attachments ?? [],
    audience: { profiles, scope },
    ...(crisis && { crisis: await crisisOf(sql, caller, dispositif, crisis) }),
  } as Draft;
}

type ScopeInput = Pick<MessageInput, "perimeter" | "departement" | "academie"> & {
  start: Place;
  place: Place;
};

function scopeOf({ perimeter, start, place, departement, academie }: ScopeInput): Scope {
  const wrong = (path: string, message: string) => new InputRefused([{ path, message }]);
  const territory = departement ?? start.departement;
  const region = academie ?? start.academie;
  if (perimeter === "departement" && !territory)
    throw wrong("departement", "Dites quel département : celui qui porte le message en couvre plusieurs.");
  if (perimeter === "academie" && !region) throw wrong("academie", "Dites quelle académie.");
  return {
    perimeter,
    place: start.id,
    declarer: place.id,
    ...(perimeter === "departement" && territory && { departement: territory }),
    ...(perimeter === "academie" && region && { academie: region }),
  };
}

async function crisisOf(sql: Sql, caller: Caller, dispositif: string, ref: string): Promise<string> {
  const [row] = await sql.query<{ id: string; dispositif_id: string }>(
    "select id, dispositif_id from dossier where ref = $1 and kind = 'crisis'",
    [ref.trim().toUpperCase()],
  );
  if (!row || !(await mayOnDossier(sql, caller.tenures, "dossier.read", row.id)))
    throw new NotFound("Cette crise n’existe pas.");
  if (row.dispositif_id !== dispositif)
    throw new InputRefused([{ path: "crisis", message: "Cette crise est d’un autre dispositif." }]);
  return row.id;
}

async function exerciseOfCrisis(sql: Sql, crisis: string): Promise<string | null> {
  const [row] = await sql.query<{ exercise_id: string | null }>(
    "select exercise_id from dossier where id = $1",
    [crisis],
  );
  return row?.exercise_id ?? null;
}
