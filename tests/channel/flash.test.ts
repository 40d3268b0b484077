import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import { flashSettings } from "#app/channel/connectors/entcore-flash/connector.ts";
import { type EntcoreServer, entcoreAccount, entcoreServer } from "../mocks/entcore-server.ts";
import { later } from "../support/world.ts";
import { type WaysOut, waysOut } from "./harness.ts";

const FLASH = "ent-flash";
let w: WaysOut;
let ent: EntcoreServer;
let at: Date;
const only = (path: string) => (asked: string) => asked.includes(path);
const set = (secret: object = { password: entcoreAccount.password }) =>
  w.configure(
    FLASH,
    flashSettings.parse({ url: ent.url, login: entcoreAccount.login, color: "orange", days: "3" }),
    {
      connector: "entcore-flash",
      secret,
    },
  );
const run = (when = at) => w.process({ timeoutMs: 400 })(when);

beforeAll(async () => {
  w = await waysOut();
  ent = await entcoreServer({
    schools: [],
    structures: [
      { uai: "0000001A", name: "École A" },
      { uai: "0000002A", name: "École B" },
    ],
  });
  at = w.c.v.now;
});
beforeEach(async () => {
  await w.c.lock([{ channel: FLASH }]);
  await set();
});
afterEach(async () => {
  await w.c.db.query("update delivery set state = 'cancelled'");
  ent.behave({});
  ent.flashes.length = 0;
  ent.asked.length = 0;
  expect(w.errors).toEqual([]);
});
afterAll(async () => {
  await ent.kill();
  await w.close();
});

test("is shown on the home page of the school, to that profile, for as long as the channel says", async () => {
  const notice = await w.c.queue(2, FLASH);
  expect(await run()).toBe(2);
  const [one] = ent.flashes;
  expect(one).toMatchObject({
    profiles: ["Relative"],
    color: "orange",
    html: expect.stringContaining("Bonjour."),
  });
  expect(Date.parse(one?.endDate ?? "") - Date.parse(one?.startDate ?? "")).toBe(3 * 86_400_000);
  expect((await w.c.rows(notice))[0]).toMatchObject({ state: "sent", accepted_at: at });
  expect(ent.asked.filter(only("/admin/list")).length).toBeLessThanOrEqual(2);
});

test("the start and end of its author go before those of the channel; over already, it is not shown", async () => {
  const notice = await w.c.queue(1, FLASH);
  const facts = (more: object) =>
    w.c.db.query("update notice set facts = facts || $2::jsonb where id = $1::uuid", [
      notice,
      JSON.stringify(more),
    ]);
  await facts({ startsAt: "2030-01-02T07:00:00Z", endsAt: "2030-01-20T07:00:00Z" });
  await run();
  expect(ent.flashes).toMatchObject([
    { startDate: "2030-01-02T07:00:00.000Z", endDate: "2030-01-20T07:00:00.000Z" },
  ]);
  const old = await w.c.queue(1, FLASH);
  await w.c.db.query(
    'update notice set facts = facts || \'{"endsAt": "2020-01-01T00:00:00Z"}\' where id = $1::uuid',
    [old],
  );
  await run();
  expect((await w.c.rows(old))[0]).toMatchObject({
    state: "refused",
    last_error: expect.stringMatching(/a pris fin/),
  });
});

test.each([
  ["cut once it was shown", { cuts: only("/flashmsg/structure/") }],
  [
    "an answer that is a page",
    { lies: (path: string) => (path.includes("/flashmsg/structure/") ? ("page" as const) : undefined) },
  ],
])("%s: the next try looks for it by its title, and it is shown once", async (_, behaviour) => {
  ent.behave(behaviour);
  const notice = await w.c.queue(1, FLASH);
  expect(await run()).toBe(0);
  ent.behave({});
  expect(await run(later(at, 1))).toBe(1);
  expect(ent.flashes).toHaveLength(1);
  expect((await w.c.rows(notice))[0]?.state).toBe("sent");
});

test("a school that the account does not administer: a person is told which", async () => {
  const notice = await w.c.queue(3, FLASH);
  expect(await run()).toBe(2);
  expect((await w.c.rows(notice))[2]).toMatchObject({
    state: "refused",
    last_error: expect.stringMatching(/0000003A/),
  });
});

test("a second factor asked of administrators is said as a right that is missing", async () => {
  ent.behave({ mfa: true });
  const notice = await w.c.queue(1, FLASH);
  await run();
  expect((await w.c.rows(notice))[0]).toMatchObject({
    state: "refused",
    last_error: expect.stringMatching(/droit manquant/),
  });
});

test("a session that ends just before: signed in again, shown once", async () => {
  ent.behave({ expired: 1, expiredOn: only("/flashmsg/structure/") });
  await w.c.queue(1, FLASH);
  expect(await run()).toBe(1);
  expect(ent.flashes).toHaveLength(1);
});
