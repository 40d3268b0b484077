import { afterAll, beforeAll, expect, test } from "vitest";
import WebSocket from "ws";
import { openSession } from "#app/platform/session/open-session.ts";
import { freshDatabase } from "../support/databases.ts";
import { activeCrisis, smallGrandEst } from "../support/grand-est.ts";
import { child } from "./children/child.ts";

const WATCHERS = 500;
const ROUNDS = 15;
/** Each entry is this long, so that what the deaf one leaves unread soon passes any buffer. */
const LONG = "a".repeat(3_900);

let db: Awaited<ReturnType<typeof freshDatabase>>;
const ending: (() => void)[] = [];
beforeAll(async () => {
  db = await freshDatabase("postgres");
});
afterAll(async () => {
  for (const end of ending.splice(0)) end();
  await db.close();
});

const p90 = (values: number[]) => values.sort((a, b) => a - b)[Math.floor(values.length * 0.9)] as number;

test("a room of 500 with one connection that never reads: nobody else slows down, and it is let go", async () => {
  const people = await smallGrandEst(db);
  const { id: dossier } = await activeCrisis(db, people);
  const personId = people.rssi.person.id;
  const cookies = await Promise.all(
    Array.from(
      { length: WATCHERS },
      async () =>
        `tocsin=${await openSession(db, { personId, method: "link", userAgent: null, now: new Date() })}`,
    ),
  );
  const server = child("tests/load/children/room-server.ts", ["ours", db.url ?? ""]);
  ending.push(server.kill);
  const { port } = await server.next<{ port: number }>();
  const origin = `http://127.0.0.1:${port}`;
  const subscribe = { dossier, after: 0 };
  const watchers = child(
    "tests/load/children/live-clients.ts",
    [`ws://127.0.0.1:${port}/live`, String(WATCHERS - 1)],
    { WATCH: JSON.stringify({ origin, cookies, subscribe }) },
  );
  ending.push(watchers.kill);
  await watchers.next(120_000);

  const [organisation] = people.rssi.tenures.flatMap((one) => one.organisation ?? []);
  const by = { kind: "person", id: personId, name: "RSSI", function: "rssi", organisation };
  let number = 0;
  const say = () => {
    number += 1;
    const mark = `mark:${number}!`;
    const data = { kind: "fait", content: `${mark} ${LONG}` };
    server.send(JSON.stringify({ mark, command: { dossier, type: "log.entered", by, data } }));
    return mark;
  };
  /** Milliseconds until the last of the 499 others has an entry. */
  async function round(): Promise<number> {
    watchers.send(`mark:${number + 1}!`);
    await watchers.next();
    const started = process.hrtime.bigint();
    say();
    const { last } = await watchers.next<{ last: string }>();
    return Number(BigInt(last) - started) / 1e6;
  }
  const rounds = async () => {
    const took: number[] = [];
    for (let n = 0; n < ROUNDS; n += 1) took.push(await round());
    return took;
  };
  await rounds();
  const without = p90(await rounds());

  const deaf = new WebSocket(`ws://127.0.0.1:${port}/live`, { headers: { origin, cookie: cookies[0] } });
  ending.push(() => deaf.terminate());
  let closed = false;
  deaf.on("close", () => {
    closed = true;
  });
  deaf.on("error", () => {});
  await new Promise<void>((resolve) => deaf.once("open", () => resolve()));
  deaf.send(JSON.stringify({ subscribe: { dossier, after: 0 } }));
  deaf.pause();
  const withDeaf = p90(await rounds());
  // Until what it left unread passes the limit: it is dropped, and the room goes on.
  for (let n = 0; n < 1_500; n += 1) {
    say();
    if (n % 100 === 99) await round();
  }
  const after = p90(await rounds());
  deaf.resume();
  await expect.poll(() => closed, { timeout: 20_000 }).toBe(true);
  console.info(
    `last of ${WATCHERS - 1} watchers, 90 %: ${Math.round(without)} ms alone, ${Math.round(withDeaf)} ms beside the deaf one, ${Math.round(after)} ms once it was let go`,
  );
  // Both are measured minutes apart on a machine that does other things: twice, and a moment of it.
  expect(withDeaf).toBeLessThan(2 * without + 100);
  expect(after).toBeLessThan(2 * without + 100);
}, 300_000);
