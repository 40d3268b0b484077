import { z } from "zod";
import { type ProblemName, problems } from "./messages.ts";

const entry = z.strictObject({
  seq: z.int(),
  at: z.string(),
  type: z.string(),
  actor: z.unknown().optional(),
  data: z.record(z.string(), z.unknown()).optional(),
});

/** RFC 9457, with what this console adds for each kind of refusal. */
export const problemSchema = z.strictObject({
  type: z.string().describe("urn:problem-type:tocsin:…, qui ne change pas d'une version à l'autre"),
  title: z.string(),
  status: z.int(),
  detail: z.string(),
  instance: z.string().describe("Chemin de la demande refusée"),
  errors: z
    .array(z.strictObject({ path: z.string(), message: z.string() }))
    .optional()
    .describe("Saisie refusée : champ par champ"),
  right: z.string().optional().describe("403 : droit qui manque"),
  revision: z.int().optional().describe("409 : révision actuelle"),
  since: z.array(entry).optional().describe("409 : entrées du journal depuis la révision connue de l'auteur"),
  rule: z.string().optional().describe("422 : règle qui refuse"),
  article: z.string().optional().describe("422 : article de la convention"),
  because: z.string().optional().describe("422 : pourquoi"),
  instead: z.array(z.string()).optional().describe("422 : ce qui est possible à la place"),
  texts: z
    .strictObject({ theirs: z.string(), by: z.string(), yours: z.string() })
    .optional()
    .describe("422 : quelqu’un d’autre a écrit le même texte d’abord : le sien et le vôtre"),
  reference: z.string().optional().describe("500 : référence à donner au support"),
});
export type Problem = z.infer<typeof problemSchema>;

/** A refusal that ends the request; `handle` turns it into its answer. */
export class ApiProblem extends Error {
  constructor(
    readonly named: ProblemName,
    detail: string,
    readonly more: Partial<Problem> = {},
    readonly headers: Record<string, string> = {},
  ) {
    super(detail);
  }
}

/** The answer for a refusal, as `application/problem+json`. */
export function problemResponse({ named, message, more, headers }: ApiProblem, request: Request): Response {
  const { status, title } = problems[named];
  const body: Problem = {
    type: `urn:problem-type:tocsin:${named}`,
    title,
    status,
    detail: message,
    instance: new URL(request.url).pathname.slice(0, 200),
    ...more,
  };
  return new Response(JSON.stringify(body), {
    status,
    headers: { "Content-Type": "application/problem+json", ...headers },
  });
}
