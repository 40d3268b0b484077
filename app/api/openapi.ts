import { z } from "zod";
import { problems } from "./messages.ts";
import type { Operation, Resource } from "./operation.ts";
import { problemSchema } from "./problem.ts";
import { rawFiles } from "./raw.ts";
import { resources } from "./resources.ts";

type Json = Record<string, unknown>;
const ref = (name: string) => ({ $ref: `#/components/schemas/${name}` });

function schemaOf(schema: z.ZodType, io: "input" | "output"): Json {
  const { $schema: _, ...json } = z.toJSONSchema(schema, { io });
  return json;
}

/** The API as OpenAPI 3.1, made from the schemas that check it: nothing here is written twice. */
export function openApi(publicUrl: string, version: string): Json {
  const schemas: Json = { Problem: schemaOf(problemSchema, "output") };
  const paths = Object.fromEntries([
    ...resources.map((resource) => [resource.path, pathOf(resource, schemas)]),
    ...rawFiles.map((file) => [file.path, rawPathOf(file)]),
  ]);
  return {
    openapi: "3.1.1",
    info: {
      title: "Tocsin",
      version,
      description:
        "Chaîne d'alerte SSI des ENT. Les refus sont des problèmes (RFC 9457) ; « Idempotency-Key » vaut pour chaque POST.",
    },
    servers: [{ url: publicUrl }],
    security: [{ token: [] }],
    paths,
    components: {
      schemas,
      securitySchemes: {
        token: { type: "http", scheme: "bearer", description: "Jeton « toc_… » fait par npm run token" },
      },
    },
  };
}

/** A signed file: its bytes, the ETag that they have, and the detached JWS that covers them. */
function rawPathOf({ path, type, summary }: (typeof rawFiles)[number]): Json {
  const text = { schema: { type: "string" } };
  const problem = { content: { "application/problem+json": { schema: ref("Problem") } } };
  return {
    parameters: [{ name: "key", in: "path", required: true, schema: { type: "string" } }],
    get: {
      operationId: `read${path.replace(/^.*whitelist/, "Whitelist").replace(/\W+(\w)/g, (_, one: string) => one.toUpperCase())}`,
      tags: ["dispositifs"],
      summary,
      description: "Signé : JWS détaché dans X-JWS-Signature, clé publique à /.well-known/jwks.json.",
      "x-right": "convention.read",
      parameters: [{ name: "If-None-Match", in: "header", schema: { type: "string" } }],
      responses: {
        200: {
          description: summary,
          headers: { ETag: text, "X-JWS-Signature": text },
          content: { [type]: text },
        },
        304: { description: "La liste n’a pas changé." },
        401: { description: "Jeton absent ou refusé", ...problem },
        404: { description: "Dispositif inconnu", ...problem },
      },
    },
  };
}

function pathOf(resource: Resource, schemas: Json): Json {
  const names = [...resource.path.matchAll(/\{(\w+)\}/g)].map((match) => match[1]);
  const parameters = names.map((name) => ({ name, in: "path", required: true, schema: { type: "string" } }));
  const operations = (["GET", "POST"] as const).flatMap((method) => {
    const one = resource[method];
    return one ? [[method.toLowerCase(), operationOf(resource, one, schemas)]] : [];
  });
  return { ...(parameters.length > 0 && { parameters }), ...Object.fromEntries(operations) };
}

function operationOf({ tag }: Resource, one: Operation, schemas: Json): Json {
  schemas[one.answer.name] ??= schemaOf(one.answer.schema, "output");
  if (one.body) schemas[one.body.name] ??= schemaOf(one.body.schema, "input");
  const parameters = [...queryParameters(one), ...(one.body ? [idempotencyKey] : [])];
  return {
    operationId: one.id,
    tags: [tag],
    summary: one.summary,
    ...(one.description && { description: one.description }),
    ...(one.right && { "x-right": one.right }),
    ...(parameters.length > 0 && { parameters }),
    ...(one.body && {
      requestBody: { required: true, content: { "application/json": { schema: ref(one.body.name) } } },
    }),
    responses: {
      [one.status]: {
        description: one.summary,
        content: { "application/json": { schema: ref(one.answer.name) } },
      },
      ...refusalsOf(one),
    },
  };
}

function queryParameters({ query }: Operation) {
  const { properties = {} } = query
    ? (schemaOf(query, "input") as { properties?: Record<string, Json> })
    : {};
  return Object.entries(properties).map(([name, { description, ...schema }]) => {
    return { name, in: "query", ...(description !== undefined && { description }), schema };
  });
}

const idempotencyKey = {
  name: "Idempotency-Key",
  in: "header",
  description: "La même clé pour la même demande agit une fois ; pour une autre demande, elle est refusée.",
  schema: { type: "string", minLength: 1, maxLength: 200 },
};

/** Refusals by status: several kinds may share one. */
function refusalsOf(one: Operation): Json {
  const always = ["unauthenticated", "too-many-requests", "internal", "unavailable"] as const;
  const ofBodies = [
    "malformed-json",
    "too-large",
    "unsupported-type",
    "input-refused",
    "key-reused",
  ] as const;
  const names = new Set([...always, ...(one.body ? ofBodies : []), ...one.refusals]);
  const titles = new Map<number, string[]>();
  for (const name of names) {
    const { status, title } = problems[name];
    titles.set(status, [...(titles.get(status) ?? []), title]);
  }
  const content = { "application/problem+json": { schema: ref("Problem") } };
  return Object.fromEntries(
    [...titles].map(([status, list]) => [status, { description: list.join(" ; "), content }]),
  );
}
