import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { z } from "zod";
import type { Database } from "#app/platform/database/database.ts";
import { freshDatabase } from "../support/databases.ts";
import { declaration, smallVersailles } from "../support/versailles.ts";
import { callApi, qualified, routePaths, tokenFor } from "./call-api.ts";

type Json = Record<string, unknown>;
// biome-ignore lint/suspicious/noExplicitAny: a JSON document, walked by its own names
let doc: any;
let db: Database;
let rssi: string;
let head: string;
let id: string;
beforeAll(async () => {
  db = await freshDatabase();
  await smallVersailles(db);
  rssi = await tokenFor(db, "rssi", "academie-versailles");
  head = await tokenFor(db, "chefEtablissement", "0781024P");
  // The build's own constant (vite.config.ts).
  vi.stubGlobal("__TOCSIN_VERSION__", "0.0.0-test");
  doc = (await callApi(db, "GET", "/api/openapi.json")).body;
  id = (await callApi(db, "POST", "/api/v1/incidents", { token: head, body: declaration() })).body.id;
});
afterAll(() => db.close());

test("every route of the API is in the document, and nothing else", () => {
  const served = routePaths
    .map((one) => one.path)
    .filter((path) => !["/api/$", "/api/openapi.json", "/api/canaux/{id}/statuts"].includes(path));
  expect(Object.keys(doc.paths).sort()).toEqual(served.sort());
});

test("it names its version, its token, its errors, and resolves all its references", () => {
  expect(doc.openapi).toMatch(/^3\.1/);
  expect(doc.components.securitySchemes.token).toMatchObject({ type: "http", scheme: "bearer" });
  for (const [, name] of JSON.stringify(doc).matchAll(/"\$ref":"#\/components\/schemas\/(\w+)"/g))
    expect(doc.components.schemas).toHaveProperty(name as string);
  expect(JSON.stringify(doc)).not.toContain("#/$defs");
  const declare = doc.paths["/api/v1/incidents"].post;
  expect(Object.keys(declare.responses)).toEqual(
    expect.arrayContaining(["201", "400", "401", "403", "413", "415", "422", "429", "500", "503"]),
  );
  expect(doc.components.schemas.Declaration.required).toEqual(
    expect.arrayContaining(["dispositif", "organisation", "title", "category", "certainty", "noticedAt"]),
  );
});

/** Whether an answer is what the document says of that call. */
function expectDocumented(method: string, template: string, status: number, type: string, body: unknown) {
  const { $ref } = doc.paths[template][method.toLowerCase()].responses[status].content[type].schema as {
    $ref: string;
  };
  const schema = z.fromJSONSchema(doc.components.schemas[$ref.split("/").at(-1) as string] as Json);
  const { error } = schema.safeParse(body);
  expect(error?.issues ?? [], `${method} ${template}`).toEqual([]);
  // What the document does not name is refused too: an answer cannot grow in silence.
  expect(schema.safeParse({ ...(body as Json), undocumented: 1 }).success).toBe(false);
}

const message = {
  ...{
    dispositif: "versailles",
    process: "urgent",
    topic: "other",
    profiles: ["families"],
    perimeter: "academie",
  },
  ...{ channels: ["mail"], title: "Cars annulés", long: "Neige.", justification: "Neige annoncée." },
};

test("real answers are as the document says", async () => {
  const at = `/api/v1/dossiers/${id}`;
  const calls: [string, string, string, unknown?][] = [
    ["POST", "/api/v1/incidents", "/api/v1/incidents", declaration({ personalData: true })],
    ["POST", "/api/v1/incidents/preview", "/api/v1/incidents/preview", declaration()],
    ["POST", "/api/v1/messages", "/api/v1/messages", message],
    ["POST", "/api/v1/messages/preview", "/api/v1/messages/preview", message],
    ["GET", "/api/v1/dossiers", "/api/v1/dossiers?limit=1"],
    ["GET", "/api/v1/dossiers/{id}", at],
    ["POST", "/api/v1/dossiers/{id}/preview", `${at}/preview`, qualified()],
    ["POST", "/api/v1/dossiers/{id}/events", `${at}/events`, qualified()],
    ["GET", "/api/v1/dossiers/{id}/journal", `${at}/journal`],
    ["GET", "/api/v1/dossiers/{id}/deliveries", `${at}/deliveries?limit=1`],
    ["GET", "/api/v1/dispositifs/{key}/lock", "/api/v1/dispositifs/versailles/lock"],
  ];
  for (const [method, template, path, body] of calls) {
    const answer = await callApi(db, method, path, { token: rssi, ...(body !== undefined && { body }) });
    expect(answer.status, path).toBeLessThan(300);
    expectDocumented(method, template, answer.status, "application/json", answer.body);
  }
  // Signed files are not JSON answers: tests/whitelist/published.test.ts.
  const json = Object.keys(doc.paths).filter((path) => !path.includes("/whitelist"));
  expect(calls.map((one) => one[1]).sort()).toEqual(json.sort());
});

test("real refusals are as the document says", async () => {
  const at = `/api/v1/dossiers/${id}/events`;
  const calls: [number, string, { token?: string; body: unknown }][] = [
    [401, at, { body: qualified() }],
    [403, at, { token: head, body: qualified() }],
    [404, at.replace(id, "0b6f7a52-9f1c-4c0e-8a5e-1d2c3b4a5f60"), { token: head, body: qualified() }],
    [409, at, { token: rssi, body: qualified({ revision: 77 }) }],
    [422, at, { token: rssi, body: { type: "incident.reopened", reason: "?" } }],
    [422, at, { token: rssi, body: { type: "incident.closed" } }],
    [400, at, { token: rssi, body: "{" }],
  ];
  for (const [status, path, call] of calls) {
    const answer = await callApi(db, "POST", path, call);
    expect(answer.status).toBe(status);
    expectDocumented("POST", "/api/v1/dossiers/{id}/events", status, "application/problem+json", answer.body);
  }
});

test("the schema of what may be sent now accepts what the console accepts", async () => {
  const { body } = await callApi(db, "GET", `/api/v1/dossiers/${id}`, { token: rssi });
  const { schema } = body.can.find((one: { type: string }) => one.type === "incident.qualified");
  expect(z.fromJSONSchema(schema).safeParse(qualified({ revision: 1 })).success).toBe(true);
  expect(z.fromJSONSchema(schema).safeParse(qualified({ severity: "énorme" })).success).toBe(false);
  const event = z.fromJSONSchema(doc.components.schemas.Event);
  expect(event.safeParse(qualified()).success).toBe(true);
  expect(event.safeParse({ type: "alerts.sent" }).success).toBe(false);
});
