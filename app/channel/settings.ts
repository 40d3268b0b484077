import { z } from "zod";
import { channelErrors as say } from "#app/messages/channel.ts";

/** Audiences of a message to the community; a delivery's address is « UAI/profile ». */
export const profiles = ["families", "pupils", "teachers", "staff"] as const;
export type Profile = (typeof profiles)[number];

export const line = (most: number, absent: string = say.required) =>
  z.string().trim().min(1, absent).max(most, say.tooLong(most));

/** Plain http would send the password in the clear; on this machine there is no wire. */
const loopback = ["127.0.0.1", "[::1]", "localhost"];
/** An address without a slash at its end, credentials or parameters: https, or this machine. */
export const address = z
  .string()
  .trim()
  .transform((text) => text.replace(/\/+$/, ""))
  .refine((text) => {
    if (!URL.canParse(text)) return false;
    const { protocol, hostname, username, password, search, hash } = new URL(text);
    if (username || password || search || hash) return false;
    return protocol === "https:" || (protocol === "http:" && loopback.includes(hostname));
  }, say.url);

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
