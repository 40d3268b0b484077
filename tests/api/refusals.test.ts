import { afterAll, beforeAll, expect, test } from "vitest";
import type { Database } from "#app/platform/database/database.ts";
import { openPostgres } from "#app/platform/database/postgres.ts";
import { openSession } from "#app/platform/session/open-session.ts";
import { revokeToken } from "#app/platform/token/revoke-token.ts";
import { freshDatabase } from "../support/databases.ts";
import { declaration, smallVersailles } from "../support/versailles.ts";
import { later } from "../support/world.ts";
import { type Call, callApi, PUBLIC_URL, qualified, tokenFor } from "./call-api.ts";

let db: Database;
let v: Awaited<ReturnType<typeof smallVersailles>>;
let rssi: string;
let head: string;
let path: string;
beforeAll(async () => {
  db = await freshDatabase();
  v = await smallVersailles(db);
  rssi = await tokenFor(db, "rssi", "academie-versailles");
  head = await tokenFor(db, "chefEtablissement", "0781024P");
  const declared = await callApi(db, "POST", "/api/v1/incidents", { token: head, body: declaration() });
  path = `/api/v1/dossiers/${declared.body.id}`;
});
afterAll(() => db.close());

/** A refusal is always a problem of RFC 9457, in French, at that status. */
async function refused(status: number, kind: string, method: string, to: string, call: Call = {}) {
  const answer = await callApi(db, method, to, call);
  expect(answer.status, JSON.stringify(answer.body)).toBe(status);
  expect(answer.headers.get("Content-Type")).toBe("application/problem+json");
  expect(answer.body).toMatchObject({
    type: `urn:problem-type:tocsin:${kind}`,
    status,
    title: expect.any(String),
    detail: expect.stringMatching(/\S/),
    instance: to.split("?")[0],
  });
  return answer;
}

test("401 without a token, and with one that serves no more", async () => {
  const none = await refused(401, "unauthenticated", "GET", "/api/v1/dossiers");
  expect(none.headers.get("WWW-Authenticate")).toBe('Bearer realm="Tocsin"');
  const wrong = await refused(401, "invalid-token", "GET", "/api/v1/dossiers", { token: "toc_faux" });
  expect(wrong.headers.get("WWW-Authenticate")).toContain('error="invalid_token"');
  await refused(401, "invalid-token", "GET", "/api/v1/dossiers", {
    headers: { Authorization: "Basic YTpi" },
  });
  const brief = await tokenFor(db, "ien", "0780580G");
  await revokeToken(db, brief, v.now);
  await refused(401, "invalid-token", "GET", "/api/v1/dossiers", { token: brief });
});

test("a session of the console serves its own pages, and no other site's", async () => {
  const secret = await openSession(db, {
    personId: v.rssi.person.id,
    method: "demo",
    userAgent: null,
    now: v.now,
  });
  const cookie = `__Host-tocsin=${secret}`;
  const own = await callApi(db, "GET", "/api/v1/dossiers", {
    headers: { cookie, "Sec-Fetch-Site": "same-origin" },
  });
  expect(own.status).toBe(200);
  const elsewhere = { cookie, "Sec-Fetch-Site": "cross-site" };
  await refused(403, "forbidden", "GET", "/api/v1/dossiers", { headers: elsewhere });
  const body = { type: "note.added", text: "Bonjour" };
  await refused(403, "forbidden", "POST", `${path}/events`, { headers: { cookie }, body });
  const sent = await callApi(db, "POST", `${path}/events`, { headers: { cookie, Origin: PUBLIC_URL }, body });
  expect(sent.status).toBe(200);
  await refused(401, "unauthenticated", "GET", "/api/v1/dossiers", {
    headers: { cookie: `tocsin=${"x".repeat(43)}` },
  });
});

test("403 says which right is missing", async () => {
  const journal = await refused(403, "forbidden", "GET", `${path}/journal`, { token: head });
  expect(journal.body).toMatchObject({
    right: "journal.read",
    detail: expect.stringContaining("journal.read"),
  });
  const event = await refused(403, "forbidden", "POST", `${path}/events`, { token: head, body: qualified() });
  expect(event.body.right).toBe("incident.qualified");
});

test("404 for what is not there, and for what the caller may not know is there", async () => {
  const stranger = await tokenFor(db, "chefEtablissement", "0781121V");
  const nowhere = "/api/v1/dossiers/0b6f7a52-9f1c-4c0e-8a5e-1d2c3b4a5f60";
  const hidden = await refused(404, "not-found", "GET", path, { token: stranger });
  const absent = await refused(404, "not-found", "GET", nowhere, { token: stranger });
  expect(hidden.body.detail).toBe(absent.body.detail);
  for (const sub of ["/journal", "/deliveries"])
    await refused(404, "not-found", "GET", path + sub, { token: stranger });
  for (const sub of ["/events", "/preview"])
    await refused(404, "not-found", "POST", path + sub, {
      token: stranger,
      body: { type: "note.added", text: "?" },
    });
  await refused(404, "not-found", "GET", "/api/v1/dossiers/INC-2026-001", { token: rssi });
  await refused(404, "not-found", "GET", "/api/v1/dispositifs/lune/lock", { token: rssi });
  await refused(404, "not-found", "GET", "/api/v2/tout", { token: rssi });
});

test("405 with what is allowed", async () => {
  const posted = await refused(405, "method-not-allowed", "DELETE", path, { token: rssi });
  expect(posted.headers.get("Allow")).toBe("GET, HEAD");
  const got = await refused(405, "method-not-allowed", "GET", "/api/v1/incidents", { token: rssi });
  expect(got.headers.get("Allow")).toBe("POST");
  await refused(405, "method-not-allowed", "POST", "/api/openapi.json");
  expect((await callApi(db, "HEAD", path, { token: rssi })).status).toBe(200);
});

test("409 tells what happened since, whole only to who may read the journal", async () => {
  const note = (revision: number) => ({ type: "note.added", text: "Vu.", revision });
  const { body } = await callApi(db, "GET", path, { token: rssi });
  await callApi(db, "POST", `${path}/events`, { token: rssi, body: note(body.revision) });
  const stale = await refused(409, "stale-revision", "POST", `${path}/events`, {
    token: rssi,
    body: note(1),
  });
  expect(stale.body).toMatchObject({ revision: body.revision + 1 });
  expect(stale.body.since.map((one: { seq: number }) => one.seq)).toEqual(
    Array.from({ length: body.revision }, (_, n) => n + 2),
  );
  expect(stale.body.since.at(-1)).toMatchObject({
    type: "note.added",
    data: { text: "Vu." },
    actor: { function: "rssi" },
  });
  const school = await refused(409, "stale-revision", "POST", `${path}/events`, {
    token: head,
    body: note(1),
  });
  expect(Object.keys(school.body.since[0])).toEqual(["seq", "at", "type"]);
  const future = await refused(409, "stale-revision", "POST", `${path}/events`, {
    token: rssi,
    body: note(9e15),
  });
  expect(future.body.since).toEqual([]);
});

test("422 by a rule names the rule, its article, why, and what is possible instead", async () => {
  const closed = { type: "incident.closed", reason: "Fini" };
  const early = await refused(422, "rule-refused", "POST", `${path}/events`, { token: rssi, body: closed });
  expect(early.body).toMatchObject({
    rule: "TOCSIN-CYCLE",
    instead: expect.arrayContaining(["incident.qualified"]),
  });
  const elu = await tokenFor(db, "elu", "commune-78646");
  const { body: other } = await callApi(db, "POST", "/api/v1/incidents", { token: elu, body: declaration() });
  const to = `/api/v1/dossiers/${other.id}/events`;
  const commune = await refused(422, "rule-refused", "POST", to, { token: elu, body: qualified() });
  expect(commune.body).toMatchObject({
    rule: "VER-7",
    article: "7",
    because: expect.stringContaining("académie"),
  });
});

test("429 with Retry-After once a token has asked 600 times within a minute", async () => {
  const busy = await tokenFor(db, "dsi", "academie-versailles");
  const late = later(v.now, 10);
  const ask = () => callApi(db, "GET", "/api/v1/dispositifs/versailles/lock", { token: busy, now: late });
  for (let batch = 0; batch < 30; batch += 1) await Promise.all(Array.from({ length: 20 }, ask));
  const slow = await callApi(db, "GET", "/api/v1/dispositifs/versailles/lock", {
    token: busy,
    now: later(late, 0.5),
  });
  expect(slow.status).toBe(429);
  expect(slow.headers.get("Retry-After")).toBe("30");
  const other = await callApi(db, "GET", "/api/v1/dispositifs/versailles/lock", { token: rssi, now: late });
  expect(other.status).toBe(200);
  const after = await callApi(db, "GET", "/api/v1/dispositifs/versailles/lock", {
    token: busy,
    now: later(late, 1),
  });
  expect(after.status).toBe(200);
});

test("503 when the database is gone, 500 without internals when something else is", async () => {
  const nobody = openPostgres("postgres://tocsin@127.0.0.1:1/rien", 1);
  const gone = await callApi(nobody, "GET", path, { token: rssi });
  expect([gone.status, gone.headers.get("Retry-After")]).toEqual([503, "5"]);
  await nobody.close();
  expect((await callApi(nobody, "GET", path, { token: rssi })).status).toBe(503);
  const broken = {
    ...db,
    query: () => Promise.reject(new Error("secret de famille")),
  } as unknown as Database;
  const failed = await callApi(broken, "GET", path, { token: rssi });
  expect(failed.status).toBe(500);
  expect(JSON.stringify(failed.body)).not.toContain("famille");
  expect(failed.body.reference).toMatch(/^[0-9a-f-]{36}$/);
});
