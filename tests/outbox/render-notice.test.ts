import { describe, expect, test } from "vitest";
import { renderNotice } from "#app/incident/messages/render-notice.ts";
import { ackPath } from "#app/platform/ack-link.ts";
import { ownTime } from "../support/own-time.ts";
import { about, delivery, notice, options } from "./notice.ts";

const link = (id: string) => options.publicUrl + ackPath(options.secret, id);

describe("what an alert says", () => {
  test.each([
    ["alert", delivery(), notice("alert")],
    ["reminder", delivery(about), notice("reminder")],
    ["escalation", delivery({ ...about, via: "substitute" }), notice("escalation")],
    [
      "follow-up",
      delivery(),
      notice("follow-up", { text: "Mots de passe changés.\nL’auteur est identifié." }),
    ],
    [
      "breach",
      delivery({ alert: "breach-48h", rule: "MBN-4.4", article: "4.4" }),
      notice("breach", {
        text: "Information des parties sous 48 h",
        timezone: "Indian/Reunion",
        exercise: true,
        alerts: {
          "breach-48h": {
            ...{
              statement: "Les parties s’informent sous 48 h.",
              expected: ["Prenez contact avec la partie en retard."],
            },
            ...{ rule: "MBN-4.4", article: "4.4", answerBy: "2026-03-26T01:30:00.000Z" },
          },
        },
      }),
    ],
    [
      "suspension",
      delivery({ via: "mailbox", function: "mailbox", name: "Alerte SSI" }),
      notice("suspension", {
        suspension: { cause: "maintenance", from: "2026-03-25T20:00:00Z", until: "2026-03-26T04:00:00Z" },
      }),
    ],
  ] as const)("%s", (_, to, about) => {
    const { subject, text, html, headers, messageId } = renderNotice(to, about, options);
    expect(`${subject}\n\n${text}`).toMatchSnapshot();
    expect({ headers, messageId }).toMatchSnapshot();
    expect(Buffer.byteLength(html)).toBeLessThan(20_000);
    expect(html).not.toMatch(/<(img|script|link|iframe)/i);
    expect(html).toContain('<html lang="fr">');
  });

  test("the link of a reminder is that of its alert; an escalation has its own, since someone else presses", () => {
    expect(renderNotice(delivery(about), notice("reminder"), options).text).toContain(link(about.about_id));
    const escalated = renderNotice(delivery(about), notice("escalation"), options).text;
    expect(escalated).toContain(link(delivery().id));
    expect(escalated).toContain("Dominique Petit");
    expect(escalated).toContain("n’a pas répondu");
  });

  test("when the message never reached the titular, the escalation says that instead", () => {
    const { text } = renderNotice(
      delivery({ ...about, about_state: "refused" }),
      notice("escalation"),
      options,
    );
    expect(text).toContain("n’a pas pu lui être remis");
  });

  test.each([
    ["line breaks", "Titre\r\nBcc: x@example.invalid\n\n<b>"],
    ["an override of direction", "Facture \u202efdp.exe\u2066\u200f"],
    ["HTML", `<script>alert("x")</script><img src=x onerror='y'>`],
    ["NUL and bells", "a\u0000b\u0007c\u001b[31m"],
    ["half an emoji", "a\ud83d b"],
    ["10 MB", "😀<&\u202e\r\n".repeat(1_500_000)],
  ])("a title with %s is harmless", (_, title) => {
    const mail = renderNotice(
      delivery({ name: title }),
      notice("alert", { title, description: title, place: title, text: title }),
      options,
    );
    expect(mail.subject).not.toMatch(/[\p{Cc}\u202a-\u202e\u2066-\u2069\u200e\u200f]/u);
    expect(mail.subject.length).toBeLessThan(400);
    expect(mail.subject).not.toMatch(/\p{Cs}/u);
    expect(mail.text).not.toMatch(/(?!\n)[\p{Cc}\u202a-\u202e\u2066-\u2069]/u);
    expect(mail.html).not.toMatch(/<(script|img|b)\b/);
    expect(Buffer.byteLength(mail.html)).toBeLessThan(60_000);
  });

  test("emoji and words of right-to-left scripts are kept", () => {
    const title = "Menace 😀👩‍💻 تهديد";
    const { subject, html } = renderNotice(delivery(), notice("alert", { title }), options);
    expect(subject).toContain(title);
    expect(html).toContain(`<span dir="auto">${title}</span>`);
  });

  test("45,308 messages are written in less than 50 µs each", () => {
    const one = notice();
    const people = Array.from({ length: 45_308 }, (_, n) =>
      delivery({ id: `4f0c2a7e-7a3e-4c60-9a38-${String(n).padStart(12, "0")}`, name: `Personne ${n}` }),
    );
    // The best of batches: this machine does other things meanwhile.
    let best = Number.POSITIVE_INFINITY;
    for (let from = 0; from < people.length; from += 1_000) {
      const started = ownTime();
      const batch = people.slice(from, from + 1_000);
      for (const person of batch) renderNotice(person, one, options);
      best = Math.min(best, ((ownTime() - started) * 1000) / batch.length);
    }
    expect(best).toBeLessThan(50);
  });
});
