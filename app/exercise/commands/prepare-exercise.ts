import { z } from "zod";
import { type Dispatched, type Opening, open } from "#app/engine/dispatch.ts";
import { parse } from "#app/engine/input.ts";
import { authorOf } from "#app/engine/opening/author.ts";
import { chooseRunbook } from "#app/engine/opening/choose-runbook.ts";
import { conventionInForce, namedParties, placeById, placeOf } from "#app/engine/opening/place.ts";
import type { Receipt } from "#app/engine/receipt.ts";
import { actorOf, type Caller } from "#app/platform/caller.ts";
import type { Database, Sql } from "#app/platform/database/database.ts";
import { categorySchema, perimeterSchema } from "#conventions/schema.ts";
import { exerciseFactsSchema, preparedSchema } from "#machines/exercise/v1/facts.ts";
import { cellRoleSchema } from "#runbooks/schema/words.ts";
import { findPeople } from "./find-people.ts";

const ids = z.array(z.uuid("une personne de l’annuaire")).max(60).default([]);

/** What is asked to prepare an exercise; people by their id in the directory. */
export const preparationSchema = z.strictObject({
  dispositif: z.string({ error: "le dispositif manque" }).max(64),
  scenario: z.string().max(64).optional(),
  runbook: z.string({ error: "la procédure manque" }).max(64),
  organisation: z.string({ error: "le lieu manque" }).max(64),
  category: categorySchema,
  perimeter: perimeterSchema.default("dispositif"),
  personalData: z.boolean().nullable().default(null),
  ...preparedSchema.omit({ players: true, animators: true, observers: true }).shape,
  players: z
    .array(z.strictObject({ id: z.uuid("une personne de l’annuaire"), seat: cellRoleSchema.optional() }))
    .min(1, "au moins un joueur")
    .max(60, "60 joueurs au plus"),
  animators: ids,
  observers: ids,
});
export type Preparation = z.input<typeof preparationSchema>;

/**
 * Prepares an exercise: on which procedure, who plays, the chronogramme, the grid. Whoever prepares it conducts it.
 * Nobody is told yet.
 * @throws InputRefused, Forbidden, ReceiptReused
 */
export async function prepareExercise(
  db: Database,
  caller: Caller,
  input: unknown,
  now: Date,
  receipt?: Receipt,
): Promise<Dispatched> {
  return open(db, { ...(await preparing(db, caller, input, now)), ...(receipt && { receipt }) });
}

async function preparing(db: Sql, caller: Caller, input: unknown, now: Date): Promise<Opening> {
  const {
    dispositif: key,
    organisation,
    runbook: wanted,
    players,
    animators,
    observers,
    ...given
  } = parse(preparationSchema, input);
  const { dispositif, convention } = await conventionInForce(db, key, now);
  const place = await placeOf(db, dispositif, organisation);
  const tenure = await authorOf(db, caller, "exercise.conduct", dispositif, place);
  const found = (list: string[], path: string) => findPeople(db, dispositif, list, now, path);
  const playing = await found(
    players.map(({ id }) => id),
    "players",
  );
  const seats = new Map(players.map(({ id, seat }) => [id, seat]));
  const data = parse(exerciseFactsSchema, {
    ...given,
    runbook: await chooseRunbook(db, dispositif, wanted),
    ...{ place, declarer: tenure.organisation ? await placeById(db, tenure.organisation.id) : place },
    parties: await namedParties(db, dispositif),
    players: playing.map((one) => ({ ...one, ...(seats.get(one.id) && { seat: seats.get(one.id) }) })),
    animators: await found([...new Set([caller.person.id, ...animators])], "animators"),
    observers: await found(observers, "observers"),
  });
  return {
    machine: "exercise",
    type: "exercise.prepared",
    ...{ dispositif, convention, organisation: place.id, content: data.runbook.hash },
    // An exercise is its own: its lock is made with it, and it reaches nobody but its players.
    exercise: true,
    by: actorOf(caller, tenure),
    at: now,
    data,
  };
}
