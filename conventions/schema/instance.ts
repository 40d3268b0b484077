import { z } from "zod";
import { articleSchema, keySchema, nameSchema, ruleIdSchema, statementSchema } from "./primitives.ts";
import { functionKeySchema, matterSchema, partyKindSchema, ruleDomainSchema } from "./words.ts";

/** What an instance is made of that a text may leave open, and the console then chooses. */
export const INSTANCE_PARTS = [
  "perYear",
  "chair",
  "convenes",
  "members",
  "guests",
  "quorum",
  "matters",
  "castingVote",
  "extra",
] as const;
export type InstancePart = (typeof INSTANCE_PARTS)[number];

/**
 * How many seats must be answered for before anything is decided: a share of the seats that are filled, rounded up,
 * or so many. No text at hand names one, so it is written as a choice of the console.
 */
export const quorumSchema = z.union(
  [
    z.strictObject({ of: z.enum(["third", "half", "majority", "all"]) }),
    z.strictObject({ seats: z.int().positive() }),
  ],
  { error: "un quorum : « { of: third, half, majority ou all } » ou « { seats: … } »" },
);
export type Quorum = z.infer<typeof quorumSchema>;

/**
 * A committee of the convention. What the text leaves open is either left out or filled in by the console, and then
 * named in `choice.of`: each such part cites the choice instead of the article.
 */
export const instanceSchema = z
  .strictObject({
    key: keySchema,
    name: nameSchema,
    rule: ruleIdSchema,
    article: articleSchema,
    /** Least number of meetings a year. */
    perYear: z.int().positive().max(52).optional(),
    chair: partyKindSchema.optional(),
    /** Parties that may convene it; any of them alone. */
    convenes: z.array(partyKindSchema).min(1).optional(),
    members: z
      .array(
        z.strictObject({
          kind: partyKindSchema,
          /** Function proposed for the seat; a party names whom it wants. */
          function: functionKeySchema.optional(),
          /** Seats of each party of that kind, or in all with `inAll`. */
          seats: z.int().positive(),
          inAll: z.literal(true).optional(),
          substitutes: z.int().nonnegative().default(0),
        }),
      )
      .default([]),
    /** Who may be invited, without a vote. */
    guests: z
      .array(z.strictObject({ kind: partyKindSchema, function: functionKeySchema.optional() }))
      .default([]),
    quorum: quorumSchema.optional(),
    /** Whose vote settles a tie; left out, a tie adopts nothing. No text at hand gives one. */
    castingVote: z.literal("chair").optional(),
    /** What a meeting beyond the minimum needs; left out, any meeting is one of the year. */
    extra: z.literal("all-parties").optional(),
    /** What its agenda takes when it waits somewhere. */
    matters: z.array(matterSchema).default([]),
    choice: z.strictObject({ rule: ruleIdSchema, of: z.array(z.enum(INSTANCE_PARTS)).min(1) }).optional(),
    statement: statementSchema,
  })
  .refine(({ choice, ...said }) => (choice?.of ?? []).every((part) => isSaid(said[part])), {
    error: "des choix qui sont écrits : « choice.of » ne nomme que des champs remplis",
    path: ["choice", "of"],
  });
export type Instance = z.infer<typeof instanceSchema>;

const isSaid = (value: unknown) => value !== undefined && !(Array.isArray(value) && value.length === 0);

/** A rule, in our own words, shown beside whatever follows from it. */
export const ruleSchema = z
  .strictObject({
    id: ruleIdSchema,
    article: articleSchema,
    title: nameSchema,
    statement: statementSchema,
    domain: ruleDomainSchema,
    /** A choice of the console where the text is silent, shown apart from the articles. */
    choice: z.literal(true).optional(),
  })
  .refine((r) => (r.domain === "choice") === (r.choice === true), {
    error: "« choice: true » et le domaine « choice » ensemble, ou aucun des deux",
  });
export type Rule = z.infer<typeof ruleSchema>;
