import { expect, test } from "vitest";
import { renderCommunity } from "#app/channel/messages/render-community.ts";
import type { Notice } from "#app/engine/outbox/claim.ts";
import type { CommunityFacts } from "#machines/effects.ts";

const notice = (facts: Partial<CommunityFacts> = {}): Notice => ({
  id: "0b0e8d3c-3a44-4c5f-9d2b-2f4dbd1ad001",
  key: "community-1",
  template: "community",
  facts: {
    subject: "La messagerie de l’ENT est suspendue",
    body: "Bonjour,\n\nDes messages de menace ont été envoyés.\nNe répondez pas.\n\nMerci.",
    ref: "CRI-2026-004",
    dispositif: "Mon bureau numérique",
    timezone: "Europe/Paris",
    exercise: false,
    ...facts,
  } as unknown as Notice["facts"],
});
const of = (facts?: Partial<CommunityFacts>) => {
  const message = renderCommunity(notice(facts));
  if (!message) throw new Error("pas de message");
  return message;
};

test("paragraphs stay paragraphs, in text and in HTML, with the reference at the foot", () => {
  const { text, inner, html } = of({ director: "Direction académique" });
  expect(text).toBe(
    "Bonjour,\n\nDes messages de menace ont été envoyés.\nNe répondez pas.\n\nMerci.\n\nDirecteur ou directrice de la publication : Direction académique\nCRI-2026-004 · Mon bureau numérique\n",
  );
  expect(inner).toContain('<p dir="auto">Des messages de menace ont été envoyés.<br>Ne répondez pas.</p>');
  expect(html).toContain(inner);
});

test("an exercise says so in its subject and before anything else", () => {
  const { subject, text, inner } = of({ exercise: true });
  expect(subject).toMatch(/^\[EXERCICE\] /);
  expect(text).toMatch(/^Ceci est un exercice/);
  expect(inner).toMatch(/^<p><strong>Ceci est un exercice/);
});

test("what an author types is shown, never run, and cannot turn the text around", () => {
  const { subject, text, html } = of({
    subject: 'Alerte\r\nBcc: x@example.invalid <img src=x onerror="alert(1)">',
    body: "<script>alert(1)</script>\u202e\u0000 « & »\ud800",
  });
  expect(html).not.toMatch(/<script|<img/);
  expect(html).toContain("&lt;script&gt;alert(1)&lt;/script&gt; « &amp; »\ufffd");
  expect(subject).not.toMatch(/[\r\n]/);
  for (const hidden of ["\u202e", "\u0000"]) expect(text).not.toContain(hidden);
});

test("what is no message to the community is not made into one", () => {
  expect(renderCommunity({ ...notice(), template: "alert" })).toBeNull();
});
