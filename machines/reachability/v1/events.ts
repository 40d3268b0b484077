import { z } from "zod";
import { functionKeySchema } from "#conventions/schema.ts";

const text = (max: number, what: string) =>
  z
    .string({ error: `${what} manque` })
    .trim()
    .min(1, `${what} manque`)
    .max(max, `${what} : ${max} caractères au plus`);

/** Where the people tested are. */
export const territorySchema = z.discriminatedUnion("perimeter", [
  z.strictObject({ perimeter: z.literal("dispositif") }),
  z.strictObject({ perimeter: z.literal("academie"), academie: z.string().min(1).max(60) }),
  z.strictObject({ perimeter: z.literal("departement"), departement: z.string().min(1).max(5) }),
]);
export type Territory = z.infer<typeof territorySchema>;

/** What a test of the alert chain is opened on. Instants: ISO 8601 in UTC. */
export const testFactsSchema = z.strictObject({
  title: text(160, "le titre"),
  /** Words of the author, in the message. */
  text: text(1_000, "le mot").optional(),
  functions: z.array(functionKeySchema).min(1, "Choisissez au moins une fonction.").max(20),
  territory: territorySchema,
  endsAt: z.iso.datetime(),
});
export type TestFacts = z.infer<typeof testFactsSchema>;

/** What people send to a test; answers come by the sealed link. */
export const reachabilityPersonEvents = {
  "reachability.ended": z.strictObject({ reason: text(500, "la raison") }),
  "delivery.retried": z.strictObject({
    delivery: z.uuid(),
    address: z.email("une adresse de messagerie").optional(),
  }),
  "task.done": z.strictObject({ key: z.string().min(1).max(120) }),
} as const;
export type ReachabilityPersonEvent = keyof typeof reachabilityPersonEvents;

export type Opened = {
  facts: TestFacts;
  place: { id: string; name: string; timezone: string } & Record<string, unknown>;
};
/** The press: `successor` says who it is now, when the reader knows. */
export type Answered = {
  delivery: string;
  answer: "taken" | "not-me";
  organisation: string;
  function: string;
  successor?: string;
};
