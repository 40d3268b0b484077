import { describe, expect, test } from "vitest";
import { isMessageNotice } from "#app/communication/messages/message-notice.ts";
import { renderMessageNotice } from "#app/communication/messages/render-message-notice.ts";
import type { Claimed, Notice } from "#app/engine/outbox/claim.ts";
import { readAckToken } from "#app/platform/ack-link.ts";

const options = { publicUrl: "https://tocsin.example.invalid", secret: "secret-de-test" };
const id = "3f0e2c1a-5b6d-4e7f-8a90-1b2c3d4e5f60";

const notice = (more: Record<string, unknown> = {}, facts: Record<string, unknown> = {}): Notice =>
  ({
    id: "n",
    key: "t2",
    template: "message-decision",
    ...more,
    facts: {
      kind: "communication",
      ref: "COM-2026-007",
      title: "Carte de transport : inscriptions ouvertes",
      process: "classique",
      processName: "Classique",
      dispositif: "Mon Bureau Numérique",
      timezone: "Europe/Paris",
      exercise: false,
      at: "2026-03-09T08:00:00Z",
      carrier: "Département de Meurthe-et-Moselle",
      words: "Carte de transport\n\nBonjour,\nLes inscriptions sont ouvertes.",
      alerts: {
        decision: {
          statement: "Un message attend votre décision.",
          expected: ["Lisez le message.", "Acceptez-le, ou refusez-le."],
          rule: "MBN-5.3-T2",
          article: "5.3",
          answerBy: "2026-03-19T23:00:00Z",
        },
      },
      ...facts,
    },
  }) as unknown as Notice;

const delivery = (more: Record<string, unknown> = {}) =>
  ({
    id,
    address: "0541236c@ecoles.example.invalid",
    name: "Camille Principale",
    function: "chefEtablissement",
    organisation_name: "Collège Callot",
    rule: "MBN-5.3-T2",
    article: "5.3",
    alert: "decision",
    via: "holder",
    ...more,
  }) as unknown as Claimed;

describe("the e-mail that asks a head of school", () => {
  test("says what, by when and by which article, and its link is sealed and opens without a password", () => {
    expect(isMessageNotice(notice())).toBe(true);
    const { subject, text, html, to } = renderMessageNotice(delivery(), notice(), options);
    expect(to).toBe("0541236c@ecoles.example.invalid");
    expect(subject).toBe(
      "[Tocsin] Votre décision · COM-2026-007 · Carte de transport : inscriptions ouvertes",
    );
    expect(text).toContain("Les inscriptions sont ouvertes.");
    expect(text).toContain("avant le jeudi 19 mars 2026 à 24\u00a0h (heure de Paris)");
    expect(text).toContain("Règle MBN-5.3-T2, article 5.3.");
    const token = /\/a\/(\S+)/.exec(text)?.[1];
    expect(readAckToken(options.secret, token)).toBe(id);
    expect(html).toContain("Lire et décider");
    expect(html).not.toMatch(/<script|<img/);
  });

  test("a reminder says that it is one", () => {
    const reminder = notice({ key: "t2.rappel-2026-03-19T23:00:00.000Z" });
    expect(renderMessageNotice(delivery(), reminder, options).subject).toMatch(
      /^\[Tocsin\] Rappel · Votre décision/,
    );
  });

  test("an authority is led to the console, where its answer is signed in", () => {
    const asked = notice(
      { template: "message-approval", key: "ask-dasen" },
      {
        alerts: {
          approval: { statement: "Un message attend.", expected: [], rule: "MBN-5.3-T1", article: "5.3" },
        },
      },
    );
    const { text } = renderMessageNotice(delivery({ alert: "approval", function: "dasen" }), asked, options);
    expect(text).toContain("https://tocsin.example.invalid/messages/COM-2026-007");
    expect(text).not.toContain("/a/");
  });

  test("words of others make no header and no tag; an exercise is marked on subject and text", () => {
    const hostile = notice(
      {},
      { exercise: true, title: "A\r\nBcc: x@y.invalid", words: "<script>alert(1)</script>" },
    );
    const { subject, text, html } = renderMessageNotice(delivery(), hostile, options);
    expect(subject).not.toMatch(/[\r\n]/);
    expect(subject.startsWith("EXERCICE ")).toBe(true);
    expect(text.startsWith("EXERCICE")).toBe(true);
    expect(html).not.toContain("<script>");
  });
});
