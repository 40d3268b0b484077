import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { ringDue } from "#app/engine/clock.ts";
import { sendEvent } from "#app/engine/command/send-event.ts";
import { verify } from "#app/engine/journal/verify.ts";
import { claim } from "#app/engine/outbox/claim.ts";
import { MAX_TRIES } from "#app/engine/outbox/outcome.ts";
import { acknowledgeAlert } from "#app/incident/commands/acknowledge-alert.ts";
import { smtpTransport } from "#app/platform/channels/smtp.ts";
import { later } from "../support/world.ts";
import { crowd, DASEN, DEPUTY, FROM, IEN, type Post, post } from "./harness.ts";

const seconds = (from: Date, n: number) => new Date(from.getTime() + n * 1000);

describe("alerts through a real mail server", () => {
  let p: Post;
  beforeAll(async () => {
    p = await post();
  });
  afterAll(() => p.close());
  afterEach(async () => {
    p.server().behave({});
    p.server().received.length = 0;
    await p.db.query("update delivery set state = 'cancelled' where state in ('queued', 'sending')");
    // Clocks of one story must not ring in the next.
    await p.db.query("update deadline set state = 'cleared' where state = 'running'");
    expect(p.errors).toEqual([]);
  });

  test("an alert goes out, and the message says whose it is and is the same at each try", async () => {
    const { id, ref } = await p.declare();
    expect(await p.run(p.v.now)).toBeGreaterThan(2);
    const [row] = (await p.rows(id)).filter((one) => one.address === IEN);
    const mail = p.server().received.find((one) => one.to === IEN)?.mail;
    expect(row).toMatchObject({
      state: "sent",
      attempts: 1,
      provider_id: expect.stringMatching(/^TEST\d+$/),
    });
    expect(mail?.messageId).toBe(`<${row?.id}@tocsin.example.invalid>`);
    const headers = Object.fromEntries(mail?.headers.map(({ key, value }) => [key, value]) ?? []);
    expect(headers).toMatchObject({ "auto-submitted": "auto-generated", "x-tocsin-dossier": ref });
    expect(mail?.subject).toContain(ref);
    expect(mail?.text).toContain("J’ai lu et je m’en occupe");
    expect(await p.journal(id)).toEqual(["incident.declared", "alerts.sent"]);
  });

  test("a server that answers 4xx is asked again, later each time, until it takes the message", async () => {
    const { id } = await p.declare();
    const count = (await p.rows(id)).length;
    p.server().behave({ recipient: () => ({ code: 451, text: `451 4.7.1 ${IEN} greylisted` }) });
    expect(await p.run(p.v.now)).toBe(0);
    const waiting = await p.rows(id);
    expect(new Set(waiting.map((row) => row.state))).toEqual(new Set(["queued"]));
    expect(waiting[0]?.last_error).toMatch(/451/);
    expect(waiting.map((row) => row.last_error).join()).not.toContain("@");
    for (const row of waiting)
      expect(row.next_at.getTime()).toBeGreaterThanOrEqual(seconds(p.v.now, 5).getTime());
    const asked = p.server().asked();
    expect(await p.run(seconds(p.v.now, 2))).toBe(0);
    expect(p.server().asked()).toBe(asked);
    p.server().behave({});
    expect(await p.run(seconds(p.v.now, 7))).toBe(count);
    const [done] = await p.rows(id);
    expect(done).toMatchObject({ state: "sent", attempts: 2, last_error: null });
    expect(done?.history.map((step) => step.state)).toEqual(["queued", "sent"]);
  });

  test("an address refused for good: its substitute and the level above are told, and a person gets a task", async () => {
    const { id } = await p.declare();
    p.server().behave({ recipient: (address) => (address === IEN ? { code: 550 } : undefined) });
    await p.run(p.v.now);
    await p.run(p.v.now);
    const rows = await p.rows(id);
    expect(rows.find((row) => row.address === IEN)).toMatchObject({ state: "refused", attempts: 1 });
    const fallback = rows.filter((row) => row.template === "escalation");
    expect(fallback.map((row) => [row.address, row.via, row.state])).toEqual(
      expect.arrayContaining([
        [DEPUTY, "substitute", "sent"],
        [DASEN, "above", "sent"],
      ]),
    );
    const text = p.server().received.find((one) => one.to === DEPUTY)?.mail.text;
    expect(text).toMatch(/n’a pas pu lui être remis/);
    const tasks = await p.db.query(
      "select kind, function from task where dossier_id = $1 and kind = 'dead-letter'",
      [id],
    );
    expect(tasks).toEqual([{ kind: "dead-letter", function: "rssi" }]);
    expect((await p.journal(id)).filter((type) => type === "deliveries.failed")).toHaveLength(1);
  });

  test("a dead letter that a person retries at a corrected address goes out, and the record is sealed again", async () => {
    const { id } = await p.declare();
    p.server().behave({ recipient: (address) => (address === IEN ? { code: 550 } : undefined) });
    await p.run(p.v.now);
    const refused = (await p.rows(id)).find((row) => row.address === IEN);
    const address = "ien.corrige@agents.example.invalid";
    await sendEvent(
      p.db,
      p.v.rssi,
      id,
      { type: "delivery.retried", delivery: refused?.id, address },
      p.v.now,
    );
    p.server().behave({});
    await p.run(later(p.v.now, 1));
    expect(p.server().received.map((one) => one.to)).toContain(address);
    const sealed = await p.db.query<{ payload: string }>(
      "select payload from journal_entry where dossier_id = $1 and type = 'alerts.sent' and payload like '%\"notice\":\"alert-1\"%' order by seq",
      [id],
    );
    expect(sealed).toHaveLength(2);
    expect(JSON.parse(sealed[1]?.payload ?? "").data).toMatchObject({ failed: 0 });
  });

  test("a server that never takes anything: after the last try the letters are dead and a person is told", async () => {
    const { id } = await p.declare();
    p.server().behave({ recipient: () => ({ code: 450 }) });
    let at = p.v.now;
    for (let n = 0; n < MAX_TRIES; n += 1) {
      await p.run(at);
      at = later(at, 75);
    }
    const rows = (await p.rows(id)).filter((row) => row.template === "alert");
    expect(new Set(rows.map((row) => row.state))).toEqual(new Set(["dead"]));
    expect(rows[0]?.attempts).toBe(MAX_TRIES);
    const [task] = await p.db.query("select title from task where dossier_id = $1 and kind = 'dead-letter'", [
      id,
    ]);
    expect(task).toBeDefined();
  });

  test("no mail server configured: deliveries wait with the reason, none is said to be sent", async () => {
    const { id } = await p.declare();
    const worker = p.sender(() => p.v.now, { url: "" });
    expect(await worker.run()).toBe(0);
    const rows = await p.rows(id);
    expect(rows[0]).toMatchObject({ state: "queued", last_error: expect.stringContaining("SMTP_URL") });
  });

  test("whoever acknowledged is not reminded, even when the reminder was already queued", async () => {
    const { id } = await p.declare();
    await p.run(p.v.now);
    const ien = (await p.rows(id)).find((row) => row.address === IEN);
    await ringDue(p.db, later(p.v.now, 61));
    await acknowledgeAlert(p.db, ien?.id ?? "", "taken", later(p.v.now, 61));
    p.server().received.length = 0;
    await p.run(later(p.v.now, 62));
    expect(p.server().received.length).toBeGreaterThan(0);
    expect(p.server().received.map((one) => one.to)).not.toContain(IEN);
    const reminder = (await p.rows(id)).find((row) => row.address === IEN && row.template === "reminder");
    expect(reminder).toMatchObject({ state: "cancelled", history: [{ state: "cancelled" }] });
  });

  test("two processes share a crowd without one message twice", async () => {
    const { id } = await p.declare();
    await crowd(p.db, id, 600);
    const before = p.server().count();
    const one = p.sender(() => p.v.now, { batch: 50 });
    const two = p.sender(() => p.v.now, { batch: 50 });
    const shares = await Promise.all([one.run(), two.run()]);
    expect(Math.min(...shares)).toBeGreaterThan(0);
    const to = p.server().received.map((mail) => mail.to);
    expect(new Set(to).size).toBe(to.length);
    expect(p.server().count() - before).toBe((await p.rows(id)).length);
    expect((await p.journal(id)).filter((type) => type === "alerts.sent")).toHaveLength(1);
  });

  test("killed between sending and writing it down: taken over after the lease, the same message at most once more", async () => {
    const { id } = await p.declare();
    const dead = smtpTransport({ url: p.server().url, from: FROM });
    const { toSend } = await claim(p.db, "process-mort", p.v.now, 1);
    const [sent] = toSend;
    await dead.send({
      ...{ to: sent?.address ?? "", subject: "x", text: "x", html: "x" },
      messageId: `<${sent?.id}@tocsin.example.invalid>`,
    });
    await dead.close();
    await p.run(seconds(p.v.now, 30));
    expect(p.server().received.filter((one) => one.to === sent?.address)).toHaveLength(1);
    expect(await p.journal(id)).toEqual(["incident.declared"]);
    await p.run(seconds(p.v.now, 61));
    await p.run(seconds(p.v.now, 200));
    const twice = p.server().received.filter((one) => one.to === sent?.address);
    expect(twice).toHaveLength(2);
    expect(new Set(twice.map((one) => one.mail.messageId)).size).toBe(1);
    expect(await p.journal(id)).toEqual(["incident.declared", "alerts.sent"]);
  });

  test("a slow server: messages that waited too long in their batch are given back, not sent twice", async () => {
    const { id } = await p.declare();
    await crowd(p.db, id, 60);
    p.server().behave({ delayMs: 60 });
    await p.sender(() => p.v.now, { batch: 40, freshMs: 100 }).run();
    const to = p.server().received.map((mail) => mail.to);
    expect(new Set(to).size).toBe(to.length);
    const rows = await p.rows(id);
    expect(rows.every((row) => row.state === "sent" && row.attempts === 1)).toBe(true);
  });

  test("a server killed in the middle: what was refused waits, and all arrives when it is back", async () => {
    const { id } = await p.declare();
    await crowd(p.db, id, 400);
    const run = p.run(p.v.now);
    while (p.server().count() === 0 || p.server().received.length < 50)
      await new Promise((r) => setTimeout(r, 5));
    await p.server().kill();
    await run;
    const rows = await p.rows(id);
    const waiting = rows.filter((row) => row.state === "queued");
    expect(waiting.length).toBeGreaterThan(0);
    expect(waiting.every((row) => row.attempts === 1)).toBe(true);
    const first = p.server().received.map((one) => one.to);
    await p.revive();
    await p.run(later(p.v.now, 1));
    const all = new Set([...first, ...p.server().received.map((one) => one.to)]);
    expect(all.size).toBe(rows.length);
    // Twice: only what the kill caught between the server's reply and our reading it.
    const twice = p.server().received.filter((one) => first.includes(one.to));
    expect(twice.length).toBeLessThanOrEqual(10);
    expect((await verify(p.db)).bad).toBeNull();
  });

  test("a connection cut in the middle of one message costs that message a second try, the others nothing", async () => {
    const { id } = await p.declare();
    await p.run(later(p.v.now, -1));
    p.server().behave({ drops: 1 });
    await p.run(p.v.now);
    await p.run(later(p.v.now, 1));
    const rows = await p.rows(id);
    expect(rows.every((row) => row.state === "sent")).toBe(true);
    expect(rows.filter((row) => row.attempts === 2)).toHaveLength(1);
  });

  test("stopping lets what is on the wire finish and gives the rest back", async () => {
    const { id } = await p.declare();
    await crowd(p.db, id, 300);
    p.server().behave({ delayMs: 20 });
    const worker = p.sender(() => p.v.now);
    const run = worker.run();
    while (p.server().received.length < 20) await new Promise((r) => setTimeout(r, 5));
    await worker.stop();
    await run;
    const rows = await p.rows(id);
    const sent = rows.filter((row) => row.state === "sent").length;
    expect(sent).toBe(p.server().received.length);
    expect(rows.filter((row) => row.state === "sending")).toEqual([]);
    expect(rows.filter((row) => row.state === "queued").every((row) => row.attempts === 0)).toBe(true);
  });
});
