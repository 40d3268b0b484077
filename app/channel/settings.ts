import { z } from "zod";
import { channelErrors as say } from "#app/messages/channel.ts";

/** Audiences of a message to the community; a delivery's address is « UAI/profile ». */
export const profiles = ["families", "pupils", "teachers", "staff"] as const;
export type Profile = (typeof profiles)[number];

const line = (most: number, absent: string = say.required) =>
  z.string().trim().min(1, absent).max(most, say.tooLong(most));
const words = (defaults: Record<Profile, string>) =>
  z
    .object(
      Object.fromEntries(profiles.map((profile) => [profile, line(60).default(defaults[profile])])) as Record<
        Profile,
        z.ZodDefault<z.ZodString>
      >,
    )
    .prefault({});

/** Plain http would send the password in the clear; on this machine there is no wire. */
const loopback = ["127.0.0.1", "[::1]", "localhost"];
const address = z
  .string()
  .trim()
  .transform((text) => text.replace(/\/+$/, ""))
  .refine((text) => {
    if (!URL.canParse(text)) return false;
    const { protocol, hostname, username, password, search, hash } = new URL(text);
    if (username || password || search || hash) return false;
    return protocol === "https:" || (protocol === "http:" && loopback.includes(hostname));
  }, say.url);

/** Settings of an ENT of edificeio/entcore; its password is kept apart, encrypted. */
export const entcoreSettings = z.object({
  url: address,
  signIn: z.enum(["form", "oauth2"], { error: say.required }).default("form"),
  login: line(200, say.login),
  clientId: z.string().trim().max(200).default(""),
  /** message: from the account, drafted then sent; notice: without reply, by an administrator. */
  way: z.enum(["message", "notice"], { error: say.required }).default("message"),
  /** Of a notice: identifier at the ENT of whom it comes from, and the name that readers see. */
  from: z.string().trim().max(100).default(""),
  username: z.string().trim().max(100).default(""),
  /** Name of the group of a school and profile; {profil}, {etablissement}, {uai}. */
  pattern: line(200, say.pattern)
    .refine((text) => text.includes("{profil}"), say.patternProfile)
    .refine((text) => /\{(etablissement|uai)\}/.test(text), say.patternSchool)
    .default("{profil} de {etablissement}"),
  words: words({ families: "Parents", pupils: "Élèves", teachers: "Enseignants", staff: "Personnels" }),
});
export type EntcoreSettings = z.output<typeof entcoreSettings>;

/** Settings of mailing lists: one address a school and profile. */
export const mailSettings = z.object({
  pattern: line(200, say.pattern)
    .refine((text) => text.includes("{profil}"), say.patternProfile)
    .refine((text) => text.includes("{uai}"), say.patternUai)
    .refine((text) => z.email().safeParse(fill(text, { profil: "p", uai: "u" })).success, say.patternMail),
  words: words({ families: "parents", pupils: "eleves", teachers: "enseignants", staff: "personnels" }),
});
export type MailSettings = z.output<typeof mailSettings>;

export const connectors = { entcore: entcoreSettings, mail: mailSettings } as const;
export type Connector = keyof typeof connectors;
/** Channels that this console can open, and through what. */
export const channelConnector = { "ent-messaging": "entcore", mail: "mail" } as const;
export type ChannelKey = keyof typeof channelConnector;
export const channelKeys = Object.keys(channelConnector) as ChannelKey[];

/** Puts values in the places of a pattern; what it does not know stays. */
export const fill = (pattern: string, values: Record<string, string>): string =>
  pattern.replace(/\{(\w+)\}/g, (place, name: string) => values[name] ?? place);

/** « 0781024P/families », or null when it is no such address. */
export function readAddress(address: string): { uai: string; profile: Profile } | null {
  const [, uai = "", profile = ""] = /^([\w-]{1,40})\/(\w+)$/.exec(address) ?? [];
  return uai && (profiles as readonly string[]).includes(profile)
    ? { uai, profile: profile as Profile }
    : null;
}
