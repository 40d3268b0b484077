import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { crisis, ENT } from "../outbox/community.ts";
import { later } from "../support/world.ts";
import { SCHOOL, type WaysOut, waysOut } from "./harness.ts";

const seconds = (from: Date, n: number) => new Date(from.getTime() + n * 1000);
const only = (path: string) => (asked: string) => asked.endsWith(path);

describe("a message to the community leaves by the ways out of its dispositif", () => {
  let w: WaysOut;
  let at: Date;
  const run = (when = at) => w.process()(when);
  /** Where an ENT that does not answer is the point. */
  const hurried = () => w.process({ timeoutMs: 300 })(at);
  beforeAll(async () => {
    w = await waysOut();
    at = w.c.v.now;
  });
  beforeEach(async () => {
    await w.c.lock([{ channel: ENT }, { channel: "mail" }]);
    await w.configure(ENT, {});
    await w.configure("mail", {});
  });
  afterEach(async () => {
    await w.c.db.query("update delivery set state = 'cancelled'");
    w.ent.behave({});
    w.mail.behave({});
    for (const list of [w.ent.received, w.ent.asked, w.mail.received]) list.length = 0;
    expect(w.errors).toEqual([]);
  });
  afterAll(() => w.close());

  test("by the messaging of the ENT, to the group of that school and profile", async () => {
    const notice = await w.c.queue(1);
    expect(await run()).toBe(1);
    expect(w.ent.received).toMatchObject([{ subject: "Messagerie suspendue", to: [`Parents de ${SCHOOL}`] }]);
    const [row] = await w.c.rows(notice);
    expect(row).toMatchObject({ state: "sent", provider_id: w.ent.received[0]?.id, last_error: null });
  });

  test("by mailing lists, one address a school and profile", async () => {
    const notice = await w.c.queue(2, "mail");
    expect(await run()).toBe(2);
    const [first] = w.mail.received;
    expect(w.mail.received.map(({ to }) => to).sort()).toEqual([
      "parents.0000001a@listes.example.invalid",
      "parents.0000002a@listes.example.invalid",
    ]);
    expect(first?.mail.subject).toBe("Messagerie suspendue");
    expect(first?.mail.text).toContain("MSG-2026-001");
    const [row] = await w.c.rows(notice);
    expect(row?.provider_id).toMatch(/^TEST/);
  });

  test("accounts not activated and people not served are counted in the history, without names", async () => {
    w.ent.behave({ inactive: 3, undelivered: 1 });
    const notice = await w.c.queue(1);
    await run();
    const [row] = await w.c.rows(notice);
    expect(row?.history.at(-1)).toMatchObject({
      state: "sent",
      detail: "119 comptes atteints, 3 comptes non activés, 1 non remis",
    });
    expect(row).toMatchObject({
      reach: { reached: 119, inactive: 3, undelivered: 1 },
      delivered_at: expect.any(Date),
    });
    expect(JSON.stringify(row)).not.toContain("Compte 1");
  });

  test("an ENT that delivered to nobody: a person is told", async () => {
    w.ent.behave({ undelivered: 120 });
    const notice = await w.c.queue(1);
    await run();
    expect((await w.c.rows(notice))[0]).toMatchObject({
      state: "refused",
      last_error: expect.stringMatching(/personne/),
    });
  });

  test.each([
    ["the connection is cut once it has left", { cuts: only("/send") }],
    ["the ENT never answers once it has left", { hangs: (path: string) => (path.endsWith("/send") ? ("done" as const) : undefined) }],
  ])("%s: the next try asks about its draft, and people read it once", async (_, behaviour) => {
    w.ent.behave(behaviour);
    const notice = await w.c.queue(1);
    expect(await hurried()).toBe(0);
    expect((await w.c.rows(notice))[0]).toMatchObject({ state: "queued", attempts: 1, provider_id: expect.stringMatching(/^draft:/) });
    w.ent.behave({});
    expect(await run(later(at, 1))).toBe(1);
    expect(w.ent.received).toHaveLength(1);
    expect((await w.c.rows(notice))[0]?.history.at(-1)?.detail).toMatch(/essai précédent/);
  }); // biome-ignore format: one case a line

  test("an ENT in error before anything was done: the same draft leaves at the next try, once", async () => {
    w.ent.behave({ failing: (path) => (path.endsWith("/send") ? 502 : undefined) });
    const notice = await w.c.queue(1);
    await run();
    w.ent.behave({});
    expect(await run(later(at, 1))).toBe(1);
    expect(w.ent.received).toHaveLength(1);
    expect(w.ent.asked.filter(only("/draft"))).toHaveLength(1);
    expect((await w.c.rows(notice))[0]).toMatchObject({ state: "sent", attempts: 2 });
  });

  test("dead after the send and before it was written down: taken over, not sent again", async () => {
    const notice = await w.c.queue(1);
    await run();
    await w.c.db.query(
      "update delivery set state = 'sending', claimed_by = 'process-mort', provider_id = 'draft:' || provider_id where notice_id = $1",
      [notice],
    );
    expect(await run(seconds(at, 61))).toBe(1);
    expect(w.ent.received).toHaveLength(1);
  });

  test("a session that ends just before the send: signed in again, the same draft, one message", async () => {
    w.ent.behave({ expired: 1, expiredOn: only("/send") });
    const notice = await w.c.queue(1);
    expect(await run()).toBe(1);
    expect(w.ent.received).toHaveLength(1);
    expect(w.ent.asked.filter(only("/draft"))).toHaveLength(1);
    expect((await w.c.rows(notice))[0]).toMatchObject({ state: "sent", attempts: 1 });
  });

  test("a session that ends each time is a right that our account lacks: a person is told", async () => {
    w.ent.behave({ expired: 100, expiredOn: only("/send") });
    const notice = await w.c.queue(1);
    await run();
    expect((await w.c.rows(notice))[0]).toMatchObject({
      state: "refused",
      last_error: expect.stringMatching(/droit manquant/),
    });
  });

  test("closed while the ENT was slow to answer a search: the draft stays a draft", async () => {
    w.ent.behave({ delayMs: 120 });
    const notice = await w.c.queue(1);
    const running = run();
    while (!w.ent.asked.some(only("/visible"))) await new Promise((resolve) => setTimeout(resolve, 5));
    await w.c.lock([], [{ channel: ENT, because: [crisis] }]);
    await running;
    expect(w.ent.received).toEqual([]);
    expect((await w.c.rows(notice))[0]).toMatchObject({
      state: "held",
      provider_id: expect.stringMatching(/^draft:/),
    });
    // Let go later, that same draft leaves.
    w.ent.behave({});
    await w.c.lock([{ channel: ENT }]);
    await w.c.letGo(at);
    expect(await run(later(at, 5))).toBe(1);
    expect(w.ent.asked.filter(only("/draft"))).toHaveLength(1);
  });

  test("a channel that is shut is not even signed in to", async () => {
    await w.c.lock([{ channel: "mail" }], [{ channel: ENT, because: [crisis] }]);
    await w.c.queue(3);
    await run();
    expect(w.ent.asked).toEqual([]);
  });

  test.each([
    ["no such group", { pattern: "{profil} du {etablissement}" }, {}, /aucun groupe « Parents du École/],
    ["two groups of that name", {}, { duplicates: true }, /plusieurs groupes/],
    ["a group not visible", {}, { notVisible: () => true }, /conversation\.error\.visible/],
  ])("%s: refused for good, and a person is told", async (_, settings, behaviour, reason) => {
    await w.configure(ENT, settings);
    w.ent.behave(behaviour);
    const notice = await w.c.queue(1);
    await run();
    expect((await w.c.rows(notice))[0]).toMatchObject({
      state: "refused",
      last_error: expect.stringMatching(reason),
    });
    expect(w.ent.received).toEqual([]);
  });

  test.each([
    ["disabled", ENT, { enabled: false }, /désactivé/],
    ["without a password", ENT, { secret: null }, /mot de passe .* illisible/],
    ["never configured", "sms", null, /« SMS » non configuré/],
  ])("a channel %s: refused with the reason", async (_, key, more, reason) => {
    await w.c.lock([{ channel: key }]);
    if (more) await w.configure(key, {}, more);
    const notice = await w.c.queue(1, key);
    await run();
    expect((await w.c.rows(notice))[0]).toMatchObject({
      state: "refused",
      last_error: expect.stringMatching(reason),
    });
  });

  test("an ENT that never answers, a thousand messages: three wait for it, the rest is answered at once, lists go out", async () => {
    w.ent.behave({ hangs: () => "undone" });
    const stuck = await w.c.queue(1_081);
    const lists = await w.c.queue(50, "mail");
    // Four at a time for 300 ms each would take 80 seconds.
    const started = performance.now();
    expect(await hurried()).toBe(50);
    expect(performance.now() - started).toBeLessThan(40_000);
    const rows = await w.c.rows(stuck);
    expect(rows.every((row) => row.state === "queued" && row.attempts === 1)).toBe(true);
    expect((await w.c.rows(lists)).every((row) => row.state === "sent")).toBe(true);
    expect(w.ent.asked.length).toBeLessThan(10);
    expect(await w.health(ENT)).toEqual({
      health: "failing",
      health_detail: "l’ENT n’a pas répondu à temps",
    });
  });

  test("back again, it says so and everything leaves", async () => {
    w.ent.behave({ failing: () => 503 });
    const send = w.process({ circuit: { pauseMs: 1 } });
    const notice = await w.c.queue(40);
    await send(at);
    expect((await w.health(ENT))?.health).toBe("failing");
    w.ent.behave({});
    await new Promise((resolve) => setTimeout(resolve, 20));
    for (let n = 1; n <= 4; n += 1) await send(later(at, n * 15));
    expect((await w.c.rows(notice)).every((row) => row.state === "sent")).toBe(true);
    expect((await w.health(ENT))?.health).toBe("ok");
    expect(w.ent.received).toHaveLength(40);
  });

  test("a wrong password is tried once, not forty times", async () => {
    await w.configure(ENT, {}, { secret: { password: "faux" } });
    const notice = await w.c.queue(40);
    await run();
    expect(w.ent.asked.filter(only("/auth/login")).length).toBeLessThanOrEqual(4);
    expect((await w.c.rows(notice))[0]?.last_error).toMatch(/identifiant ou le mot de passe/);
    expect(JSON.stringify([await w.c.rows(notice), await w.health(ENT)])).not.toContain("faux");
  });

  describe("as a notice without a draft", () => {
    beforeEach(() => w.configure(ENT, { way: "notice", from: "id-ent", username: "Académie" }));

    test("it leaves by externe", async () => {
      const notice = await w.c.queue(1);
      expect(await run()).toBe(1);
      expect(w.ent.received).toMatchObject([{ by: "externe" }]);
      expect((await w.c.rows(notice))[0]?.state).toBe("sent");
    });

    test("an answer lost: never repeated without a person, who is told", async () => {
      w.ent.behave({ cuts: only("/externe") });
      const notice = await w.c.queue(1);
      await run();
      w.ent.behave({});
      for (let n = 1; n < 5; n += 1) await run(later(at, n * 10));
      expect(w.ent.received).toHaveLength(1);
      expect((await w.c.rows(notice))[0]).toMatchObject({
        state: "refused",
        last_error: expect.stringMatching(/peut-être parti/),
      });
    });

    test("refused before it left: it may be tried again", async () => {
      await w.configure(ENT, { way: "notice", from: "id-ent", username: "Académie" });
      const notice = await w.c.queue(1);
      w.ent.behave({ failing: (path) => (path.endsWith("/visible") ? 503 : undefined) });
      await run();
      w.ent.behave({});
      expect(await run(later(at, 1))).toBe(1);
      expect((await w.c.rows(notice))[0]?.state).toBe("sent");
    });
  });
});
