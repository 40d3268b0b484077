import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { paceOf } from "#app/channel/pace.ts";
import { ENT } from "../outbox/community.ts";
import { type WaysOut, waysOut } from "./harness.ts";

let w: WaysOut;
beforeAll(async () => {
  w = await waysOut();
  await w.c.lock([{ channel: ENT }, { channel: "mail" }]);
  await w.configure(ENT, {});
  await w.configure("mail", {});
});
afterEach(async () => {
  await w.c.db.query("update delivery set state = 'cancelled'");
  w.ent.received.length = 0;
  expect(w.errors).toEqual([]);
});
afterAll(() => w.close());
const rate = (perMinute: number | null, key = ENT) =>
  w.c.db.query(
    "update channel set rate_per_minute = $2::int, paced_at = null, updated_at = clock_timestamp() where key = $1",
    [key, perMinute],
  );

test("two processes keep one rate together: none leaves earlier than the rate allows", async () => {
  await rate(600);
  const notice = await w.c.queue(25);
  const started = Date.now();
  const [one, two] = [w.process(), w.process()];
  await Promise.all([one(w.c.v.now), two(w.c.v.now)]);
  expect((await w.c.rows(notice)).every((row) => row.state === "sent")).toBe(true);
  const times = w.ent.received.map(({ at }) => at - started).sort((a, b) => a - b);
  expect(times).toHaveLength(25);
  // Ten a second: ten may leave at once, the eleventh 0.1 s later, the twenty-fifth 1.5 s later.
  for (const [n, at] of times.entries()) expect(at).toBeGreaterThanOrEqual((n - 10) * 100 - 5);
});

test("a channel held to a slow rate delays no other", async () => {
  await rate(1);
  const slow = await w.c.queue(3);
  const lists = await w.c.queue(30, "mail");
  const sender = w.process();
  let ended = false;
  const running = sender(w.c.v.now).then(() => {
    ended = true;
  });
  while ((await w.c.rows(lists)).some((row) => row.state !== "sent"))
    await new Promise((resolve) => setTimeout(resolve, 20));
  expect(ended).toBe(false);
  expect((await w.c.rows(slow)).filter((row) => row.state === "sent").length).toBeLessThanOrEqual(1);
  // Nobody waits a minute for the end of this test: what is due goes away, and the lane sees it at its next nap.
  await w.c.db.query("update delivery set state = 'cancelled' where state = 'queued'");
  await running;
});

test("what was taken and not used is given back", async () => {
  await rate(60);
  const id =
    (await w.c.db.query<{ id: string }>("select id from channel where key = $1", [ENT]))[0]?.id ?? "";
  const pace = paceOf(w.c.db, id, 60);
  expect((await pace.take(5)).may).toBe(1);
  const { may, waitMs } = await pace.take(5);
  expect(may).toBe(0);
  expect(waitMs).toBeGreaterThan(500);
  await pace.giveBack(1);
  expect((await pace.take(5)).may).toBe(1);
});
