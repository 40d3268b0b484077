import { afterAll, beforeAll, expect, test } from "vitest";
import { dispatch } from "#app/engine/dispatch.ts";
import type { Database } from "#app/platform/database/database.ts";
import { freshDatabase } from "../support/databases.ts";
import { smallVersailles } from "../support/versailles.ts";
import { later, NIGHT } from "../support/world.ts";
import { callApi, tokenFor } from "./call-api.ts";

const PATH = "/api/v1/dispositifs/versailles/lock";
const CASE = { dossier: "9d5f3c1e-0000-4000-8000-000000000001", ref: "CRI-2026-001", title: "Menaces" };
const OTHER = { dossier: "9d5f3c1e-0000-4000-8000-000000000002", ref: "CRI-2026-002", title: "Panne" };
const two = ["direction", "rssi"].map((role) => ({ id: role, name: role, role }));

let db: Database;
let token: string;
let lock: string;
beforeAll(async () => {
  db = await freshDatabase();
  await smallVersailles(db);
  token = await tokenFor(db, "chefEtablissement", "0781024P");
  lock = (await read()).dossier;
});
afterAll(() => db.close());

const read = async (now = NIGHT) => (await callApi(db, "GET", PATH, { token, now })).body;
/** What a crisis tells the lock of its dispositif. */
const told = (type: string, data: Record<string, unknown>, at = NIGHT) =>
  dispatch(db, { dossier: lock, type, data, at, by: { kind: "system", id: "crisis", name: "Crise" } });

test("outside a crisis every channel is open", async () => {
  expect(await read()).toMatchObject({
    state: "open",
    since: NIGHT.toISOString(),
    open: ["ent-messaging", "ent-flash", "sms", "mail", "feed", "phone"],
    closed: [],
  });
});

test("in a crisis the messaging alone is open, and each closed channel names the case and the article", async () => {
  await told("case.opened", { case: CASE, state: "crisis" });
  const { state, open, closed } = await read();
  expect({ state, open }).toEqual({ state: "crisis", open: ["ent-messaging"] });
  expect(closed.map((one: { channel: string }) => one.channel)).toEqual([
    "ent-flash",
    "sms",
    "mail",
    "feed",
    "phone",
  ]);
  expect(closed[0]).toMatchObject({ because: { dossier: CASE.dossier, ref: CASE.ref }, also: [] });
  expect(closed[0].because.rule).not.toBe("");
  expect(closed[0].because.article).not.toBe("");
});

test("two cases that close one channel are both told", async () => {
  await told("case.opened", { case: OTHER, state: "crisis" });
  const sms = (await read()).closed.find((one: { channel: string }) => one.channel === "sms");
  expect([sms.because.ref, ...sms.also.map((one: { ref: string }) => one.ref)]).toEqual([
    CASE.ref,
    OTHER.ref,
  ]);
});

test("a compromised messaging is closed too; nothing is open but what the direction opens", async () => {
  await told("case.closed", { case: OTHER });
  await told("case.compromised", { case: CASE, what: "messaging", by: two });
  expect(await read()).toMatchObject({ state: "compromised", open: [] });
  await told("channel.opened", { case: CASE, channel: "mail", reason: "Seul canal sûr" });
  expect((await read()).open).toEqual(["mail"]);
});

test("a third party's attestation that lapses closes its channel without any event", async () => {
  await told("case.closed", { case: CASE });
  await told("attestation.checked", {
    channel: "third-party:alerte",
    checkedAt: later(NIGHT, -364 * 1_440).toISOString(),
    proof: "Attestation RGS n° 12",
  });
  await told("case.opened", { case: CASE, state: "surete" });
  expect((await read()).open).toContain("third-party:alerte");
  const after = await read(later(NIGHT, 2 * 1_440));
  expect(after.open).not.toContain("third-party:alerte");
  expect(after).toMatchObject({ state: "surete", since: NIGHT.toISOString() });
});
