import { z } from "zod";
import { homologationPersonEvents } from "../../homologation/v1/events.ts";
import { requestPersonEvents } from "../../whitelist-request/v1/events.ts";
import { dayOf, said } from "../../words.ts";
import { type ItemKind, VERDICTS } from "./words.ts";

const reasons = said(4_000, "les motifs");
const decision = homologationPersonEvents["decision.taken"].shape;
const request = requestPersonEvents["request.decided"].shape;
/** Who decides, as signed; `person` when the directory knows them: present, their right to decide is enough. */
const authority = z.strictObject({ ...decision.authority.shape, person: z.uuid().optional() });
const verdict = <Kind extends ItemKind>(kind: Kind) =>
  z.enum(VERDICTS[kind] as unknown as [string, ...string[]], { error: "la décision" });
const simple = <Kind extends ItemKind>(kind: Kind) =>
  z.strictObject({ kind: z.literal(kind), verdict: verdict(kind), text: said(4_000, "la décision") });

/** What is proclaimed, by kind of point: all that the dossier it moves needs. */
export const outcomeSchema = z.discriminatedUnion(
  "kind",
  [
    z.strictObject({
      kind: z.literal("homologation-decision"),
      verdict: decision.decision,
      months: decision.months,
      effectAt: decision.effectAt,
      authority,
      reason: decision.reason,
      conditions: decision.conditions,
      reserves: decision.reserves,
      accepted: decision.accepted,
    }),
    z.strictObject({
      kind: z.literal("homologation-review"),
      verdict: z.enum(VERDICTS["homologation-review"]),
      /** Of the review that is concluded; of none when the decision is suspended. */
      key: z.string().max(120).optional(),
      /** The réserve that is not lifted, when the decision is suspended for it. */
      reserve: z.uuid().optional(),
      authority: authority.optional(),
      reason: said(2_000, "la raison"),
    }),
    z.strictObject({
      kind: z.literal("whitelist-request"),
      verdict: request.outcome,
      reasons: request.reasons,
      conditions: request.conditions,
      what: request.what,
      until: request.until,
    }),
    z.strictObject({
      kind: z.literal("whitelist-review"),
      verdict: z.enum(VERDICTS["whitelist-review"]),
      reasons,
      until: request.until,
    }),
    z.strictObject({
      kind: z.literal("whitelist-reinstatement"),
      verdict: z.enum(VERDICTS["whitelist-reinstatement"]),
      reasons,
      until: request.until,
    }),
    z.strictObject({
      kind: z.literal("urgent-review"),
      verdict: z.enum(VERDICTS["urgent-review"]),
      text: said(4_000, "l’avis"),
    }),
    z.strictObject({
      kind: z.literal("runbook"),
      verdict: z.enum(VERDICTS.runbook),
      reason: said(2_000, "la raison").optional(),
    }),
    /** A homologation that was suspended: its authority lets it take effect again, or not. */
    z.strictObject({
      kind: z.literal("suspension"),
      verdict: z.enum(VERDICTS.suspension),
      authority: authority.optional(),
      reason: said(2_000, "la raison"),
    }),
    simple("attestation"),
    z.strictObject({
      kind: z.literal("retex-action"),
      verdict: verdict("retex-action"),
      text: said(4_000, "la décision"),
      /** The new day of an action that is given more time. */
      until: dayOf("la nouvelle échéance").optional(),
    }),
    simple("other"),
  ],
  { error: "la décision ne va pas avec la nature de ce point" },
);
export type Outcome = z.infer<typeof outcomeSchema>;
export type OutcomeOf<Kind extends ItemKind> = Extract<Outcome, { kind: Kind }>;
