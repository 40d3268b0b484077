import { z } from "zod";
import { categorySchema, perimeterSchema } from "#conventions/schema.ts";
import { waySchema } from "#machines/exercise/v1/facts.ts";
import { cellRoleSchema, keySchema } from "#runbooks/schema/words.ts";

const words = (max: number) =>
  z.string("un texte").trim().min(1, "un texte").max(max, `${max} caractères au plus`);

/** « H+0:15 »: hours and minutes of the story from DEBEX. */
const moment = z
  .string("une heure comme « H+1:30 »")
  .regex(/^H\+\d{1,3}:[0-5]\d$/, "une heure comme « H+1:30 »")
  .transform((text) => {
    const [hours, minutes] = text.slice(2).split(":").map(Number);
    return (hours ?? 0) * 60 + (minutes ?? 0);
  });

/** A ready exercise, as its author writes it: French field names, one file each in exercices/. */
export const readyExerciseSchema = z.strictObject({
  cle: keySchema,
  version: z.int().positive(),
  titre: words(120),
  resume: words(600),
  procedure: keySchema,
  categorie: categorySchema,
  perimetre: perimeterSchema,
  donnees_personnelles: z.boolean(),
  /** Time of the story at DEBEX, local to the place: « 2026-03-24T02:10 ». */
  debex: z.string().regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d$/, "une date et une heure comme 2026-03-24T02:10"),
  /** How many times as fast as real time it is meant to run. */
  acceleration: z.number().min(1).max(1_000),
  duree: words(80),
  situation: words(4_000),
  objectifs: z.array(words(300)).min(1, "au moins un objectif").max(12),
  sieges: z.array(cellRoleSchema).min(2),
  stimuli: z
    .array(
      z.strictObject({
        cle: keySchema,
        a: moment,
        pour: z.array(cellRoleSchema).default([]),
        par: waySchema,
        de: words(120),
        titre: words(160),
        contenu: words(4_000),
        reaction: words(1_000),
      }),
    )
    .min(1, "1 stimulus au moins")
    .max(80, "80 stimuli au plus"),
  grille: z
    .array(z.strictObject({ cle: keySchema, critere: words(300) }))
    .max(60, "60 critères au plus")
    .default([]),
});
export type ReadyExercise = z.infer<typeof readyExerciseSchema>;
