import { createHmac, timingSafeEqual } from "node:crypto";
import { z } from "zod";

/**
 * Acknowledgement links are computed, not stored: 45,308 of them cost no row and a leaked database holds none.
 * The link of a reminder is that of the alert it reminds of.
 */
const mac = (secret: string, delivery: string) =>
  createHmac("sha256", secret).update(`ack:${delivery}`).digest("base64url").slice(0, 32);

/** Path of the link: short enough to be read out. */
export const ackPath = (secret: string, delivery: string) =>
  `/a/${Buffer.from(delivery.replaceAll("-", ""), "hex").toString("base64url")}.${mac(secret, delivery)}`;

/** @returns the delivery's id, or null when the link was not made here. */
export function readAckToken(secret: string, token: string | undefined): string | null {
  const [id, given, more] = (token ?? "").split(".");
  if (!id || !given || more !== undefined) return null;
  const hex = Buffer.from(id, "base64url").toString("hex");
  const uuid = hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
  if (!z.uuid().safeParse(uuid).success) return null;
  const expected = Buffer.from(mac(secret, uuid));
  const got = Buffer.from(given);
  return expected.length === got.length && timingSafeEqual(expected, got) ? uuid : null;
}
