import { createPrivateKey } from "node:crypto";
import { readFileSync } from "node:fs";

/** How outgoing mail is signed (RFC 6376), as nodemailer takes it. */
export type Dkim = { domainName: string; keySelector: string; privateKey: string };

/**
 * The signing of mail from the environment: all three variables or none.
 * @throws Error saying which is missing, or what is wrong with the key.
 */
export function readDkim(env: {
  DKIM_DOMAIN?: string | undefined;
  DKIM_SELECTOR?: string | undefined;
  DKIM_KEY_FILE?: string | undefined;
}): Dkim | undefined {
  const { DKIM_DOMAIN: domainName, DKIM_SELECTOR: keySelector, DKIM_KEY_FILE: file } = env;
  if (!domainName && !keySelector && !file) return undefined;
  if (!domainName || !keySelector || !file)
    throw new Error("Configuration refusée.\n  DKIM_DOMAIN, DKIM_SELECTOR et DKIM_KEY_FILE vont ensemble.");
  try {
    const privateKey = readFileSync(file, "utf8");
    const type = createPrivateKey(privateKey).asymmetricKeyType;
    if (type !== "rsa" && type !== "ed25519") throw new Error("clé RSA ou Ed25519 attendue");
    return { domainName, keySelector, privateKey };
  } catch (error) {
    const why = error instanceof Error ? error.message : error;
    throw new Error(`Configuration refusée.\n  DKIM_KEY_FILE : une clé privée PEM attendue (${why}).`);
  }
}
