import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { acknowledgeAlert } from "#app/incident/commands/acknowledge-alert.ts";
import { renderAckPage } from "#app/incident/messages/ack-page.ts";
import { type AckPageModel, ackPageModel } from "#app/incident/queries/ack-page.ts";
import { readAckToken } from "#app/platform/ack-link.ts";
import { later } from "../support/world.ts";
import { IEN, type Post, post, SECRET } from "./harness.ts";
import { notice } from "./notice.ts";

const DAY = 24 * 60;
const model = (more: object = {}): AckPageModel =>
  ({
    view: "ask",
    facts: notice().facts,
    template: "alert",
    duty: { alert: "ver-7", rule: "VER-7", article: "7" },
    reader: { name: "Camille Martin", function: "ien", organisation: "Circonscription" },
    ...{ answered: null, takenBy: null, closedAt: null },
    contact: { name: "Alix Roy, RSSI, Académie de Versailles", phone: "+33 (0)1 30 83 44 44" },
    ...more,
  }) as AckPageModel;

describe("the acknowledgement page", () => {
  let p: Post;
  beforeAll(async () => {
    p = await post();
    await p.db.query("update person set phone = '01 30 83 44 44' where id = $1", [p.v.rssi.person.id]);
  });
  afterAll(() => p.close());

  test("from the mail to the answer: reading answers nothing, pressing does, twice is harmless", async () => {
    const { id } = await p.declare();
    await p.run(p.v.now);
    const text = p.server().received.find((one) => one.to === IEN)?.mail.text ?? "";
    const token = /\/a\/(\S+)/.exec(text)?.[1];
    const delivery = readAckToken(SECRET, token);
    const row = async () =>
      (await p.rows(id)).find((one) => one.address === IEN) as unknown as Record<string, Date | null>;

    const page = await ackPageModel(p.db, delivery, later(p.v.now, 1));
    expect(page).toMatchObject({ view: "ask", contact: { phone: "01 30 83 44 44" } });
    expect(renderAckPage(page)).toContain('href="tel:0130834444"');
    await ackPageModel(p.db, delivery, later(p.v.now, 2));
    expect(await row()).toMatchObject({ acked_at: null, seen_at: later(p.v.now, 1) });
    expect(await p.journal(id)).not.toContain("alert.acknowledged");

    for (const minutes of [3, 4])
      await acknowledgeAlert(p.db, delivery ?? "", "taken", later(p.v.now, minutes));
    expect(await row()).toMatchObject({ acked_at: later(p.v.now, 3), answer: "taken" });
    expect((await p.journal(id)).filter((type) => type === "alert.acknowledged")).toHaveLength(1);
    const after = await ackPageModel(p.db, delivery, later(p.v.now, 5));
    expect(after).toMatchObject({ view: "answered", answered: { answer: "taken" } });
    expect(renderAckPage(after)).not.toContain("<form");
  });

  test("a link works 90 days, then says so; a changed one opens nothing", async () => {
    const { id } = await p.declare();
    const [row] = await p.rows(id);
    expect(await ackPageModel(p.db, row?.id ?? "", later(p.v.now, 89 * DAY))).toMatchObject({ view: "ask" });
    expect(await ackPageModel(p.db, row?.id ?? "", later(p.v.now, 91 * DAY))).toMatchObject({
      view: "expired",
    });
    expect(await ackPageModel(p.db, null, p.v.now)).toEqual({ view: "unknown" });
    expect(await ackPageModel(p.db, "4f0c2a7e-7a3e-4c60-9a38-0d3a3e0fb999", p.v.now)).toEqual({
      view: "unknown",
    });
  });

  test("without an RSSI's number, whoever declared can be called", async () => {
    await p.db.query("update person set phone = null");
    await p.db.query("update organisation set phone = '01 39 00 00 00' where key = '0781024P'");
    const { id } = await p.declare();
    const [row] = await p.rows(id);
    expect(await ackPageModel(p.db, row?.id ?? "", p.v.now)).toMatchObject({
      contact: { name: "École Richard Mique", phone: "01 39 00 00 00" },
    });
  });

  test("says what, what to do in three points at most, by when, why and whom to call, in under 15 kB without script", () => {
    const html = renderAckPage(model());
    expect(Buffer.byteLength(html)).toBeLessThan(15_000);
    expect(html).not.toMatch(/<script|<img|<link|https?:/i);
    expect(html.match(/<li>/g)).toHaveLength(3);
    for (const part of [
      "École Richard Mique",
      "article 7",
      "J’ai lu et je m’en occupe",
      "Ce n’est pas moi",
      "tel:+33",
    ])
      expect(html).toContain(part);
    expect(html.match(/<form method="post">/g)).toHaveLength(2);
    expect(html).toContain('name="answer" value="taken"');
  });

  test("the longest facts stay under 100 kB and cannot break the page", () => {
    const evil = `<script>alert(1)</script>"'\u202e😀`.repeat(400_000);
    const html = renderAckPage(
      model({ facts: notice("alert", { title: evil, description: evil, place: evil, text: evil }).facts }),
    );
    expect(Buffer.byteLength(html)).toBeLessThan(100_000);
    expect(html).not.toMatch(/<script/i);
  });

  test.each([
    ["thanks", model({ just: "taken" }), /Il n’y aura plus de relance/],
    ["not me", model({ just: "not-me" }), /Une autre personne sera sollicitée/],
    [
      "answered",
      model({ view: "answered", answered: { by: "Camille", at: "2026-03-24T02:00:00Z", answer: "taken" } }),
      /3\u00a0h\u00a000/,
    ],
    ["taken by another", model({ takenBy: "Dominique" }), /Dominique s’en occupe déjà/],
    ["closed", model({ closedAt: "2026-03-25T02:00:00Z" }), /Cet incident est clos/],
    ["exercise", model({ facts: notice("alert", { exercise: true }).facts }), /EXERCICE/],
    ["unknown", { view: "unknown" } as AckPageModel, /Rouvrez le message/],
    ["expired", { view: "expired", ref: "INC-2026-004" } as AckPageModel, /90 jours/],
  ])("variant: %s", (_, variant, says) => {
    expect(renderAckPage(variant).replaceAll("&#39;", "'")).toMatch(says);
  });
});
