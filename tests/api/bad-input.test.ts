import { afterAll, beforeAll, expect, test } from "vitest";
import type { Database } from "#app/platform/database/database.ts";
import { freshDatabase } from "../support/databases.ts";
import { declaration, smallVersailles } from "../support/versailles.ts";
import { callApi, qualified, tokenFor } from "./call-api.ts";

let db: Database;
let rssi: string;
beforeAll(async () => {
  db = await freshDatabase();
  await smallVersailles(db);
  rssi = await tokenFor(db, "rssi", "academie-versailles");
});
afterAll(() => db.close());
const declare = (body: unknown, headers: Record<string, string> = {}) =>
  callApi(db, "POST", "/api/v1/incidents", { token: rssi, body, headers });

const large = "x".repeat(10 * 1024 * 1024);
test.each<[string, number, unknown, Record<string, string>?]>([
  ["broken JSON", 400, '{"title": "Sans fin'],
  ["no body", 400, ""],
  ["a list", 400, "[1]"],
  ["bytes that are no UTF-8", 400, new Uint8Array([0x7b, 0x22, 0xff, 0x22, 0x7d])],
  ["a form", 415, "title=Bonjour", { "Content-Type": "application/x-www-form-urlencoded" }],
  ["another charset", 415, "{}", { "Content-Type": "application/json; charset=iso-8859-1" }],
  ["compressed", 415, "{}", { "Content-Encoding": "gzip" }],
  ["a title of 10 MB", 413, { ...declaration(), title: large }],
  [
    "a title of 10 MB under a false length",
    413,
    JSON.stringify({ title: large }),
    { "Content-Length": "20" },
  ],
])("%s: %i, and nothing is kept", async (_, status, body, headers) => {
  const before = await db.query("select 1 from dossier");
  const answer = await declare(body, headers);
  expect(answer.status).toBe(status);
  expect(answer.body.detail).toMatch(/\S/);
  expect(JSON.stringify(answer.body).length).toBeLessThan(1_000);
  expect(await db.query("select 1 from dossier")).toHaveLength(before.length);
});

test.each<[string, Record<string, unknown>, string, RegExp]>([
  ["unknown UAI", { organisation: "0780001A" }, "organisation", /inconnue de l'annuaire/],
  ["unknown dispositif", { dispositif: "lune" }, "dispositif", /Dispositif inconnu.*versailles/],
  ["a date in the future", { noticedAt: "2027-01-01T00:00:00Z" }, "noticedAt", /futur/],
  ["a date that does not exist", { noticedAt: "2026-02-30T10:00:00Z" }, "noticedAt", /une date et une heure/],
  ["no title", { title: undefined }, "title", /titre manque/],
  ["a title of blanks", { title: " \n\t " }, "title", /titre manque/],
  ["a long title", { title: "é".repeat(161) }, "title", /160 caractères/],
  ["an unknown category", { category: "vol" }, "category", /Attendu : account-compromise/],
  ["a field of no form", { urgent: true }, "", /Champ inconnu : urgent/],
  ["U+0000", { description: "avant\0après" }, "description", /caractère interdit/],
  ["half a surrogate pair", { title: "\ud83d" }, "title", /caractère interdit/],
  ["unknown schools", { perimeter: "schools", schools: ["9999999Z"] }, "schools", /UAI inconnus/],
  ["an object for a text", { title: { $ne: "" } }, "title", /titre manque/],
])("%s: refused at its field, in French", async (_, more, path, sentence) => {
  const answer = await declare({ ...declaration(), ...more });
  expect(answer.status).toBe(422);
  expect(answer.body.type).toBe("urn:problem-type:tocsin:input-refused");
  const found = answer.body.errors.find((one: { path: string }) => one.path === path);
  expect(found?.message, JSON.stringify(answer.body.errors)).toMatch(sentence);
});

test("every wrong field is named at once", async () => {
  const { body } = await declare({ dispositif: "versailles" });
  const paths = body.errors.map((one: { path: string }) => one.path);
  expect(paths).toEqual(
    expect.arrayContaining(["organisation", "title", "description", "category", "certainty", "noticedAt"]),
  );
});

test("a tower of brackets, and keys of Object, are refused as input", async () => {
  const tower = `{"title":${"[".repeat(200_000)}${"]".repeat(200_000)}}`;
  expect((await declare(tower)).status).toBe(422);
  const declared = await declare(declaration());
  const to = `/api/v1/dossiers/${declared.body.id}/events`;
  for (const type of [
    "constructor",
    "toString",
    "__proto__",
    "hasOwnProperty",
    "incident.declared",
    "alerts.sent",
    3,
  ])
    expect((await callApi(db, "POST", to, { token: rssi, body: { type } })).status).toBe(422);
  const polluted = '{"type":"note.added","text":"x","__proto__":{"admin":true}}';
  expect((await callApi(db, "POST", to, { token: rssi, body: polluted })).status).toBe(200);
  const journal = await callApi(db, "GET", to.replace("events", "journal"), { token: rssi });
  expect(journal.body.items.at(-1).data).toEqual({ text: "x" });
  const nul = await callApi(db, "POST", to, { token: rssi, body: { type: "note.added", text: "a\0b" } });
  expect(nul.body.errors).toEqual([{ path: "text", message: "Ce texte contient un caractère interdit." }]);
  const half = await callApi(db, "POST", to, { token: rssi, body: qualified({ severity: "énorme" }) });
  expect(half.body.errors).toEqual([
    { path: "severity", message: "Attendu : minor, limited, major, maximal." },
  ]);
});

test.each([
  ["emoji", "🚨 Compte volé 👩‍💻🏫"],
  ["right to left", "رسائل تهديد \u202eגניבה"],
  ["HTML", `<img src=x onerror="alert(1)"><script>alert(1)</script>`],
  ["a CSV formula", `=HYPERLINK("http://mal.example";"clic")`],
  ["SQL", `'); drop table dossier; --`],
])("%s is kept as it was typed, and answered as data", async (_, title) => {
  const declared = await declare({ ...declaration(), title });
  expect(declared.status).toBe(201);
  const { body, headers } = await callApi(db, "GET", `/api/v1/dossiers/${declared.body.id}`, { token: rssi });
  expect(body.title).toBe(title);
  expect(headers.get("Content-Type")).toBe("application/json; charset=utf-8");
  const found = await callApi(db, "GET", `/api/v1/dossiers?q=${encodeURIComponent(title)}`, { token: rssi });
  expect(found.body.items.map((one: { title: string }) => one.title)).toEqual([title]);
});

test.each([
  ["/api/v1/dossiers?kimd=incident", ""],
  ["/api/v1/dossiers?after=n'importe", "after"],
  ["/api/v1/dossiers?after=WyJub3ciLCAieCJd", "after"],
  ["/api/v1/dossiers?limit=0", "limit"],
  ["/api/v1/dossiers?limit=9999", "limit"],
  ["/api/v1/dossiers?q=%00", "q"],
])("an address that asks for nothing known is refused: %s", async (path, field) => {
  const { status, body } = await callApi(db, "GET", path, { token: rssi });
  expect(status).toBe(422);
  expect(body.errors[0].path).toBe(field);
});
