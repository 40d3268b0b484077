import { z } from "zod";
import { articleSchema, durationSchema, keySchema, ruleIdSchema, statementSchema } from "./primitives.ts";
import { targetSchema } from "./target.ts";

const citedSchema = z.strictObject({ rule: ruleIdSchema, article: articleSchema });

/**
 * How long each stage may take. No text gives a figure: they are the console's choice, hence `choice: true`. What is
 * late escalates; silence never approves (CHOIX-4).
 */
export const whitelistDelaysSchema = z.strictObject({
  completeness: durationSchema,
  naming: durationSchema,
  instruction: durationSchema,
  committee: durationSchema,
  integration: durationSchema,
  /** Months between two reviews of an active application. */
  reviewMonths: z.int().min(1).max(60),
  choice: z.literal(true),
  rule: ruleIdSchema,
  statement: statementSchema,
});
export type WhitelistDelays = z.infer<typeof whitelistDelaysSchema>;

/** The whitelist of applications reached from the ENT by single sign-on (MBN-6.1, MBN-4.4-tiers, NAN-2). */
export const whitelistSchema = z.strictObject({
  request: citedSchema,
  /** An application added is entered in the register and people are informed. */
  register: citedSchema,
  /** A GAR resource leaves the board for whoever centralises such requests (NAN-2). */
  gar: citedSchema.extend({ to: z.array(targetSchema).min(1) }).optional(),
  /** Key of the instance that decides. */
  instance: keySchema.optional(),
  /** Who receives requests and puts them forward. */
  desk: z.array(targetSchema).min(1),
  /** Who is told when a stage is late. */
  late: z.array(targetSchema).min(1),
  /** Who opens and closes links. */
  provider: z.array(targetSchema).min(1),
  delays: whitelistDelaysSchema,
});
export type Whitelist = z.infer<typeof whitelistSchema>;

const choice = { rule: "CHOIX-LISTE", article: "choix de la console" };
const silent: Whitelist = {
  request: choice,
  register: choice,
  desk: [
    { to: "function", function: "dane", otherwise: ["rssi"], at: "academie" },
    { to: "function", function: "rssi", otherwise: ["dsi"], at: "academie" },
  ],
  late: [
    { to: "function", function: "dane", otherwise: ["recteur", "rssi"], at: "academie" },
    { to: "function", function: "rssi", otherwise: ["dsi"], at: "academie" },
  ],
  provider: [{ to: "function", function: "exploitant", at: "prestataire" }],
  delays: {
    completeness: { workingDays: 5 },
    naming: { workingDays: 5 },
    instruction: { workingDays: 20 },
    committee: { workingDays: 30 },
    integration: { workingDays: 15 },
    reviewMonths: 12,
    choice: true,
    rule: "CHOIX-LISTE",
    statement:
      "Aucun texte ne fixe de délai. La console compte 5 jours ouvrés pour la recevabilité, 5 pour nommer les instructeurs, 20 pour l’instruction, 30 pour le passage en comité, 15 pour l’intégration, et un réexamen par an. Un retard alerte ; le silence n’approuve jamais.",
  },
};

/** What a convention says of it; a text that is silent gets the console's choice, shown as such. */
export const whitelistOf = (convention: { whitelist?: Whitelist | undefined }): Whitelist =>
  convention.whitelist ?? silent;
