import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import WebSocket from "ws";
import { startLive } from "#app/boot/live.ts";
import { dispatch } from "#app/engine/dispatch.ts";
import { liveHub, type Watcher } from "#app/engine/live/hub.ts";
import { declareIncident } from "#app/incident/commands/declare-incident.ts";
import type { Database } from "#app/platform/database/database.ts";
import { readEnv } from "#app/platform/env.ts";
import { createLog } from "#app/platform/log.ts";
import { openSession } from "#app/platform/session/open-session.ts";
import { freshDatabase } from "../support/databases.ts";
import { declaration, smallVersailles } from "../support/versailles.ts";
import { withOrganisations, withPerson } from "../support/world.ts";

let db: Database;
let v: Awaited<ReturnType<typeof smallVersailles>>;
let server: Server;
let live: Awaited<ReturnType<typeof startLive>>;
let origin: string;
const sockets: WebSocket[] = [];
beforeAll(async () => {
  db = await freshDatabase();
  v = await smallVersailles(db);
  server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const env = readEnv({ NODE_ENV: "production", PUBLIC_URL: origin });
  live = await startLive(db, env, createLog({ LOG_LEVEL: "silent" }));
  server.on("upgrade", (req, socket, head) => void live.upgrade(req, socket, head));
});
afterEach(() => {
  for (const socket of sockets.splice(0)) socket.terminate();
});
afterAll(async () => {
  live.close();
  await live.hub.stop();
  server.close();
  await db.close();
});

const by = { kind: "person" as const, id: "someone", name: "Camille" };
const note = (dossier: string, text: string) =>
  dispatch(db, { dossier, type: "note.added", data: { text }, by, at: v.now });
const cookieOf = async (personId: string) =>
  `tocsin=${await openSession(db, { personId, method: "link", userAgent: null, now: new Date() })}`;
type Frame = {
  entry?: { seq: number };
  change?: { seq: number };
  refused?: object;
  ready?: true;
  resync?: true;
};

/** A page that watches; `status` when the handshake was refused. */
async function watch(headers: Record<string, string>) {
  const socket = new WebSocket(origin.replace("http", "ws"), { headers });
  sockets.push(socket);
  const frames: Frame[] = [];
  let status = 0;
  socket.on("message", (raw: Buffer) => frames.push(JSON.parse(raw.toString()) as Frame));
  socket.on("unexpected-response", (_request, answer) => {
    status = answer.statusCode ?? 0;
  });
  socket.on("error", () => {});
  await expect.poll(() => status || frames.length).toBeGreaterThan(0);
  return {
    frames,
    status,
    seqs: () => frames.flatMap((frame) => (frame.entry ? [frame.entry.seq] : [])),
    subscribe: (dossier: string, after: number) =>
      socket.send(JSON.stringify({ subscribe: { dossier, after } })),
    say: (text: string) => socket.send(text),
    socket,
  };
}

test("an entry reaches whoever watches, and one who comes back gets what was missed, in order and once", async () => {
  const { id } = await declareIncident(db, v.head, declaration(), v.now);
  const cookie = await cookieOf(v.rssi.person.id);
  const first = await watch({ origin, cookie });
  first.subscribe(id, 0);
  await expect.poll(first.seqs).toEqual([1]);
  await note(id, "deux");
  await expect.poll(first.seqs).toEqual([1, 2]);
  first.socket.terminate();
  for (const text of ["trois", "quatre", "cinq"]) await note(id, text);
  const again = await watch({ origin, cookie });
  again.subscribe(id, 2);
  await note(id, "six");
  await expect.poll(again.seqs).toEqual([3, 4, 5, 6]);
});

test("pages that join while a hundred notes are written miss none and see each in its order", async () => {
  const { id } = await declareIncident(db, v.head, declaration(), v.now);
  const cookie = await cookieOf(v.rssi.person.id);
  const pages: Awaited<ReturnType<typeof watch>>[] = [];
  const writing = (async () => {
    for (let n = 0; n < 100; n += 1) await note(id, `Note ${n}`);
  })();
  for (let n = 0; n < 6; n += 1) {
    const page = await watch({ origin, cookie });
    page.subscribe(id, 0);
    pages.push(page);
  }
  await writing;
  const all = Array.from({ length: 101 }, (_, n) => n + 1);
  // What a page already has may come again; nothing may come out of turn.
  for (const page of pages)
    await expect.poll(() => [...new Set(page.seqs())], { timeout: 10_000 }).toEqual(all);
});

test("a notice that never came, its process dead before it, is found by looking", async () => {
  const { id } = await declareIncident(db, v.head, declaration(), v.now);
  const deaf = { ...db, listen: async () => async () => {} } as Database;
  const hub = liveHub(deaf, () => {}, 50);
  const got: string[] = [];
  const watcher: Watcher = { push: (frame) => got.push(frame) > 0, sees: async () => "entry" };
  await hub.start();
  hub.add(watcher);
  await hub.join(watcher, id, 1);
  await new Promise((resolve) => setTimeout(resolve, 150));
  await note(id, "sans avis");
  await expect.poll(() => got.filter((frame) => frame.includes("sans avis")).length).toBe(1);
  await hub.stop();
});

test("a client that claims to be ahead of the journal does not make the others deaf", async () => {
  const { id } = await declareIncident(db, v.head, declaration(), v.now);
  const cookie = await cookieOf(v.rssi.person.id);
  const liar = await watch({ origin, cookie });
  liar.subscribe(id, 1_000_000);
  const honest = await watch({ origin, cookie });
  honest.subscribe(id, 1);
  await new Promise((resolve) => setTimeout(resolve, 200));
  await note(id, "deux");
  await expect.poll(honest.seqs).toEqual([2]);
});

test("a page too slow to read is dropped, and gets everything when it comes back", async () => {
  const { id } = await declareIncident(db, v.head, declaration(), v.now);
  const cookie = await cookieOf(v.rssi.person.id);
  const slow = await watch({ origin, cookie });
  slow.subscribe(id, 0);
  await expect.poll(slow.seqs).toEqual([1]);
  let closed = false;
  slow.socket.on("close", () => {
    closed = true;
  });
  slow.socket.pause();
  const long = "a".repeat(7_900);
  let written = 1;
  for (; written < 1_500 && live.hub.size() > 0; written += 1) await note(id, long);
  expect(live.hub.size()).toBe(0);
  slow.socket.resume();
  await expect.poll(() => closed, { timeout: 10_000 }).toBe(true);
  const back = await watch({ origin, cookie });
  back.subscribe(id, 1);
  await expect.poll(() => back.seqs().at(-1), { timeout: 20_000 }).toBe(written);
  expect(back.seqs()).toEqual(Array.from({ length: written - 1 }, (_, n) => n + 2));
}, 120_000);

test.each([
  ["no cookie", async () => ({ origin }), 401],
  ["a cookie made up", async () => ({ origin, cookie: `tocsin=${"x".repeat(43)}` }), 401],
  ["no origin", async () => ({ cookie: await cookieOf(v.rssi.person.id) }), 403],
  [
    "the origin of another site",
    async () => ({ origin: "https://autre.example", cookie: await cookieOf(v.rssi.person.id) }),
    403,
  ],
] as [string, () => Promise<Record<string, string>>, number][])(
  "a socket with %s is refused",
  async (_, headers, status) => {
    expect((await watch(await headers())).status).toBe(status);
  },
);

test("whoever has no right on a dossier is refused it and sees nothing of it, by its feed either", async () => {
  await withOrganisations(db, [{ key: "elsewhere", kind: "commune", communeInsee: "91001" }]);
  const stranger = await withPerson(db, { function: "elu", at: "elsewhere" });
  const page = await watch({ origin, cookie: await cookieOf(stranger.person.id) });
  const { id } = await declareIncident(db, v.head, declaration(), v.now);
  page.subscribe(id, 0);
  page.say(JSON.stringify({ subscribe: { feed: true } }));
  await expect.poll(() => page.frames.some((frame) => frame.refused)).toBe(true);
  const rights = await watch({ origin, cookie: await cookieOf(v.rssi.person.id) });
  rights.subscribe(id, 0);
  await note(id, "confidentiel");
  await expect.poll(rights.seqs).toEqual([1, 2]);
  expect(page.frames.some((frame) => frame.entry || frame.change)).toBe(false);
});

test("whoever may read the dossier but not its journal learns that it changed, not what", async () => {
  const { id } = await declareIncident(db, v.head, declaration(), v.now);
  const page = await watch({ origin, cookie: await cookieOf(v.head.person.id) });
  page.subscribe(id, 1);
  await new Promise((resolve) => setTimeout(resolve, 100));
  await note(id, "réservé au journal");
  await expect.poll(() => page.frames.some((frame) => frame.change?.seq === 2)).toBe(true);
  expect(JSON.stringify(page.frames)).not.toContain("réservé");
});

test("a message that is none of ours closes the socket", async () => {
  const page = await watch({ origin, cookie: await cookieOf(v.rssi.person.id) });
  let code = 0;
  page.socket.on("close", (given) => {
    code = given;
  });
  page.say("{}");
  await expect.poll(() => code).toBe(1008);
});
