/** What a point of the agenda is about. */
export const ITEM_KINDS = [
  "homologation-decision",
  "homologation-review",
  "whitelist-request",
  "whitelist-review",
  "whitelist-reinstatement",
  "urgent-review",
  "suspension",
  "attestation",
  "runbook",
  "retex-action",
  "other",
] as const;
export type ItemKind = (typeof ITEM_KINDS)[number];

export const VOTES = ["for", "against", "abstain"] as const;
export type Vote = (typeof VOTES)[number];
export const OPINIONS = ["favourable", "reserved", "unfavourable"] as const;
export type Opinion = (typeof OPINIONS)[number];

/** What may be proclaimed of each kind, the usual proposal first. */
export const VERDICTS = {
  "homologation-decision": ["firm", "provisional", "reserved", "refused"],
  "homologation-review": ["maintained", "renewal", "suspended"],
  "whitelist-request": ["approved", "approved-with-conditions", "more-information", "refused"],
  "whitelist-review": ["kept", "suspended", "revoked"],
  "whitelist-reinstatement": ["reinstated", "kept-suspended", "revoked"],
  "urgent-review": ["conforme", "reserve", "non-conforme"],
  suspension: ["resumed", "kept-suspended"],
  attestation: ["to-check", "rejected"],
  runbook: ["approved", "returned"],
  "retex-action": ["extended", "done", "dropped"],
  other: ["adopted", "rejected"],
} as const satisfies Record<ItemKind, readonly string[]>;
export type Verdict = (typeof VERDICTS)[ItemKind][number];

/** Kinds of dossier that each kind of point may be about; null: it is about none that it could move. */
export const ABOUT: Record<ItemKind, readonly string[] | null> = {
  "homologation-decision": ["homologation"],
  "homologation-review": ["homologation"],
  "whitelist-request": ["whitelist-request"],
  "whitelist-review": ["whitelist-request"],
  "whitelist-reinstatement": ["whitelist-request"],
  "urgent-review": ["communication"],
  runbook: ["runbook"],
  suspension: ["homologation"],
  attestation: ["system"],
  // An action of the RETEX of an exercise is decided in the minutes alone: an exercise is told nothing (DECISIONS 51).
  "retex-action": null,
  other: null,
};

/** Opinions advise and an authority decides (RGS, article 5): no vote binds there. */
export const byAuthority = (kind: ItemKind) =>
  kind === "homologation-decision" || kind === "homologation-review" || kind === "suspension";
