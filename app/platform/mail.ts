/** One message to one address, as the channels take it. */
export type Mail = { to: string; subject: string; text: string; html: string };

/** Hands a message over to whatever carries mail; rejects when it could not be taken. */
export type Send = (mail: Mail) => Promise<void>;
