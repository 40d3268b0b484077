import { z } from "zod";
import { categorySchema, perimeterSchema } from "#conventions/schema/words.ts";
import { cellRoleSchema, keySchema } from "#runbooks/schema/words.ts";
import { organisationSchema, placeSchema } from "../../crisis/v1/facts.ts";
import { instant, text } from "../../crisis/v1/words.ts";

/** How a stimulus reaches its player in the story; in truth it is a line of the room and a mail, nothing else. */
export const waySchema = z.enum(["telephone", "courriel", "visite", "presse", "reseau-social", "technique"]);
export type Way = z.infer<typeof waySchema>;

/** One line of the chronogramme (domain.md). `at`: minutes from DEBEX, in the exercise's own time. */
export const injectSchema = z.strictObject({
  key: keySchema,
  at: z
    .int("un nombre de minutes")
    .min(0, "0 minute ou plus")
    .max(30 * 24 * 60, "30 jours au plus"),
  /** Seats that it is for; none: every player. */
  to: z.array(cellRoleSchema).max(7).default([]),
  way: waySchema,
  /** Who speaks in the story: a parent, a journalist, the provider's duty desk. */
  from: text(120, "qui parle"),
  title: text(160, "le titre"),
  content: text(4_000, "le contenu"),
  /** What the animator hopes to see. */
  expected: text(1_000, "la réaction attendue"),
});
export type InjectText = z.infer<typeof injectSchema>;

export const criterionSchema = z.strictObject({ key: keySchema, text: text(300, "le critère") });

/** Somebody of the exercise, as the directory knew them when they were picked. */
export const personSchema = z.strictObject({
  id: z.uuid(),
  name: text(160),
  function: z.string().max(40),
  organisation: organisationSchema,
});
export const playerSchema = personSchema.extend({
  /** Seat that they are expected to take; the rules of the crisis still decide. */
  seat: cellRoleSchema.optional(),
});
const people = z.array(personSchema).max(40, "40 personnes au plus");
const distinct = <T>(list: T[], key: (one: T) => string) => new Set(list.map(key)).size === list.length;

/** What may still be changed while it is being prepared. */
export const preparedSchema = z.strictObject({
  title: text(160, "le titre"),
  summary: text(4_000, "la situation de départ"),
  objectives: z.array(text(300, "l’objectif")).min(1, "au moins un objectif").max(12),
  /** When it should be played (ISO 8601). */
  plannedAt: instant.optional(),
  /** Time of the story at DEBEX; left out: that of the console when it starts. */
  debex: instant.optional(),
  players: z
    .array(playerSchema)
    .min(1, "au moins un joueur")
    .max(60, "60 joueurs au plus")
    .refine((list) => distinct(list, (one) => one.id), "chaque joueur une seule fois"),
  animators: people,
  observers: people,
  injects: z
    .array(injectSchema)
    .max(80, "80 stimuli au plus")
    .refine((list) => distinct(list, (one) => one.key), "deux stimuli ont la même clé"),
  grid: z
    .array(criterionSchema)
    .max(60)
    .refine((list) => distinct(list, (one) => one.key), "deux critères ont la même clé"),
});

/** What an exercise is opened on. */
export const exerciseFactsSchema = preparedSchema.extend({
  /** Key of the ready exercise that it was made from. */
  scenario: z.string().max(64).optional(),
  runbook: z.strictObject({
    key: z.string(),
    version: z.int(),
    hash: z.string(),
    title: z.string(),
    approved: z.boolean(),
  }),
  place: placeSchema,
  declarer: placeSchema,
  parties: z.array(z.uuid()).max(100),
  category: categorySchema,
  perimeter: perimeterSchema,
  personalData: z.boolean().nullable(),
});
export type ExerciseFacts = z.infer<typeof exerciseFactsSchema>;
