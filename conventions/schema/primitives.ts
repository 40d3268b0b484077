import { z } from "zod";

/** Key of a party, an alert, a clock…: unique in its list, stable, never shown. */
export const keySchema = z
  .string()
  .regex(
    /^[a-z0-9][a-z0-9.-]{0,63}$/,
    "une clé en minuscules, chiffres, points et tirets, de 64 caractères au plus",
  );

/** Identifier of a rule, as it is shown beside a decision: `MBN-4.4`, `GDPR-33`, `CHOIX-1`. */
export const ruleIdSchema = z
  .string()
  .regex(/^[A-Z][A-Za-z0-9.-]{1,31}$/, "un identifiant de règle comme « MBN-4.4 »");

/** A short name. */
export const nameSchema = z.string().trim().min(1).max(160);

/** The article of the text, as the text numbers it: « 4.4 », « P2 4.2 », « annexe 2 ». */
export const articleSchema = z.string().trim().min(1).max(60);

/** One to three French sentences, shown to users. */
export const statementSchema = z.string().trim().min(1).max(700);

/** A calendar day, `YYYY-MM-DD`, that exists. */
export const daySchema = z.iso.date("une date qui existe, écrite AAAA-MM-JJ");

/** Address of a functional mailbox. */
export const addressSchema = z.email("une adresse de messagerie");

/** Code of a département as INSEE writes it: `08`, `2A`, `974`. */
export const departementCodeSchema = z
  .string()
  .regex(/^(?:\d{2}|2[AB]|97\d|98\d)$/, 'un code de département entre guillemets, comme "08"');

/** Code of a commune as INSEE writes it. */
export const communeCodeSchema = z
  .string()
  .regex(/^(?:\d{5}|2[AB]\d{3})$/, 'un code INSEE de commune entre guillemets, comme "06011"');

function isTimeZone(value: string): boolean {
  try {
    new Intl.DateTimeFormat("fr", { timeZone: value });
    return true;
  } catch {
    return false;
  }
}

/** IANA time zone: `Europe/Paris`, `Indian/Reunion`. */
export const timezoneSchema = z.string().refine(isTimeZone, "un fuseau horaire comme « Europe/Paris »");

const count = z.int().positive().max(10_000);

/**
 * A duration, in one unit only: « 48 h » and « 48 h ouvrées » do not end at the
 * same time (CHOIX-2, CHOIX-3), so units never add up.
 */
export const durationSchema = z
  .strictObject({
    minutes: count.optional(),
    hours: count.optional(),
    workingHours: count.optional(),
    workingDays: count.optional(),
  })
  .refine((value) => Object.values(value).filter((n) => n !== undefined).length === 1, {
    error: "une durée dans une seule unité : minutes, hours, workingHours ou workingDays",
  });
export type Duration = z.infer<typeof durationSchema>;
