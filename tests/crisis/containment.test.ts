import { randomUUID } from "node:crypto";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { entcoreSettings } from "#app/channel/connectors/entcore/settings.ts";
import { flashSettings } from "#app/channel/connectors/entcore-flash/connector.ts";
import { ownerOf } from "#app/channel/connectors/open.ts";
import { claimContained } from "#app/channel/containment/claim.ts";
import { containmentWorker } from "#app/channel/containment/worker.ts";
import { RuleRefused } from "#app/engine/errors.ts";
import { verify } from "#app/engine/journal/verify.ts";
import { lockAway } from "#app/platform/channels/vault.ts";
import type { Database } from "#app/platform/database/database.ts";
import { containmentsOf } from "#machines/crisis/v1/changes/containment.ts";
import type { CrisisContext } from "#machines/crisis/v1/context.ts";
import { activate, exerciseStage } from "../exercise/stage.ts";
import { type EntcoreServer, entcoreAccount, entcoreServer } from "../mocks/entcore-server.ts";
import { freshDatabase } from "../support/databases.ts";
import { activeCrisis, type GrandEst, smallGrandEst } from "../support/grand-est.ts";

const SECRET = "secret-des-tests-".repeat(3);
const { login, password } = entcoreAccount;
let db: Database;
let people: GrandEst;
let ent: EntcoreServer;
let crisis: Awaited<ReturnType<typeof activeCrisis>>;
const errors: unknown[] = [];
const worker = () =>
  containmentWorker(db, {
    serverSecret: SECRET,
    now: () => crisis.clock.now(),
    onError: (error) => errors.push(error),
    timeoutMs: 400,
  });
const known = async () => {
  const [row] = await db.query<{ context: CrisisContext }>(
    "select context from dossier where id = $1::uuid",
    [crisis.id],
  );
  return containmentsOf(row?.context ?? {});
};
const rows = (key: string) =>
  db.query<{ target: string; state: string; detail: string | null; attempts: number }>(
    "select target, state, detail, attempts from containment where key = $1::uuid order by target",
    [key],
  );
const refusal = async (work: Promise<unknown>) => {
  const error = await work.then(
    () => null,
    (thrown: unknown) => thrown,
  );
  expect(error).toBeInstanceOf(RuleRefused);
  return (error as RuleRefused).refusal;
};
async function propose(measure: string, targets: string[], by = people.rssi) {
  const key = randomUUID();
  await crisis.act(by, "containment.proposed", { key, measure, targets, reason: "Ils écrivent encore." });
  return key;
}
const decided = async (measure: string, targets: string[]) => {
  const key = await propose(measure, targets);
  await crisis.act(people.direction, "containment.confirmed", { key });
  return key;
};
async function account(channel: string, connector: string, settings: object) {
  const [row] = await db.query<{ id: string }>("select id from dispositif where key = 'mbn'");
  const dispositif = row?.id ?? "";
  const secret = lockAway(
    SECRET,
    ownerOf({ dispositif_id: dispositif, key: channel }),
    JSON.stringify({ password }),
  );
  await db.query(
    `insert into channel (dispositif_id, key, connector, settings, secret) values ($1::uuid, $2, $3, $4::jsonb, $5)
     on conflict (dispositif_id, key) do update set settings = excluded.settings`,
    [dispositif, channel, connector, JSON.stringify(settings), secret],
  );
}

beforeAll(async () => {
  db = await freshDatabase();
  people = await smallGrandEst(db);
  ent = await entcoreServer({ schools: ["École A"] });
  crisis = await activeCrisis(db, people);
  await account("ent-flash", "entcore-flash", flashSettings.parse({ url: ent.url, login }));
  await account("ent-messaging", "entcore", entcoreSettings.parse({ url: ent.url, login }));
});
afterEach(() => {
  ent.behave({});
  ent.asked.length = 0;
  expect(errors).toEqual([]);
});
afterAll(async () => {
  expect((await verify(db)).bad).toBeNull();
  await ent.kill();
  await db.close();
});

test("one proposes, the other seat confirms: only then are the accounts blocked, and the crisis hears of it", async () => {
  const key = await propose("block-accounts", ["eleve-1", "eleve-2"]);
  await worker().turn();
  expect(ent.asked).toEqual([]);
  expect(await refusal(crisis.act(people.rssi, "containment.confirmed", { key }))).toMatchObject({
    rule: "CHOIX-CONFINEMENT",
  });
  expect((await refusal(crisis.act(people.region, "containment.confirmed", { key }))).rule).toBe("MBN-6.2");
  await crisis.act(people.direction, "containment.confirmed", { key });
  await worker().turn();
  expect([...ent.blocked].sort()).toEqual(["eleve-1", "eleve-2"]);
  expect((await known()).at(-1)).toMatchObject({
    ...{ key, state: "executed", by: { role: "rssi" }, confirmed: { by: { role: "direction" } } },
    outcome: { done: 2, failed: 0, reasons: [] },
  });
  const journal = await db.query(
    "select 1 from journal_entry where dossier_id = $1::uuid and type = 'containment.executed'",
    [crisis.id],
  );
  expect(journal).toHaveLength(1);
  // Nothing of it is done or told again.
  ent.asked.length = 0;
  await worker().turn();
  expect(ent.asked).toEqual([]);
  expect(await refusal(crisis.act(people.direction, "containment.confirmed", { key }))).toMatchObject({
    because: expect.stringMatching(/déjà confirmée/),
  });
});

test("a measure withdrawn is not confirmed, and one that nobody proposed neither", async () => {
  const key = await propose("force-password", ["eleve-3"], people.direction);
  await crisis.act(people.rssi, "containment.withdrawn", { key, reason: "Erreur de liste." });
  expect(await refusal(crisis.act(people.rssi, "containment.confirmed", { key }))).toMatchObject({
    because: expect.stringMatching(/retirée/),
  });
  expect(
    await refusal(crisis.act(people.rssi, "containment.confirmed", { key: randomUUID() })),
  ).toMatchObject({ instead: ["containment.proposed"] });
  await worker().turn();
  expect(ent.asked).toEqual([]);
});

test("passwords are asked to change; an account that the ENT does not know is told with its reason, the others are done", async () => {
  ent.behave({ unknownUser: (id) => id === "parti" });
  const key = await decided("force-password", ["eleve-4", "parti"]);
  await worker().turn();
  expect(ent.mustChange.has("eleve-4")).toBe(true);
  expect(await rows(key)).toMatchObject([
    { target: "eleve-4", state: "done" },
    { target: "parti", state: "failed" },
  ]);
  expect((await known()).at(-1)?.outcome).toMatchObject({
    done: 1,
    failed: 1,
    reasons: [expect.stringMatching(/user\.not\.found/)],
  });
});

test("an ENT in error is asked again until it answers, and the crisis is told once", async () => {
  ent.behave({ failing: (path) => (path.startsWith("/auth/block") ? 503 : undefined) });
  const key = await decided("block-accounts", ["eleve-5"]);
  await worker().turn();
  expect(await rows(key)).toMatchObject([
    { state: "queued", attempts: 1, detail: expect.stringMatching(/503/) },
  ]);
  expect((await known()).at(-1)?.state).toBe("confirmed");
  ent.behave({});
  crisis.clock.pass(1);
  for (let n = 0; n < 3; n += 1) await worker().turn();
  expect(await rows(key)).toMatchObject([{ state: "done", attempts: 2 }]);
});

test("an answer lost is asked again: blocked once or twice, it is blocked", async () => {
  ent.behave({ cuts: (path) => path.startsWith("/auth/block") });
  const key = await decided("block-accounts", ["eleve-6"]);
  await worker().turn();
  expect(ent.blocked.has("eleve-6")).toBe(true);
  ent.behave({});
  crisis.clock.pass(1);
  await worker().turn();
  expect(await rows(key)).toMatchObject([{ state: "done" }]);
});

test("two processes at once call the ENT once for each account", async () => {
  await decided(
    "block-accounts",
    Array.from({ length: 12 }, (_, n) => `double-${n}`),
  );
  await Promise.all([worker().turn(), worker().turn(), worker().turn()]);
  const calls = ent.asked.filter((one) => one.includes("/auth/block/double-"));
  expect(calls).toHaveLength(12);
  expect(new Set(calls).size).toBe(12);
});

test("a message is taken back within the hour, through the account that wrote it", async () => {
  ent.received.push({ id: "m-1", by: "send", subject: "", body: "", to: [], at: Date.now() });
  ent.received.push({ id: "m-2", by: "send", subject: "", body: "", to: [], at: Date.now() - 61 * 60_000 });
  const key = await decided("recall-message", ["m-1", "m-2"]);
  await worker().turn();
  expect([...ent.recalled]).toEqual(["m-1"]);
  expect(await rows(key)).toMatchObject([
    { state: "done" },
    { state: "failed", detail: expect.stringMatching(/too\.late/) },
  ]);
});

test("without an account that administers the ENT: it fails with what to do", async () => {
  await db.query("update channel set enabled = false where key = 'ent-flash'");
  const key = await decided("block-accounts", ["eleve-7"]);
  await worker().turn();
  expect(await rows(key)).toMatchObject([
    { state: "failed", detail: expect.stringMatching(/réglez le canal « Bandeau de l’ENT »/) },
  ]);
  await db.query("update channel set enabled = true where key = 'ent-flash'");
});

test("in an exercise the measure is said to be done, and nothing is asked of the ENT", async () => {
  const s = await exerciseStage("postgres");
  try {
    const { ref } = await s.prepare();
    const { id: played } = await s.start(ref);
    await activate(s, played);
    const key = randomUUID();
    const measure = { key, measure: "block-accounts", targets: ["eleve-9"], reason: "Joué." };
    await s.say(s.people.rssi, played, "containment.proposed", measure);
    await s.say(s.people.direction, played, "containment.confirmed", { key });
    const [row] = await s.db.query<{ context: CrisisContext }>(
      "select context from dossier where id = $1::uuid",
      [played],
    );
    expect(containmentsOf(row?.context ?? {})).toMatchObject([{ key, state: "simulated" }]);
    expect(await s.db.query("select 1 from containment")).toEqual([]);
    // Should a row of it ever be there, nobody claims it.
    await s.db.query(
      `insert into containment (dossier_id, dispositif_id, key, measure, target, next_at, until)
       select id, dispositif_id, $2::uuid, 'block-accounts', 'eleve-9', '2020-01-01', '2040-01-01' from dossier where id = $1::uuid`,
      [played, key],
    );
    expect(await claimContained(s.db, new Date("2030-01-01T00:00:00Z"), 10)).toEqual([]);
  } finally {
    await s.db.close();
  }
});
