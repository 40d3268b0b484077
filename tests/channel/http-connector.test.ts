import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { httpConnector } from "#app/channel/connectors/http/connector.ts";
import { type HttpGateway, httpGateway } from "../mocks/http-gateway.ts";
import { crisis, ENT } from "../outbox/community.ts";
import { later } from "../support/world.ts";
import { type WaysOut, waysOut } from "./harness.ts";

const THIRD = "third-party:pronote";
const secret = { secret: "cle-du-service", callbackSecret: "secret-des-statuts" };
let w: WaysOut;
let service: HttpGateway;
let at: Date;
const run = (when = at, timeoutMs = 2_000) => w.process({ timeoutMs })(when);
const set = (key: string, more: Record<string, string> = {}) =>
  w.configure(
    key,
    httpConnector.settings.parse({
      url: `${service.url}/messages`,
      headers: "Authorization: Bearer {secret}",
      body: '{"to": "{destinataire}", "text": "{objet} : {texte}"}',
      ...{ idPath: "data.id", okPath: "status", okValues: "queued", errorPath: "error.code" },
      ...{
        finalErrors: "unknown_group",
        again: "safe",
        states: "delivered = DELIVRD\nread = READ\nfailed = UNDELIV",
      },
      ...{ callbackItems: "reports", callbackId: "id", callbackState: "state" },
      ...more,
    }) as object,
    { connector: "http", secret },
  );

beforeAll(async () => {
  w = await waysOut();
  service = await httpGateway();
  at = w.c.v.now;
});
beforeEach(async () => {
  await w.c.lock([{ channel: ENT }, { channel: THIRD }]);
});
afterEach(async () => {
  await w.c.db.query("update delivery set state = 'cancelled'");
  service.behave({});
  for (const list of [service.received, service.asked]) list.length = 0;
  expect(w.errors).toEqual([]);
});
afterAll(async () => {
  await service.kill();
  await w.close();
});

describe.each([ENT, THIRD])("a service described in configuration, as %s", (key) => {
  beforeEach(() => set(key));

  test("leaves behind the gate: open, it is accepted; shut, nothing is asked", async () => {
    const notice = await w.c.queue(1, key);
    expect(await run()).toBe(1);
    const [row] = await w.c.rows(notice);
    expect(service.received).toMatchObject([
      { key: row?.id, to: ["Parents-0000001A"], authorization: "Bearer cle-du-service" },
    ]);
    expect(service.received[0]?.text).toContain("Messagerie suspendue");
    expect(row).toMatchObject({ state: "sent", provider_id: service.received[0]?.id, accepted_at: at });
    await w.c.lock([], [{ channel: key, because: [crisis] }]);
    const shut = await w.c.queue(2, key);
    expect(await run()).toBe(0);
    expect(service.received).toHaveLength(1);
    expect((await w.c.rows(shut)).map(({ state }) => state)).toEqual(["held", "held"]);
    await w.c.lock([{ channel: key }]);
    await w.c.letGo(at);
    expect(await run(later(at, 1))).toBe(2);
  });

  test("200 with an error in the body: for good where it was said so, else tried again", async () => {
    service.behave({ error: "unknown_group" });
    const notice = await w.c.queue(1, key);
    await run();
    expect((await w.c.rows(notice))[0]).toMatchObject({
      state: "refused",
      last_error: expect.stringContaining("unknown_group"),
    });
    service.behave({ error: "busy" });
    const other = await w.c.queue(1, key);
    await run();
    expect((await w.c.rows(other))[0]?.state).toBe("queued");
    service.behave({});
    expect(await run(later(at, 1))).toBe(1);
    expect(service.received).toHaveLength(1);
  });

  test.each([
    ["too slow", { delayMs: 300 }],
    ["cut after it was taken", { cuts: 1 }],
    ["200 with a page", { page: true }],
  ])(
    "%s: asked again with the same key, read once; where it knows no key, a person is told",
    async (_, behaviour) => {
      // A copy: the gateway counts its cuts down.
      service.behave({ ...behaviour });
      const notice = await w.c.queue(1, key);
      await run(at, 150);
      service.behave({});
      expect(await run(later(at, 1))).toBe(1);
      const [row] = await w.c.rows(notice);
      expect(row?.state).toBe("sent");
      // Those of this message alone: what was too slow for the test before may arrive during this one.
      expect(service.received.filter(({ key: given }) => given === row?.id)).toHaveLength(1);
      await set(key, { again: "never" });
      service.behave({ ...behaviour, ...("cuts" in behaviour && { cuts: 1 }) });
      const once = await w.c.queue(1, key);
      await run(later(at, 2), 150);
      service.behave({});
      await run(later(at, 20));
      expect((await w.c.rows(once))[0]).toMatchObject({
        state: "refused",
        last_error: expect.stringMatching(/peut-être parti/),
      });
      // What was too slow arrives in the end: not during the next test.
      if ("delayMs" in behaviour) await new Promise((resolve) => setTimeout(resolve, 350));
    },
  );

  test("an identifier given to another already is not believed", async () => {
    service.behave({ sameId: `MEME-${key}` });
    const first = await w.c.queue(1, key);
    await run();
    expect((await w.c.rows(first))[0]?.provider_id).toBe(`MEME-${key}`);
    const other = await w.c.queue(1, key);
    await run();
    expect((await w.c.rows(other))[0]).toMatchObject({ state: "sent", provider_id: null });
  });
});
