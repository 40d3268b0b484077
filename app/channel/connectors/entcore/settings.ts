import { z } from "zod";
import { channelErrors as say } from "#app/messages/channel.ts";
import { address, line } from "../../settings.ts";
import { wordSettings } from "../word-fields.ts";

export const entcoreWords = {
  families: "Parents",
  pupils: "Élèves",
  teachers: "Enseignants",
  staff: "Personnels",
};
export const ENT_PATTERN = "{profil} de {etablissement}";

/** How an account signs in to an ENT of edificeio/entcore; shared by the channels that pass by it. */
export const entcoreAccount = {
  url: address,
  signIn: z.enum(["form", "oauth2"], { error: say.required }).default("form"),
  login: line(200, say.login),
  clientId: z.string().trim().max(200).default(""),
};

/** Settings of its messaging; the password is kept apart, encrypted. */
export const entcoreSettings = z.object({
  ...entcoreAccount,
  /** message: from the account, drafted then sent; notice: without reply, by an administrator. */
  way: z.enum(["message", "notice"], { error: say.required }).default("message"),
  /** Of a notice: identifier at the ENT of whom it comes from, and the name that readers see. */
  from: z.string().trim().max(100).default(""),
  username: z.string().trim().max(100).default(""),
  /** Name of the group of a school and profile; {profil}, {etablissement}, {uai}. */
  pattern: line(200, say.pattern)
    .refine((text) => text.includes("{profil}"), say.patternProfile)
    .refine((text) => /\{(etablissement|uai)\}/.test(text), say.patternSchool)
    .default(ENT_PATTERN),
  words: wordSettings(entcoreWords),
});
export type EntcoreSettings = z.output<typeof entcoreSettings>;
