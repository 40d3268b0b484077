import { describe, expect, test } from "vitest";
import { isCrisisNotice } from "#app/crisis/messages/crisis-notice.ts";
import { renderCrisisNotice } from "#app/crisis/messages/render-crisis-notice.ts";
import type { Notice } from "#app/engine/outbox/claim.ts";
import { ackPath } from "#app/platform/ack-link.ts";
import type { CrisisFacts } from "#machines/effects.ts";
import { ownTime } from "../support/own-time.ts";
import { about, delivery, notice as incident, options } from "./notice.ts";

const facts: CrisisFacts = {
  kind: "crisis",
  ref: "CRI-2026-004",
  title: "Menaces envoyées depuis des comptes volés",
  dispositif: "Mon Bureau Numérique",
  timezone: "Europe/Paris",
  exercise: false,
  at: "2026-03-24T02:30:00.000Z",
  alerts: {
    "cell-rssi": {
      rule: "MBN-6.2",
      article: "6.2",
      statement: "Vous êtes appelé dans la cellule de crise, au siège « RSSI ».",
      expected: [
        "Répondez que vous venez.",
        "Ouvrez la salle de crise.",
        "Prenez les étapes de votre siège.",
      ],
      answerBy: "2026-03-24T03:00:00.000Z",
    },
    heads: {
      rule: "MBN-6.2",
      article: "6.2",
      statement: "Une crise est ouverte dans votre ENT.",
      expected: ["Ne relayez aucun message par vos propres moyens.", "Gardez les traces et n’effacez rien."],
    },
    approval: {
      rule: "MBN-5.3-K2",
      article: "5.3",
      statement: "Un message à la communauté attend votre approbation : sans elle, il ne part pas.",
      expected: ["Lisez le message.", "Approuvez-le, adaptez-le ou refusez-le en disant pourquoi."],
    },
    sitrep: {
      rule: "MBN-6.2",
      article: "6.2",
      statement: "Point de situation n° 3.",
      expected: ["Lisez-le avant le prochain point."],
    },
  },
};
const notice = (template: string, more: Partial<CrisisFacts> = {}, key = "cell-1") =>
  ({
    id: "0b0e8d3c-3a44-4c5f-9d2b-2f4dbd1ad001",
    key,
    template,
    facts: { ...facts, ...more },
  }) as unknown as Notice;
const to = (alert: string, more = {}) =>
  delivery({
    alert,
    rule: "MBN-6.2",
    article: "6.2",
    function: "rssi",
    organisation_name: "Académie de Reims",
    ...more,
  });
const link = (id: string) => options.publicUrl + ackPath(options.secret, id);
const ROOM = `${options.publicUrl}/crises/CRI-2026-004`;

describe("what a message of a crisis says", () => {
  test.each([
    ["cell-call", to("cell-rssi"), notice("cell-call")],
    ["reminder", to("cell-rssi", about), notice("reminder")],
    ["escalation", to("cell-rssi", { ...about, via: "above" }), notice("escalation", { exercise: true })],
    [
      "crisis",
      to("heads", { function: "chefEtablissement" }),
      notice("crisis", { text: "Des menaces circulent." }),
    ],
    ["message-approval", to("approval"), notice("message-approval", { text: "Messages de menace reçus" })],
    ["sitrep", to("sitrep"), notice("sitrep", { text: "Faits.\n\nImpacts." }, "sitrep-3-parties")],
  ])("%s", (_, recipient, given) => {
    const { subject, text, html } = renderCrisisNotice(recipient, given, options);
    expect(`${subject}\n\n${text}`).toMatchSnapshot();
    expect(Buffer.byteLength(html)).toBeLessThan(20_000);
    expect(html).not.toMatch(/<(img|script|link|iframe)/i);
    expect(html).toContain('<html lang="fr">');
  });

  test("a call leads to the page of one press and to the room; a reminder to the page of the first call", () => {
    const call = renderCrisisNotice(to("cell-rssi"), notice("cell-call"), options);
    expect(call.text).toContain(link(delivery().id));
    expect(call.text).toContain(ROOM);
    expect(renderCrisisNotice(to("cell-rssi", about), notice("reminder"), options).html).toContain(
      link(about.about_id),
    );
  });

  test("a head of school is not sent to the room", () => {
    expect(renderCrisisNotice(to("heads"), notice("crisis"), options).text).not.toContain(ROOM);
  });

  test("a point de situation leads to its own page, an approval to the room", () => {
    const sitrep = renderCrisisNotice(to("sitrep"), notice("sitrep", {}, "sitrep-3"), options);
    expect(sitrep.text).toContain(`${ROOM}/points/3`);
    const approval = renderCrisisNotice(to("approval"), notice("message-approval"), options);
    expect(approval.html).toContain(`href="${ROOM}"`);
  });

  test("at most three things to do, whatever the procedure says", () => {
    const alerts = { heads: { ...facts.alerts.heads, expected: ["un", "deux", "trois", "quatre"] } };
    const { text } = renderCrisisNotice(to("heads"), notice("crisis", { alerts: alerts as never }), options);
    expect(text).toContain("3. trois");
    expect(text).not.toContain("quatre");
  });

  test("whose message it is, is told by its facts", () => {
    expect(isCrisisNotice(notice("reminder"))).toBe(true);
    expect(isCrisisNotice(incident("reminder") as unknown as Notice)).toBe(false);
  });

  test("a title or words that would deceive are made harmless", () => {
    const evil = "Titre\r\nBcc: x@example.invalid\u202e<script>\u0000";
    const given = notice("crisis", { title: evil, text: evil });
    const { subject, text, html } = renderCrisisNotice(to("heads", { name: evil }), given, options);
    expect(subject).not.toMatch(/[\p{Cc}\u202e]/u);
    expect(text).not.toMatch(/(?!\n)[\p{Cc}\u202e]/u);
    expect(html).not.toContain("<script");
  });

  test("heads of 5,000 schools are written to in less than 50 µs each", () => {
    const given = notice("crisis", { text: "Des menaces circulent." });
    const one = to("heads");
    let best = Number.POSITIVE_INFINITY;
    for (let batch = 0; batch < 10; batch += 1) {
      const started = ownTime();
      for (let n = 0; n < 500; n += 1) renderCrisisNotice(one, given, options);
      best = Math.min(best, ((ownTime() - started) * 1000) / 500);
    }
    expect(best).toBeLessThan(50);
  });
});
