import { z } from "zod";

/** Key of a step, a decision, an option, a criterion, a template: stable, unique in its runbook, never shown. */
export const keySchema = z
  .string()
  .regex(/^[a-z0-9][a-z0-9-]{0,63}$/, "une clé en minuscules, chiffres et tirets, de 64 caractères au plus")
  // Keys name properties of plain objects: `constructor` would be found in every one of them.
  .refine((key) => !(key in {}), "une autre clé : celle-ci est un mot du langage de la console");

/** Seats of a crisis cell (ANSSI's maturity grid; MBN-6.2: « ce que fait chaque acteur »). */
export const cellRoleSchema = z.enum([
  "direction",
  "rssi",
  "main-courante",
  "communication",
  "dpd",
  "prestataire",
  "liaison",
]);
export type CellRole = z.infer<typeof cellRoleSchema>;

/**
 * Parties as a runbook names them, for any convention: `collectivite` is whichever of région, département and
 * commune signed; `cellule` is the crisis cell as a whole.
 */
export const runbookPartySchema = z.enum([
  "cellule",
  "academie",
  "collectivite",
  "etablissement",
  "prestataire",
]);
export type RunbookParty = z.infer<typeof runbookPartySchema>;

/** The four moments of a crisis. */
export const phaseKeySchema = z.enum(["endiguer", "confiance", "relancer", "lecons"]);
export type PhaseKey = z.infer<typeof phaseKeySchema>;

/** What is done at the ENT to contain a compromise, by two people of the cell. */
export const measureSchema = z.enum(["block-accounts", "force-password", "recall-message"]);
export type Measure = z.infer<typeof measureSchema>;

/** Ways to reach people. The first three are tools of the ENT (MBN-5.1). `third-party:` names one of annex MBN-7. */
export const channelSchema = z
  .string()
  .regex(
    /^(ent-messaging|ent-flash|sms|mail|feed|phone|third-party:[a-z0-9][a-z0-9-]{0,40})$/,
    "ent-messaging, ent-flash, sms, mail, feed, phone ou third-party:<clé>",
  );

/** Authorities to which a crisis is declared, each with its own clock. */
export const authoritySchema = z.enum(["cnil", "anssi", "justice"]);
export type Authority = z.infer<typeof authoritySchema>;

/** What can be the matter with the ENT itself: decides the communication lock (MBN-5.2-K). */
export const compromisedSchema = z.enum(["messaging", "authentication"]);
export type Compromised = z.infer<typeof compromisedSchema>;
