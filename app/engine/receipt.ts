import type { Sql } from "#app/platform/database/database.ts";
import { sha256 } from "./journal/entry.ts";

/** An Idempotency-Key of one caller; written in the very statement of the step, so twice can never act twice. */
export type Receipt = { actor: string; key: string; request: string };

/** The key was already used for another request (422). */
export class ReceiptReused extends Error {
  constructor() {
    super("Cette clé d'idempotence a déjà servi pour une autre demande.");
  }
}

export const receiptFor = (actor: string, key: string, request: unknown): Receipt => ({
  actor,
  key: key.slice(0, 200),
  request: sha256(JSON.stringify(request)),
});

/**
 * What the same key did before, if anything.
 * @throws ReceiptReused when the key came with another request.
 */
export async function alreadyDone(
  sql: Sql,
  receipt: Receipt,
): Promise<{ dossier: string; revision: number } | null> {
  const [row] = await sql.query<{ request: string; answer: { dossier: string; revision: number } }>(
    "select request, answer from receipt where actor = $1 and key = $2",
    [receipt.actor, receipt.key],
  );
  if (!row) return null;
  if (row.request !== receipt.request) throw new ReceiptReused();
  return row.answer;
}

/** PostgreSQL's word for « another request with this key was written just before ». */
export const isReceiptTaken = (error: unknown): boolean =>
  error instanceof Error &&
  "code" in error &&
  error.code === "23505" &&
  error.message.includes("receipt_pkey");
