import { createHash } from "node:crypto";
import { isAddress } from "../mail-state.ts";
import { clean } from "../names.ts";
import type { AafRecord } from "./parse.ts";

/** Somebody of a school's direction, with the structures they run. */
export type StagedPerson = {
  sourceKey: string;
  email: string | null;
  mailState: "ok" | "invalid";
  name: string | null;
  givenName: string | null;
  /** Null when a Delta gives only what changed. */
  fingerprint: string | null;
  path: string;
  line: number;
};
/** rank 0 runs the school, 1 stands in. */
export type StagedTenure = { personKey: string; structureKey: string; uai: string | null; rank: 0 | 1 };

const first = (record: AafRecord, name: string) => clean(record.attributes.get(name)?.[0]);

export function personOf(record: AafRecord, sourceKey: string, path: string): StagedPerson {
  const email = first(record, "mail")?.toLowerCase() ?? null;
  const mailState = email && !isAddress(email) ? "invalid" : "ok";
  const name = first(record, "sn") ?? first(record, "ENTPersonNomPatro");
  const givenName = first(record, "givenName");
  const whole = createHash("sha256")
    .update(JSON.stringify([email, name, givenName]))
    .digest("base64url");
  const fingerprint = record.operation === "add" ? whole : null;
  return { sourceKey, email, mailState, name, givenName, fingerprint, path, line: record.line };
}

/**
 * The direction functions of a person, of the form `structure$DIR$libellé$poste$libellé`; null when the record says
 * nothing of functions, as a Delta may.
 */
export function directionOf(record: AafRecord, personKey: string, scope: string): StagedTenure[] | null {
  const values = record.attributes.get("ENTPersonFonctions");
  if (!values) return record.operation === "add" ? [] : null;
  const byStructure = new Map<string, StagedTenure>();
  for (const value of values) {
    const [structure, code, ...labels] = value.split("$");
    if (code?.toUpperCase() !== "DIR" || !structure) continue;
    const rank = /adjoint/i.test(labels.join(" ")) ? 1 : 0;
    const known = byStructure.get(structure);
    if (known && known.rank <= rank) continue;
    const uai = /^\d{7}[A-Z]$/.test(structure) ? structure : null;
    byStructure.set(structure, { personKey, structureKey: `${scope}/${structure}`, uai, rank });
  }
  return [...byStructure.values()];
}
