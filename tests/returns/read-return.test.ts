import { describe, expect, test } from "vitest";
import { readReturn } from "#app/channel/returns/read-return.ts";
import { ownTime } from "../support/own-time.ts";
import { dsn, HOST, plainMail } from "./mails.ts";

const ID = "4f0c2a7e-7a3e-4c60-9a38-0d3a3e0fb111";
const NOW = new Date("2026-03-24T08:00:00Z");
const read = (raw: string | Buffer) => readReturn(Buffer.from(raw), NOW);

describe("what comes back by mail", () => {
  test("a report tells which delivery, for whom, and how", async () => {
    expect(await read(dsn({ delivery: ID }))).toEqual({
      ...{ kind: "failed", delivery: ID, status: "5.1.1", recipient: "ien@agents.example.invalid" },
      at: new Date("2026-03-24T03:00:00Z"),
    });
    expect(await read(dsn({ delivery: ID, action: "delayed", status: "4.4.1" }))).toMatchObject({
      kind: "delayed",
      status: "4.4.1",
    });
    expect(await read(dsn({ delivery: ID, action: "delivered", status: "2.1.5" }))).toMatchObject({
      kind: "delivered",
    });
    expect(await read(dsn({ delivery: ID, action: "relayed" }))).toMatchObject({ kind: "delivered" });
    expect(await read(dsn({ delivery: ID, action: "exploded" }))).toMatchObject({ kind: "unknown" });
  });

  test("the return path alone is enough, when nothing of the message is returned", async () => {
    expect(await read(dsn({ delivery: ID, verp: true, original: null }))).toMatchObject({ delivery: ID });
    expect(await read(dsn({ original: null }))).toMatchObject({ kind: "failed", delivery: null });
    expect(await read(dsn({ original: "Message-ID: <autre@ailleurs>" }))).toMatchObject({ delivery: null });
  });

  test("the whole message returned, rather than its headers, is read too", async () => {
    const raw = dsn({ delivery: ID })
      .replace("text/rfc822-headers", "message/rfc822")
      .replace("Subject: [Tocsin] alerte", "Subject: alerte\r\n\r\ncorps");
    expect(await read(raw)).toMatchObject({ kind: "failed", delivery: ID });
  });

  test("absences and answers are no failures, even from an empty return path and with the code of one", async () => {
    const to = { To: `retours+${ID}@${HOST}` };
    const answers = [
      { ...to, From: "ien@x.invalid", "Auto-Submitted": "auto-replied", Subject: "Absent" },
      { ...to, From: "ien@x.invalid", Subject: "Réponse automatique : congés", "Return-Path": "<>" },
      { ...to, From: "ien@x.invalid", Subject: "Re: [Tocsin] alerte" },
      { ...to, From: "ien@x.invalid", "X-Autoreply": "yes", Subject: "x" },
      { ...to, From: "ien@x.invalid", Subject: "Bonjour" },
    ];
    for (const headers of answers)
      expect(await read(plainMail(headers, "550 5.1.1 : je reviens lundi"))).toMatchObject({ kind: "reply" });
  });

  test("an old bounce without a report fails only where it says a code for good", async () => {
    const headers = { To: `retours+${ID}@${HOST}`, From: "MAILER-DAEMON@qmail.invalid", "Return-Path": "<>" };
    const failed = await read(plainMail(headers, "Sorry, no mailbox here by that name. (#5.1.1)"));
    expect(failed).toMatchObject({ kind: "failed", delivery: ID, status: "5.1.1" });
    expect(await read(plainMail(headers, "550 no such user"))).toMatchObject({
      kind: "failed",
      status: null,
    });
    expect(await read(plainMail(headers, "Will retry for 4 days. 4.4.1"))).toMatchObject({ kind: "unknown" });
  });

  test("nonsense is nonsense, and takes no time: empty, binary, without end, deep, from the future", async () => {
    const started = ownTime();
    for (const raw of [
      "",
      "\0\0\0",
      "x".repeat(262_144),
      `Subject: ${"=?utf-8?q?a?=".repeat(10_000)}\r\n\r\n`,
    ])
      expect((await read(raw)).delivery).toBeNull();
    const deep = Array.from(
      { length: 200 },
      (_, n) => `Content-Type: multipart/mixed; boundary=b${n}\r\n\r\n--b${n}\r\n`,
    ).join("");
    expect((await read(deep).catch(() => ({ delivery: null }))).delivery).toBeNull();
    const blocks = dsn({ delivery: ID }).replace(
      "Reporting-MTA",
      `${"Action: delayed\r\n\r\n".repeat(10_000)}Reporting-MTA`,
    );
    expect((await read(blocks.slice(0, 262_144))).kind).toBe("delayed");
    expect((await read(dsn({ delivery: ID, at: "Tue, 24 Mar 2099 03:00:00 +0000" }))).at).toEqual(NOW);
    expect(ownTime() - started).toBeLessThan(3_000);
  });
});
