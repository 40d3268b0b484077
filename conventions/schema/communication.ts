import { z } from "zod";
import { durationSchema } from "./primitives.ts";
import {
  type ApproverRule,
  approverSchema,
  citedSchema,
  type DirectorRule,
  directorRuleSchema,
  type Processes,
  processesSchema,
} from "./process.ts";
import { functionKeySchema, partyKindSchema } from "./words.ts";

export * from "./process.ts";

/**
 * Who may speak to the community, and through what (rules.md §3 and §4): which article each state of the
 * communication lock follows, what each process asks for, who approves, who approves what is said to the press.
 */
export const communicationSchema = z.strictObject({
  /** In a crisis the ENT messaging alone (MBN-5.2-K). */
  crisis: citedSchema,
  /** Unless it, or its sign-on, is what was compromised. */
  compromise: citedSchema,
  /** Safety: tools of the ENT, or a third party with an attestation under one year (MBN-7). */
  surete: citedSchema,
  /** One approval, by another party than the one that carries the message; silence never approves (K1, K2). */
  approvals: z
    .array(
      citedSchema.extend({
        carriedBy: z.array(partyKindSchema).min(1),
        approvedBy: partyKindSchema,
        /** Whom it is asked of in that party, best first. */
        functions: z.array(functionKeySchema).min(1),
        within: durationSchema.optional(),
      }),
    )
    .default([]),
  processes: processesSchema.optional(),
  approvers: z.array(approverSchema).default([]),
  directors: z.array(directorRuleSchema).default([]),
  /** Press statements wait for this party (ATR-11). */
  press: citedSchema.extend({ approvedBy: partyKindSchema }).optional(),
});
export type Communication = z.infer<typeof communicationSchema>;
export type CrisisApproval = Communication["approvals"][number];

const lock = { rule: "CHOIX-VERROU", article: "choix de la console" };
const choice = { rule: "CHOIX-COMMUNICATION", article: "choix de la console" };
const silent: Communication = {
  ...{ crisis: lock, compromise: lock, surete: lock },
  approvals: [],
  approvers: [],
  directors: [],
};

/** What a convention says of it; a text that is silent gets the console's choice, shown as such. */
export const communicationOf = (convention: { communication?: Communication | undefined }): Communication =>
  convention.communication ?? silent;

const anyone: Processes["urgent"]["by"] = [
  ...(["region", "academie", "departement", "commune", "dsden", "circonscription"] as const),
  ...(["etablissement", "ecole", "draaf"] as const),
];
/** For a text that says nothing at all of messages: what they hold, no approval that it does not ask for. */
const silentProcesses: Processes = {
  classique: {
    ...choice,
    by: anyone,
    statement:
      "Le texte ne règle pas les messages : ils partent à la date choisie, sous la responsabilité de leur auteur.",
    asks: [
      { ...choice, fields: ["title", "long", "objective"], over: "others" },
      { ...choice, fields: ["objective", "sms"], over: "sms" },
    ],
  },
  urgent: {
    ...choice,
    by: anyone,
    statement: "Le texte ne connaît pas l’urgence : le message part aussitôt, avec sa justification.",
    asks: [
      { ...choice, fields: ["title", "long", "justification"], over: "others" },
      { ...choice, fields: ["justification", "sms"], over: "sms" },
    ],
  },
  crise: {
    ...choice,
    by: anyone,
    statement: "Le texte ne règle pas la parole de crise : la direction de crise approuve chaque message.",
    asks: [{ ...choice, fields: ["title", "long", "justification", "crisis"] }],
  },
  surete: {
    ...choice,
    by: anyone,
    statement: "Le texte ne règle pas la sûreté : outils de l’ENT, ou tiers attesté depuis moins d’un an.",
    asks: [
      { ...choice, fields: ["title", "long", "justification"], over: "others" },
      { ...choice, fields: ["justification", "sms"], over: "sms" },
    ],
  },
};

/** The four processes of a convention, or the console's choice where it is silent. */
export const processesOf = (convention: { communication?: Communication | undefined }): Processes =>
  convention.communication?.processes ?? silentProcesses;
/** Who approves what and who answers for what is published, as the text says it. */
export const approversOf = (convention: { communication?: Communication | undefined }): ApproverRule[] =>
  communicationOf(convention).approvers;
export const directorsOf = (convention: { communication?: Communication | undefined }): DirectorRule[] =>
  communicationOf(convention).directors;
