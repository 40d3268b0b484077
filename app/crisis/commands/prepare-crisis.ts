import { z } from "zod";
import type { Opening } from "#app/engine/dispatch.ts";
import { NotFound } from "#app/engine/errors.ts";
import { InputRefused, parse } from "#app/engine/input.ts";
import { authorOf } from "#app/engine/opening/author.ts";
import { type ChosenRunbook, chooseRunbook } from "#app/engine/opening/choose-runbook.ts";
import { conventionInForce, namedParties, placeById, placeOf, schoolsOf } from "#app/engine/opening/place.ts";
import { actorOf, type Caller, mayOnDossier } from "#app/platform/caller.ts";
import type { Sql } from "#app/platform/database/database.ts";
import { categorySchema, perimeterSchema } from "#conventions/schema.ts";
import { instant, text } from "#machines/crisis/v1/words.ts";

/** What is asked to open a crisis, from an incident or directly. Dates: ISO 8601 with an offset. */
export const openingSchema = z.strictObject({
  dispositif: z.string({ error: "le dispositif manque" }).max(64),
  /** Reference of the incident that it grows from. */
  incident: z.string().max(32).optional(),
  runbook: z.string({ error: "la procédure manque" }).max(64),
  organisation: z.string({ error: "le lieu manque" }).max(64),
  title: text(160, "le titre"),
  summary: text(4_000, "la description"),
  category: categorySchema,
  perimeter: perimeterSchema.default("dispositif"),
  schools: z.array(z.string().max(16)).max(50_000).optional(),
  personalData: z.boolean().nullable().default(null),
  awareAt: instant,
  exercise: z.boolean().default(false),
});
export type CrisisOpening = z.input<typeof openingSchema>;

/**
 * From what was typed to the opening of a crisis: convention and runbook in force, place, author.
 * @throws InputRefused naming each wrong field, Forbidden, NotFound for an incident the caller may not see
 */
export async function prepareCrisis(db: Sql, caller: Caller, input: unknown, now: Date): Promise<Opening> {
  const given = parse(openingSchema, input);
  if (Date.parse(given.awareAt) > now.getTime() + 5 * 60_000)
    throw new InputRefused([{ path: "awareAt", message: "Cette date est dans le futur." }]);
  const { dispositif, convention } = await conventionInForce(db, given.dispositif, now);
  const place = await placeOf(db, dispositif, given.organisation);
  const tenure = await authorOf(db, caller, "crisis.opened", dispositif, place);
  const declarer = tenure.organisation ? await placeById(db, tenure.organisation.id) : place;
  const runbook = await chooseRunbook(db, dispositif, given.runbook);
  const incident = given.incident ? await incidentOf(db, caller, dispositif, given.incident) : undefined;
  const schools = given.schools ? await schoolsOf(db, dispositif, given.schools) : undefined;
  return {
    machine: "crisis",
    type: "crisis.opened",
    dispositif,
    convention,
    organisation: place.id,
    content: runbook.hash,
    exercise: given.exercise,
    by: actorOf(caller, tenure),
    at: now,
    data: {
      title: given.title,
      summary: given.summary,
      category: given.category,
      perimeter: given.perimeter,
      personalData: given.personalData,
      awareAt: new Date(given.awareAt).toISOString(),
      exercise: given.exercise,
      runbook: runbookFacts(runbook),
      place,
      declarer,
      parties: await namedParties(db, dispositif),
      ...(incident && { incident }),
      ...(schools && { schools }),
    },
  };
}

const runbookFacts = ({ key, version, hash, title, approved }: ChosenRunbook) => ({
  key,
  version,
  hash,
  title,
  approved,
});

async function incidentOf(db: Sql, caller: Caller, dispositif: string, ref: string) {
  const [row] = await db.query<{ id: string; ref: string; dispositif_id: string }>(
    "select id, ref, dispositif_id from dossier where ref = $1 and kind = 'incident'",
    [ref.trim().toUpperCase()],
  );
  if (!row || !(await mayOnDossier(db, caller.tenures, "dossier.read", row.id)))
    throw new NotFound("Cet incident n’existe pas.");
  if (row.dispositif_id !== dispositif)
    throw new InputRefused([{ path: "incident", message: "Cet incident est d’un autre dispositif." }]);
  return { id: row.id, ref: row.ref };
}
