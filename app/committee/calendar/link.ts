import { createHmac, timingSafeEqual } from "node:crypto";

/** What makes a link: another generation, another link. */
export type FeedKey = { person: string; generation: number };

const UUID = /^([0-9a-f]{8})([0-9a-f]{4})([0-9a-f]{4})([0-9a-f]{4})([0-9a-f]{12})$/;
const mac = (secret: string, { person, generation }: FeedKey) =>
  createHmac("sha256", secret).update(`calendar ${person} ${generation}`).digest("base64url");

/** What the address bears, and nothing else opens it: computed, so that its owner can read it again. */
export const calendarToken = (secret: string, key: FeedKey) =>
  `${Buffer.from(key.person.replaceAll("-", ""), "hex").toString("base64url")}.${mac(secret, key)}`;
export const calendarPath = (secret: string, key: FeedKey) => `/agenda/${calendarToken(secret, key)}.ics`;

/** Whose link it says to be; whether it is, `opens` tells. Null when it looks like none. */
export function personOfToken(token: string): string | null {
  const [id, , more] = token.slice(0, 200).split(".");
  if (!id || more !== undefined) return null;
  const hex = Buffer.from(id, "base64url").toString("hex");
  return UUID.test(hex) ? hex.replace(UUID, "$1-$2-$3-$4-$5") : null;
}

/** Whether that link was made here, and not revoked since. */
export function opens(secret: string, token: string, key: FeedKey): boolean {
  const expected = Buffer.from(calendarToken(secret, key));
  const given = Buffer.from(token.slice(0, 200));
  return given.length === expected.length && timingSafeEqual(given, expected);
}
