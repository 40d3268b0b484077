import { createHmac, randomBytes, timingSafeEqual } from "node:crypto";

/** A secret of a web hook: drawn here, shown once, kept encrypted. */
export const newSecret = (): string => `whsec_${randomBytes(32).toString("base64url")}`;

/**
 * « v1=… »: HMAC-SHA-256, in hexadecimal, of the time stamp, a full stop and the body as it was sent.
 * @param timestamp seconds since 1970, as the header `Tocsin-Timestamp` says it.
 */
export const signature = (secret: string, timestamp: number, body: string): string =>
  `v1=${createHmac("sha256", secret).update(`${timestamp}.${body}`).digest("hex")}`;

/** A receiver refuses what is older than this: a call heard on the way cannot be played again later. */
export const TOLERANCE_SECONDS = 300;

/** What a receiver does with a call before it believes it. */
export function verify(
  secret: string,
  headers: { timestamp: string | undefined; signature: string | undefined },
  body: string,
  nowSeconds: number,
): boolean {
  const timestamp = Number(headers.timestamp);
  if (!Number.isInteger(timestamp) || Math.abs(nowSeconds - timestamp) > TOLERANCE_SECONDS) return false;
  const expected = Buffer.from(signature(secret, timestamp, body));
  const given = Buffer.from(headers.signature ?? "");
  return given.length === expected.length && timingSafeEqual(given, expected);
}
