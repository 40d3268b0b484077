import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { monthOf, spentIn } from "#app/channel/connectors/sms/budget.ts";
import { smsSettings } from "#app/channel/connectors/sms/settings.ts";
import { askStatuses } from "#app/channel/statuses/ask-statuses.ts";
import { readCallback } from "#app/channel/statuses/read-callback.ts";
import { sealForgotten } from "#app/engine/outbox/worker.ts";
import { type HttpGateway, httpGateway } from "../mocks/http-gateway.ts";
import { ENT } from "../outbox/community.ts";
import { later } from "../support/world.ts";
import { SERVER_SECRET, type WaysOut, waysOut } from "./harness.ts";

describe("SMS by a gateway described in configuration", () => {
  let w: WaysOut;
  let gateway: HttpGateway;
  let at: Date;
  const secret = { secret: "cle-de-la-passerelle", callbackSecret: "secret-des-statuts" };
  const set = (more: Record<string, string> = {}, options: { rate?: number } = {}) =>
    w.configure(
      "sms",
      smsSettings.parse({
        url: `${gateway.url}/v1/sms`,
        headers: "Authorization: Bearer {secret}",
        body: '{"to": "{destinataires}", "text": "{texte}", "callback": "{retour}"}',
        idPath: "data.id",
        okPath: "status",
        okValues: "queued",
        errorPath: "error.code",
        finalErrors: "number_invalid",
        again: "safe",
        statusUrl: `${gateway.url}/v1/sms/{identifiant}`,
        statusPath: "state",
        states: "delivered = DELIVRD\nfailed = UNDELIV, EXPIRED",
        callbackItems: "reports",
        callbackId: "id",
        callbackState: "state",
        price: "0,0450",
        to: "{profil}-{uai}",
        ...more,
      }),
      { connector: "sms-http", secret, ...options },
    );
  const run = (when = at, timeoutMs = 2_000) => w.process({ timeoutMs })(when);
  const channelId = async () =>
    (await w.c.db.query<{ id: string }>("select id from channel where key = 'sms'"))[0]?.id ?? "";
  const spent = async () => spentIn(w.c.db, await channelId(), monthOf(new Date()));
  const count = (people: number | null) =>
    w.c.db.query(
      people === null
        ? "delete from headcount"
        : `insert into headcount (organisation_id, profile, people, source, at) select id, 'families', ${people}, 'aaf', now()
             from organisation where key = '0781024P' on conflict (organisation_id, profile) do update set people = excluded.people`,
    );

  beforeAll(async () => {
    w = await waysOut();
    gateway = await httpGateway();
    at = w.c.v.now;
  });
  beforeEach(async () => {
    await w.c.lock([{ channel: "sms" }, { channel: ENT }, { channel: "mail" }]);
    await w.c.db.query("delete from channel_charge");
    await w.c.db.query("delete from channel_budget");
    await count(100);
    await set();
  });
  afterEach(async () => {
    await w.c.db.query("update delivery set state = 'cancelled'");
    gateway.behave({});
    for (const list of [gateway.received, gateway.asked]) list.length = 0;
    expect(w.errors).toEqual([]);
  });
  afterAll(async () => {
    await gateway.kill();
    await w.close();
  });

  test("leaves with its key and its secret, to the list of the school, and is accepted", async () => {
    const notice = await w.c.queue(1, "sms");
    expect(await run()).toBe(1);
    const [row] = await w.c.rows(notice);
    expect(gateway.received).toMatchObject([
      {
        key: row?.id,
        to: ["parents-0000001A"],
        text: "Messagerie suspendue : Bonjour.",
        authorization: "Bearer cle-de-la-passerelle",
      },
    ]);
    expect(row).toMatchObject({ state: "sent", provider_id: gateway.received[0]?.id, accepted_at: at });
    expect(await spent()).toBe(100 * 450);
  });

  test("numbers of the table go before the list", async () => {
    await set({ table: "0000001A/families = +33612345678, +33698765432" });
    await w.c.queue(1, "sms");
    await run();
    expect(gateway.received[0]?.to).toEqual(["+33612345678", "+33698765432"]);
    expect(await spent()).toBe(2 * 450);
  });

  test("200 with an error in the body is a refusal: for good where it was said so, and what it would cost is free again", async () => {
    gateway.behave({ error: "number_invalid" });
    const notice = await w.c.queue(1, "sms");
    expect(await run()).toBe(0);
    expect((await w.c.rows(notice))[0]).toMatchObject({
      state: "refused",
      last_error: "le service refuse le message (number_invalid)",
    });
    expect(await spent()).toBe(0);
    gateway.behave({ error: "quota" });
    const other = await w.c.queue(1, "sms");
    await run();
    expect((await w.c.rows(other))[0]?.state).toBe("queued");
    gateway.behave({});
    expect(await run(later(at, 1))).toBe(1);
    expect(gateway.received).toHaveLength(1);
    expect(await spent()).toBe(100 * 450);
  });

  test.each([
    ["cut after it was taken", { cuts: 1 }],
    ["too slow to answer", { delayMs: 300 }],
    ["200 with a page", { page: true }],
  ])("%s: asked again with the same key, and nobody reads it twice", async (_, behaviour) => {
    gateway.behave(behaviour);
    const notice = await w.c.queue(1, "sms");
    await run(at, 150);
    gateway.behave({});
    expect(await run(later(at, 1))).toBe(1);
    expect(gateway.received).toHaveLength(1);
    expect((await w.c.rows(notice))[0]?.state).toBe("sent");
    expect(await spent()).toBe(100 * 450);
  });

  test("a gateway that forgets keys is not asked again: a person is told that it may have left", async () => {
    await set({ again: "never" });
    gateway.behave({ cuts: 1, forgetful: true });
    const notice = await w.c.queue(1, "sms");
    for (let n = 0; n < 4; n += 1) await run(later(at, n * 10));
    expect(gateway.received).toHaveLength(1);
    expect((await w.c.rows(notice))[0]).toMatchObject({
      state: "refused",
      last_error: expect.stringMatching(/peut-être parti/),
    });
    expect(await spent()).toBe(100 * 450);
  });

  test("an identifier that it gave to another already is not believed", async () => {
    gateway.behave({ sameId: "MEME" });
    const notice = await w.c.queue(3, "sms");
    await run();
    const rows = await w.c.rows(notice);
    expect(rows.every(({ state }) => state === "sent")).toBe(true);
    expect(rows.filter(({ provider_id }) => provider_id === "MEME").length).toBeLessThanOrEqual(3);
    gateway.behave({ sameId: "MEME" });
    const other = await w.c.queue(1, "sms");
    await run();
    expect((await w.c.rows(other))[0]).toMatchObject({ state: "sent", provider_id: null });
  });

  test("a redirect is not followed, least of all with the secret", async () => {
    const trap = await httpGateway();
    gateway.behave({ redirect: `${trap.url}/v1/sms` });
    const notice = await w.c.queue(1, "sms");
    await run();
    expect(trap.asked).toEqual([]);
    expect((await w.c.rows(notice))[0]).toMatchObject({
      state: "refused",
      last_error: expect.stringMatching(/n’est pas suivie/),
    });
    await trap.kill();
  });

  test("an address inside that the operator did not name is refused before anything is asked", async () => {
    const notice = await w.c.queue(1, "sms");
    await w.process({ env: { ...w.env, TOCSIN_INSIDE_ALLOWED: [] } })(at);
    expect(gateway.asked).toEqual([]);
    expect((await w.c.rows(notice))[0]).toMatchObject({
      state: "queued",
      last_error: expect.stringMatching(/https|réseau|interne|intérieur/i),
    });
  });

  test("2,000 characters with one emoji: refused before it leaves, with what to do", async () => {
    const notice = await w.c.queue(1, "sms");
    await w.c.db.query("update notice set facts = facts || $2::jsonb where id = $1::uuid", [
      notice,
      JSON.stringify({ sms: `${"a".repeat(1_999)}😀` }),
    ]);
    await run();
    expect(gateway.asked).toEqual([]);
    expect((await w.c.rows(notice))[0]).toMatchObject({
      state: "refused",
      last_error:
        "ce texte fait 30 SMS par personne, 4 au plus : raccourcissez-le, ou retirez 😀 (il en ferait 14)",
    });
  });

  test("ceilings are exact with two processes at once: what fits leaves, the rest is refused with what to do", async () => {
    // Eight schools of 100 people at 4,50 €: six fit in 27 €.
    await set({ perMonth: "27,00" });
    const notice = await w.c.queue(8, "sms");
    await Promise.all([run(), run()]);
    const rows = await w.c.rows(notice);
    expect(rows.filter(({ state }) => state === "sent")).toHaveLength(6);
    expect(rows.filter(({ state }) => state === "refused").map(({ last_error }) => last_error)).toEqual(
      Array.from({ length: 2 }, () =>
        expect.stringMatching(/plafond de \d{4}-\d\d \(27,00 €\) serait dépassé/),
      ),
    );
    expect(gateway.received).toHaveLength(6);
    expect(await spent()).toBe(270_000);
  });

  test("the ceiling of one message is its own", async () => {
    await set({ perMessage: "9,00" });
    const first = await w.c.queue(3, "sms");
    await run();
    expect((await w.c.rows(first)).filter(({ state }) => state === "sent")).toHaveLength(2);
    const second = await w.c.queue(1, "sms");
    expect(await run()).toBe(1);
    expect((await w.c.rows(second))[0]?.state).toBe("sent");
  });

  test("nobody has counted the school: without a ceiling it leaves, with one it is said to be unknown", async () => {
    await count(null);
    await w.c.queue(1, "sms");
    expect(await run()).toBe(1);
    await set({ perMonth: "1000" });
    const notice = await w.c.queue(1, "sms");
    await run();
    expect((await w.c.rows(notice))[0]).toMatchObject({
      state: "refused",
      last_error: expect.stringMatching(/effectif inconnu/),
    });
  });

  test("down, it delays no other channel", async () => {
    await set({}, { rate: 60_000 });
    gateway.behave({ delayMs: 300 });
    const stuck = await w.c.queue(40, "sms");
    const lists = await (async () => {
      await w.configure("mail", {});
      return w.c.queue(8, "mail");
    })();
    await w.process({ timeoutMs: 100 })(at);
    expect((await w.c.rows(lists)).every(({ state }) => state === "sent")).toBe(true);
    expect((await w.c.rows(stuck)).every(({ state }) => state === "queued")).toBe(true);
    // The circuit opened: four at once at most found it out, nobody waited for the other thirty.
    expect(gateway.asked.length).toBeLessThan(12);
    expect(await w.health("sms")).toMatchObject({ health: "failing" });
  });

  describe("statuses", () => {
    const call = async (
      items: { id: string; state: string }[],
      more: { secret?: string; signature?: string } = {},
    ) => {
      const signed = gateway.statuses(items, more.secret ?? secret.callbackSecret);
      const header = (name: string) =>
        name.toLowerCase() === "x-signature" ? (more.signature ?? signed.signature) : null;
      return readCallback(
        w.c.db,
        SERVER_SECRET,
        { channel: await channelId(), body: signed.body, header },
        at,
      );
    };

    test("that are signed are believed, twice as once; unknown identifiers and words change nothing", async () => {
      const notice = await w.c.queue(2, "sms");
      await run();
      const [one, two] = await w.c.rows(notice);
      const items = [
        { id: one?.provider_id ?? "", state: "delivrd" },
        { id: two?.provider_id ?? "", state: "UNDELIV" },
        { id: "INCONNU", state: "DELIVRD" },
        { id: one?.provider_id ?? "", state: "mystère" },
      ];
      expect(await call(items)).toEqual({ is: "heard", recorded: 2 });
      expect(await call(items)).toEqual({ is: "heard", recorded: 0 });
      expect(await w.c.rows(notice)).toMatchObject([
        { delivered_at: at, failed_at: null },
        { delivered_at: null, failed_at: at },
      ]);
      const tasks = await w.c.db.query(
        "select 1 from task where kind = 'dead-letter' and data->'deliveries' ? $1",
        [two?.id],
      );
      expect(tasks).toHaveLength(1);
      await sealForgotten(w.c.db, at);
    });

    test.each([
      ["with another secret", { secret: "un-autre" }],
      ["without a signature", { signature: "" }],
      ["with one of another length", { signature: "00" }],
    ])("signed %s are not", async (_, more) => {
      const notice = await w.c.queue(1, "sms");
      await run();
      const [row] = await w.c.rows(notice);
      expect(await call([{ id: row?.provider_id ?? "", state: "DELIVRD" }], more)).toEqual({
        is: "unsigned",
      });
      expect((await w.c.rows(notice))[0]).toMatchObject({ delivered_at: null });
    });

    test("are asked for where the gateway tells nothing by itself", async () => {
      const notice = await w.c.queue(1, "sms");
      const ways = w.ways();
      await run();
      gateway.states.set(gateway.received[0]?.id ?? "", "DELIVRD");
      const errors: unknown[] = [];
      expect(await askStatuses(w.c.db, ways.find, later(at, 2), (error) => errors.push(error))).toBe(1);
      expect(await askStatuses(w.c.db, ways.find, later(at, 3), (error) => errors.push(error))).toBe(0);
      expect(errors).toEqual([]);
      expect((await w.c.rows(notice))[0]).toMatchObject({ delivered_at: later(at, 2) });
    });
  });
});
