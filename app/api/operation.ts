import type { z } from "zod";
import type { Receipt } from "#app/engine/receipt.ts";
import type { Caller } from "#app/platform/caller.ts";
import type { Context } from "#app/platform/context.ts";
import type { Right } from "#app/platform/permissions.ts";
import type { ProblemName } from "./messages.ts";

/** What a handler is given: who asks, what for, and what they sent. */
export type Asked = {
  context: Context;
  caller: Caller;
  now: Date;
  params: Record<string, string | undefined>;
  /** Of the address, not yet checked: `parse(query, …)` does. */
  query: Record<string, string>;
  /** A JSON object, not yet checked: the command does. */
  body: Record<string, unknown>;
  /** When the request carries an Idempotency-Key. */
  receipt?: Receipt;
};

export type Answer<Body> = { body: Body; headers?: Record<string, string> };

/** One call of the API: what OpenAPI says of it, and what it does. */
export type Operation<Schema extends z.ZodType = z.ZodType> = {
  id: string;
  summary: string;
  description?: string;
  /** Right that the caller needs on the dossier, as the permission table names it. */
  right?: Right;
  status: 200 | 201;
  query?: z.ZodObject;
  /** Name among OpenAPI's components, and schema, of what is sent. */
  body?: { name: string; schema: z.ZodType };
  /** Name among OpenAPI's components, and schema, of what is answered. */
  answer: { name: string; schema: Schema };
  /** Refusals beyond those that every call of its kind may get. */
  refusals: ProblemName[];
  handle(asked: Asked): Promise<Answer<z.input<Schema>>>;
};

/** Declares a call; the answer's type follows its schema. */
export const operation = <Schema extends z.ZodType>(one: Operation<Schema>): Operation<Schema> => one;

export type Method = "GET" | "POST";

/** The calls of one address. `{name}` in the path is a parameter. */
export type Resource = { path: string; tag: string } & { [M in Method]?: Operation };
