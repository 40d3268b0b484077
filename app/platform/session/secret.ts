import { createHash, randomBytes } from "node:crypto";

/** 256 bits that nobody guesses, in 43 characters that a URL and a cookie carry as they are. */
export const newSecret = () => randomBytes(32).toString("base64url");

/** What the database keeps of a secret: whoever reads the table cannot sign in with it. */
export const digest = (secret: string) => createHash("sha256").update(secret).digest("hex");
