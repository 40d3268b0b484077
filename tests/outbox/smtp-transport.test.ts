import { createServer } from "node:net";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { smtpTransport } from "#app/platform/channels/smtp.ts";
import type { MailTransport } from "#app/platform/channels/transport.ts";
import { type MailServer, mailServer } from "../mocks/smtp-server.ts";
import { freePort } from "../support/postgres.ts";
import { FROM } from "./harness.ts";

const mail = { to: "quelquun@agents.example.invalid", subject: "Sujet", text: "Texte", html: "<p>Texte</p>" };

describe("the SMTP transport", () => {
  let server: MailServer;
  let smtp: MailTransport;
  beforeAll(async () => {
    server = await mailServer();
    smtp = smtpTransport({ url: server.url, from: FROM });
  });
  beforeEach(() => {
    server.behave({});
    server.received.length = 0;
  });
  afterAll(async () => {
    await smtp.close();
    await server.kill();
  });

  test.each([
    ["an unknown address (550)", { recipient: () => ({ code: 550 }) }, true, /550/],
    ["a message refused after DATA (554)", { data: () => ({ code: 554 }) }, true, /554/],
    ["a busy server (451)", { recipient: () => ({ code: 451 }) }, false, /451/],
    ["a server that closes (421)", { recipient: () => ({ code: 421 }) }, false, /421|connexion/],
    ["a full mailbox (552)", { recipient: () => ({ code: 552 }) }, false, /552/],
    ["our own address refused (550)", { sender: () => ({ code: 550 }) }, false, /550/],
    ["our credentials (530)", { recipient: () => ({ code: 530 }) }, false, /530/],
    ["a try later after DATA (452)", { data: () => ({ code: 452 }) }, false, /452/],
    ["a connection cut in the middle", { drops: 1 }, false, /connexion|injoignable/],
  ])("tells %s apart", async (_, behaviour, permanent, reason) => {
    server.behave(behaviour);
    const answer = await smtp.send(mail);
    expect(answer).toMatchObject({ ok: false, permanent, reason: expect.stringMatching(reason) });
    expect(JSON.stringify(answer)).not.toContain("@");
    server.behave({});
    expect(await smtp.send(mail)).toMatchObject({ ok: true });
  });

  test("keeps the server's queue number, or the Message-ID that is the same at each try", async () => {
    const messageId = "<11111111-2222-4333-8444-555555555555@tocsin.example.invalid>";
    const answer = await smtp.send({ ...mail, messageId, headers: { "X-Tocsin-Dossier": "INC-2026-001" } });
    expect(answer).toMatchObject({ ok: true, providerId: expect.stringMatching(/^TEST\d+$/) });
    expect(server.received[0]?.mail.messageId).toBe(messageId);
  });

  test("no subject, identifier or header of ours can start another header or add a recipient", async () => {
    await smtp.send({
      ...mail,
      subject: "Alerte\r\nBcc: pirate@example.invalid\r\n\r\nCorps\u2028Cc: x@example.invalid",
      messageId: "<a@b>\r\nX-Pirate: oui",
      headers: { "X-Tocsin-Dossier": "INC\r\nX-Pirate: oui\r\n\r\nCorps" },
    });
    const [got] = server.received;
    expect(server.received).toHaveLength(1);
    expect(got?.mail.headers.map(({ key }) => key)).not.toContain("x-pirate");
    expect(got?.mail.bcc ?? []).toEqual([]);
    expect(got?.mail.text?.trim()).toBe("Texte");
  });

  test.each([
    "a@b.fr, c@d.fr",
    "a@b.fr\r\nRCPT TO:<c@d.fr>",
    "Nom <a@b.fr>",
    "a b@c.fr",
    "a@b@c.fr",
    "",
    "sans-arobase",
    `${"x".repeat(10_000)}@y.fr`,
  ])("refuses for good what is not one plain address: %j", async (to) => {
    expect(await smtp.send({ ...mail, to })).toMatchObject({ ok: false, permanent: true });
    expect(server.received).toHaveLength(0);
  });

  test("a server that is not there: answers temporarily, says so once, and comes back by itself", async () => {
    const port = await freePort();
    const said: string[] = [];
    const log = {
      warn: (_: object, text: string) => said.push(text),
      info: (_: object, text: string) => said.push(text),
    };
    const lost = smtpTransport({ url: `smtp://127.0.0.1:${port}`, from: FROM, log });
    expect(await lost.verify()).toBe(false);
    const answers = await Promise.all(Array.from({ length: 40 }, () => lost.send(mail)));
    for (const answer of answers)
      expect(answer).toMatchObject({
        ok: false,
        permanent: false,
        reason: expect.stringContaining("injoignable"),
      });
    expect(said).toEqual(["mail server unavailable"]);
    const back = await mailServer({ port });
    expect(await lost.send(mail)).toMatchObject({ ok: true });
    expect(await lost.verify()).toBe(true);
    expect(said).toEqual(["mail server unavailable", "mail server back"]);
    await lost.close();
    await back.kill();
  });

  test("a server that never speaks: one message waits for it, the others are answered at once", async () => {
    const mute = createServer(() => {}).listen(0, "127.0.0.1");
    await new Promise((resolve) => mute.once("listening", resolve));
    const { port } = mute.address() as { port: number };
    const slow = smtpTransport({ url: `smtp://127.0.0.1:${port}`, from: FROM, limitMs: 300 });
    const first = await Promise.all(Array.from({ length: 10 }, () => slow.send(mail)));
    expect(first.every((one) => !one.ok && !one.permanent)).toBe(true);
    const started = performance.now();
    let fast = 0;
    await Promise.all(
      Array.from({ length: 1_000 }, async () => {
        await slow.send(mail);
        if (performance.now() - started < 200) fast += 1;
      }),
    );
    expect(fast).toBeGreaterThanOrEqual(999);
    expect(performance.now() - started).toBeLessThan(2_000);
    await slow.close();
    mute.close();
  });

  test("a delay within the limit is waited for", async () => {
    server.behave({ delayMs: 300 });
    expect(await smtp.send(mail)).toMatchObject({ ok: true });
  });
});
