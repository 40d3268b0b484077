import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from "node:crypto";

const VERSION = 1;
const IV = 12;
const TAG = 16;

/** One key for one purpose: what unlocks channels unlocks nothing else that comes from the server's secret. */
const keyOf = (serverSecret: string) =>
  Buffer.from(hkdfSync("sha256", serverSecret, "tocsin", "channel secret v1", 32));

/**
 * Encrypts what a channel signs in with, for the database (AES-256-GCM).
 * @param belongsTo the row it is for: bytes copied to another row do not open there.
 */
export function lockAway(serverSecret: string, belongsTo: string, text: string): Buffer {
  const iv = randomBytes(IV);
  const cipher = createCipheriv("aes-256-gcm", keyOf(serverSecret), iv);
  cipher.setAAD(Buffer.from(belongsTo));
  const body = Buffer.concat([cipher.update(text, "utf8"), cipher.final()]);
  return Buffer.concat([Buffer.from([VERSION]), iv, cipher.getAuthTag(), body]);
}

/** @returns null when it was changed, belongs to another row, or the server's secret is no longer the same. */
export function takeOut(serverSecret: string, belongsTo: string, bytes: Uint8Array): string | null {
  const sealed = Buffer.from(bytes);
  if (sealed[0] !== VERSION || sealed.length < 1 + IV + TAG) return null;
  const decipher = createDecipheriv("aes-256-gcm", keyOf(serverSecret), sealed.subarray(1, 1 + IV));
  decipher.setAAD(Buffer.from(belongsTo));
  decipher.setAuthTag(sealed.subarray(1 + IV, 1 + IV + TAG));
  try {
    return decipher.update(sealed.subarray(1 + IV + TAG), undefined, "utf8") + decipher.final("utf8");
  } catch {
    return null;
  }
}
