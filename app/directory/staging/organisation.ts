import { createHash } from "node:crypto";
import type { MailState } from "../mail-state.ts";

/** An organisation read from a file, before the database has its say. */
export type StagedOrganisation = {
  key: string;
  kind: string;
  name: string;
  uai: string | null;
  siren: string | null;
  schoolType: string | null;
  sector: string | null;
  parentKey: string | null;
  academie: string | null;
  departement: string | null;
  region: string | null;
  communeInsee: string | null;
  communeName: string | null;
  street: string | null;
  postalCode: string | null;
  phone: string | null;
  mail: string | null;
  mailState: MailState;
  timezone: string | null;
  sourceKey: string | null;
  closed: boolean;
  /** Levels are applied one after the other, so that a parent is there before its children. */
  level: 0 | 1 | 2 | 3;
  /** False for what was only deduced from rows (an académie, a commune): it fills gaps, never overwrites. */
  own: boolean;
  /** Set by `fingerprinted`. */
  fingerprint: string | null;
};

const blank: StagedOrganisation = {
  key: "",
  kind: "",
  name: "",
  uai: null,
  siren: null,
  schoolType: null,
  sector: null,
  parentKey: null,
  academie: null,
  departement: null,
  region: null,
  communeInsee: null,
  communeName: null,
  street: null,
  postalCode: null,
  phone: null,
  mail: null,
  mailState: "ok",
  timezone: null,
  sourceKey: null,
  closed: false,
  level: 3,
  own: true,
  fingerprint: null,
};

/** An organisation with what is known of it; the rest is empty. */
export const staged = (
  known: Partial<StagedOrganisation> & Pick<StagedOrganisation, "key" | "kind" | "name">,
): StagedOrganisation => ({ ...blank, ...known });

/** The same with the hash of its content: a row read again with the same hash changes nothing. */
export function fingerprinted(organisation: StagedOrganisation): StagedOrganisation {
  const content = JSON.stringify({ ...organisation, fingerprint: null });
  return { ...organisation, fingerprint: createHash("sha256").update(content).digest("base64url") };
}

export const communeKey = (insee: string) => `commune-${insee.toLowerCase()}`;
export const dsdenKey = (departement: string) => `dsden-${departement.toLowerCase()}`;
