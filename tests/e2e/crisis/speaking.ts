import type { Page } from "playwright";
import { expect, test } from "vitest";
import { following } from "#app/messages/crisis-act.ts";
import { lock } from "#app/messages/lock.ts";
import { accessible } from "../support/browser.ts";
import { picture } from "../support/picture.ts";
import { seen } from "../support/room-text.ts";
import { act, choose, confirm, foresee, seatOf, tick, visit, write } from "../support/seat.ts";
import type { Play } from "./play.ts";

/** What may be said to families, and by what. */
export function speaking(play: Play) {
  test("two people find the messaging compromised: the banner says so on every page, without a reload", async () => {
    const { rssi, direction, dane, everywhere, ref } = play;
    await act(rssi, ref, "compromise.declared", async (form) => {
      await choose(form, /^La messagerie de l’ENT/);
      await write(form, /^Sur quels faits/, "Les envois reprennent après chaque blocage.");
    });
    await direction.page
      .getByRole("link", { name: /^Confirmer la compromission/ })
      .first()
      .waitFor();
    const form = await foresee(direction.context, ref, "compromise.confirmed", (form) =>
      choose(form, /^La messagerie de l’ENT/),
    );
    await form.getByText(following.closes(["ent-messaging"])).waitFor();
    await confirm(form, /^Confirmer la compromission/);
    await everywhere(({ page }) => page.getByText(lock.banner.open([])).first().waitFor());
    await picture(dane.page, "crise-verrou");
    await accessible(await visit(dane, "/dispositifs/mbn/verrou"));
  });

  test("a message by SMS is refused with its article; by a channel opened and with the Région, it leaves", async () => {
    const { server, browser, cast, direction, dane, everywhere, ref } = play;
    const words = async (form: Page, channel: RegExp) => {
      await choose(form, channel);
      await tick(form, "Familles");
      await write(form, /^Objet/, "Messages inquiétants reçus par l’ENT");
      await write(form, /^Message/, "Les forces de l’ordre sont prévenues. Les cours ont lieu.");
      await write(form, /^Justification/, "Les familles ont reçu les menaces.");
    };
    const sms = await foresee(dane.context, ref, "message.proposed", (form) => words(form, /^SMS/));
    const refused = sms.getByRole("alert").filter({ hasText: "Refusé" });
    await refused.waitFor();
    expect(await refused.textContent()).toMatch(/Article \d/);
    await expect
      .poll(() => refused.evaluate((one) => one.getBoundingClientRect().top))
      .toBeGreaterThanOrEqual(0);
    await picture(sms, "crise-sms-refuse");
    await sms.close();

    await act(direction, ref, "channel.opened", async (form) => {
      await choose(form, /^Courriel/);
      await write(form, /^Pourquoi/, "Les listes des écoles ne passent pas par l’ENT.");
    });
    await everywhere(({ page }) =>
      page
        .getByText(lock.banner.open(["courriel"]))
        .first()
        .waitFor(),
    );
    await act(dane, ref, "message.proposed", (form) => words(form, /^Courriel/));
    const toFamilies = () => server.mail.received.filter(({ to }) => to.endsWith("@listes.example.invalid"));
    expect(toFamilies(), "silence approves nothing").toEqual([]);
    const region = await seatOf(browser, server, cast.region.person);
    await act(region, ref, "message.approved");
    expect(region.errors).toEqual([]);
    await region.context.close();
    await everywhere((seat) => seen(seat, "a approuvé un message"));
    await expect.poll(() => toFamilies().length, { timeout: 20_000 }).toBeGreaterThan(50);
  });
}
