import { createHash } from "node:crypto";
import canonicalize from "canonicalize";
import type { Happening } from "#machines/step.ts";

/** Hash that the first entry of a chain follows. */
export const GENESIS = "0".repeat(64);

export const sha256 = (text: string | Uint8Array) => createHash("sha256").update(text).digest("hex");

/**
 * One entry of the journal as it is stored and hashed: RFC 8785 canonical JSON with the previous hash inside, so
 * that `sha256sum` of the payload alone proves it, without this program.
 */
export function entryOf(dossier: string, seq: number, prevHash: string, happening: Happening) {
  const { type, data, at, by } = happening;
  const payload = canonicalize({ actor: by, at, data, dossier, prevHash, seq, type }) as string;
  return { dossier, seq, type, payload, hash: sha256(payload) };
}

/** End that the canonical payload must have, given what the columns say: keys come sorted, data before dossier. */
export const payloadEnd = (dossier: string, seq: number, prevHash: string, type: string) =>
  `,"dossier":"${dossier}","prevHash":"${prevHash}","seq":${seq},"type":${JSON.stringify(type)}}`;

/** An entry as readers get it. `at` is ISO 8601 in UTC. */
export type Entry = {
  dossier: string;
  seq: number;
  at: string;
  actor: Happening["by"];
  type: string;
  data: Record<string, unknown>;
  prevHash: string;
  hash: string;
};

export function readEntry(row: { payload: string; hash: string }): Entry {
  return { ...(JSON.parse(row.payload) as Omit<Entry, "hash">), hash: row.hash };
}
