import { afterAll, beforeAll, expect, test } from "vitest";
import type { RetexAnswer } from "#app/crisis/components/retex/retex-view.tsx";
import type { RetexPage } from "#app/crisis/queries/retex.ts";
import { clocksOf } from "#app/crisis/queries/retex-facts.ts";
import { openRetexActions } from "#app/crisis/queries/retex-open.ts";
import { rulesOfCrisis } from "#app/crisis/queries/room.ts";
import type { Caller } from "#app/platform/caller.ts";
import type { Database } from "#app/platform/database/database.ts";
import { action, loader } from "#app/routes/crises.$ref.retex.tsx";
import { actionsOf } from "#runbooks/schema.ts";
import { freshDatabase } from "../../support/databases.ts";
import { activeCrisis, type GrandEst, smallGrandEst } from "../../support/grand-est.ts";
import { later, NIGHT } from "../../support/world.ts";
import { answerOf, browser } from "../incident/harness.ts";

let db: Database;
let people: GrandEst;
let web: ReturnType<typeof browser>;
let ref: string;
const clock = { at: later(NIGHT, 60 * 24) };

beforeAll(async () => {
  db = await freshDatabase();
  people = await smallGrandEst(db);
  const crisis = await activeCrisis(db, people);
  ref = crisis.ref;
  const [row] = await db.query<{ content_hash: string; convention_id: string }>(
    "select content_hash, convention_id from dossier where id = $1",
    [crisis.id],
  );
  const { runbook } = await rulesOfCrisis(db, row as never);
  const step = actionsOf(runbook).find(
    (one) => one.kind === "step" && one.after.length + one.when.length === 0,
  );
  await crisis.act(people.direction, "step.skipped", { step: step?.key, reason: "Aucune école visée." });
  await crisis
    .act(people.rssi, "crisis.exited", { criteria: runbook.exit.map(({ key }) => key) })
    .catch(() => null);
  await crisis.act(people.direction, "crisis.exited", { criteria: runbook.exit.map(({ key }) => key) });
  web = browser(db, clock);
});
afterAll(() => db.close());

const page = async (as: Caller) =>
  (await answerOf(web.get(loader, as, `/crises/${ref}/retex`))).data as Omit<RetexPage, "convention">;
const press = async (as: Caller, fields: Record<string, string>) =>
  answerOf(web.post(action, as, `/crises/${ref}/retex`, fields));

test("the facts come from the journal: times, steps passed over with their reason, what was refused", async () => {
  const { told, retex } = await page(people.rssi);
  const times = Object.fromEntries(told?.delays.map(({ key, ms }) => [key, ms]) ?? []);
  expect(times.activation).toBe(2 * 60_000);
  expect(times.message).toBeNull();
  expect(times.exit).toBeGreaterThan(times.activation as number);
  expect(told?.skipped).toMatchObject([{ reason: "Aucune école visée." }]);
  expect(told?.refusals).toMatchObject([{ rule: "MBN-6.2" }]);
  expect(Date.parse(retex.dueAt ?? "") - NIGHT.getTime()).toBeGreaterThan(29 * 24 * 3_600_000);
});

test("somebody notes, somebody decides an action: it stays in the list of crises until it is done", async () => {
  expect((await press(people.rssi, { intent: "well", text: "Les appels ont été vite relevés." })).to).toBe(
    `/crises/${ref}/retex`,
  );
  const unread = await press(people.rssi, {
    intent: "add",
    title: "Tester",
    owner: "RSSI",
    dueAt: "un jour",
  });
  expect(unread.data as RetexAnswer).toMatchObject({
    errors: [{ path: "dueAt" }],
    values: { title: "Tester" },
  });
  const added = { intent: "add", title: "Double authentification", owner: "RSSI", dueAt: "dans 3 semaines" };
  expect((await press(people.rssi, { ...added, idempotency: "one" })).to).not.toBeNull();
  await press(people.rssi, { ...added, idempotency: "one" });
  const open = await openRetexActions(db, people.rssi);
  expect(open).toMatchObject([{ ref, title: "Double authentification", owner: "RSSI" }]);
  expect(await openRetexActions(db, { ...people.rssi, tenures: [] })).toEqual([]);
  await press(people.rssi, { intent: "done", key: open[0]?.key ?? "", note: "En service." });
  expect(await openRetexActions(db, people.rssi)).toEqual([]);
  const { retex } = await page(people.rssi);
  expect(retex.notes).toMatchObject([{ kind: "well" }]);
  expect(retex.actions).toMatchObject([{ done: { note: "En service." } }]);
});

test("whoever holds no seat reads, and is told by which article they may not write", async () => {
  const answer = await press(people.dane, { intent: "badly", text: "Trop lent." });
  expect(answer.status).toBe(422);
  const { refused, values } = answer.data as RetexAnswer;
  expect(refused?.because).toMatch(/cellule|fonction/);
  expect(values.text).toBe("Trop lent.");
});

test("the direction validates it", async () => {
  await press(people.direction, { intent: "validate", summary: "Trois heures, aucune école fermée." });
  expect((await page(people.rssi)).retex.summary).toMatchObject({
    text: "Trois heures, aucune école fermée.",
  });
});

test("a clock met late and one still running past its end are missed; one cleared is neither", () => {
  const one = { key: "k", name: "CNIL", rule: "GDPR-33", article: "33" };
  const { met, missed } = clocksOf(
    [
      { ...one, dueAt: "2026-03-25T00:00:00Z", state: "met", settledAt: "2026-03-24T00:00:00Z" },
      { ...one, dueAt: "2026-03-25T00:00:00Z", state: "met", settledAt: "2026-03-25T01:00:00Z" },
      { ...one, dueAt: "2026-03-25T00:00:00Z", state: "running", settledAt: null },
      { ...one, dueAt: "2026-03-25T00:00:00Z", state: "cleared", settledAt: "2026-03-24T00:00:00Z" },
    ],
    new Date("2026-03-26T00:00:00Z"),
  );
  expect(met).toBe(1);
  expect(missed.map(({ lateMs }) => lateMs)).toEqual([3_600_000, null]);
});
