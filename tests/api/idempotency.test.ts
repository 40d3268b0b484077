import { afterAll, beforeAll, expect, test } from "vitest";
import type { Database } from "#app/platform/database/database.ts";
import { openPostgres } from "#app/platform/database/postgres.ts";
import { freshDatabase } from "../support/databases.ts";
import { declaration, smallVersailles } from "../support/versailles.ts";
import { callApi, qualified, tokenFor } from "./call-api.ts";

let db: Awaited<ReturnType<typeof freshDatabase>>;
let rssi: string;
beforeAll(async () => {
  db = await freshDatabase();
  await smallVersailles(db);
  rssi = await tokenFor(db, "rssi", "academie-versailles");
});
afterAll(() => db.close());

const declare = (key: string, body: unknown = declaration(), token = rssi, on: Database = db) =>
  callApi(on, "POST", "/api/v1/incidents", { token, body, headers: { "Idempotency-Key": key } });
const dossiers = async () => (await db.query("select 1 from dossier")).length;

test("the same declaration under the same key acts once and answers the same", async () => {
  const before = await dossiers();
  const first = await declare("une-fois");
  const again = await declare("une-fois");
  expect([again.status, again.body]).toEqual([201, first.body]);
  expect(again.headers.get("Location")).toBe(first.headers.get("Location"));
  expect([first, again].map((one) => one.headers.get("Idempotent-Replayed"))).toEqual([null, "true"]);
  const { noticedAt, ...rest } = declaration();
  expect((await declare("une-fois", { noticedAt, ...rest })).status).toBe(201);
  expect(await dossiers()).toBe(before + 1);
});

test("the same key for something else is refused, and another person's key is another key", async () => {
  await declare("partagee");
  const other = await declare("partagee", declaration({ title: "Autre chose" }));
  expect([other.status, other.body.type]).toEqual([422, "urn:problem-type:tocsin:key-reused"]);
  const ien = await tokenFor(db, "ien", "0780580G");
  expect((await declare("partagee", declaration({ title: "Autre chose" }), ien)).status).toBe(201);
  for (const key of ["x".repeat(201), "avec espace"]) expect((await declare(key)).status).toBe(400);
});

test("pressed twice at once, in one process or two, it acts once", async () => {
  const before = await dossiers();
  const second = openPostgres(db.url ?? "", 4);
  const answers = await Promise.all([
    declare("ensemble"),
    declare("ensemble"),
    declare("ensemble", declaration(), rssi, second),
    declare("ensemble", declaration(), rssi, second),
  ]);
  await second.close();
  expect(answers.map((one) => one.status)).toEqual([201, 201, 201, 201]);
  expect(new Set(answers.map((one) => one.body.ref)).size).toBe(1);
  expect(await dossiers()).toBe(before + 1);
});

test("an event under a key acts once, even when its revision has become stale by its own doing", async () => {
  const { body } = await declare("pour-un-evenement");
  const send = (event: unknown) =>
    callApi(db, "POST", `/api/v1/dossiers/${body.id}/events`, {
      token: rssi,
      body: event,
      headers: { "Idempotency-Key": "qualifie" },
    });
  const answers = await Promise.all([send(qualified({ revision: 1 })), send(qualified({ revision: 1 }))]);
  expect(answers.map((one) => one.status)).toEqual([200, 200]);
  expect(answers[0]?.body).toEqual(answers[1]?.body);
  const again = await send(qualified({ revision: 1 }));
  expect([again.status, again.body.revision]).toEqual([200, 2]);
  expect((await send(qualified({ severity: "minor", revision: 1 }))).status).toBe(422);
});

test("a refused request uses no key: corrected, it passes", async () => {
  expect((await declare("corrigee", declaration({ title: "" }))).status).toBe(422);
  expect((await declare("corrigee")).status).toBe(201);
});
