import { expect, test, vi } from "vitest";
import { procedure } from "#app/messages/crisis-procedure.ts";
import { accessible } from "../support/browser.ts";
import { picture } from "../support/picture.ts";
import { roomText, seen } from "../support/room-text.ts";
import { act, choose, part, sameVisit, visit, write } from "../support/seat.ts";
import type { Play } from "./play.ts";

/** The pages of a crisis, its end, and the rooms compared. */
export function leaving(play: Play) {
  test("every page of the crisis is accessible, the phone’s tabs too", async () => {
    const { rssi, exploitant, ref } = play;
    await accessible(rssi.page);
    for (const tab of ["etapes", "journal", "situation", "cellule"] as const) {
      await part(exploitant, tab);
      await accessible(exploitant.page);
      if (tab === "situation") await picture(exploitant.page, "crise-telephone-situation");
    }
    for (const [path, name] of [
      ["/crises", ""],
      ["/procedures", ""],
      ["/procedures/messagerie-ent-compromise", ""],
      [`/crises/${ref}/procedure`, "crise-procedure"],
      [`/crises/${ref}/rejeu`, "crise-rejeu"],
    ] as const) {
      const page = await visit(rssi, path);
      await accessible(page);
      const drawing = page.getByRole("region", { name: procedure.scroll });
      if (name === "crise-procedure") await drawing.evaluate((frame) => frame.scrollIntoView());
      if (name) await picture(page, name);
      await page.close();
    }
  });

  test("restored by two people, the crisis is left on its criteria, and the RETEX begins", async () => {
    const { rssi, direction, everywhere, ref } = play;
    await act(direction, ref, "restoration.declared", async (form) => {
      await choose(form, /^La messagerie de l’ENT/);
      await write(form, /^Sur quels faits/, "Mots de passe changés, envois limités.");
    });
    await act(rssi, ref, "restoration.confirmed", (form) => choose(form, /^La messagerie de l’ENT/));
    await act(direction, ref, "crisis.exited", async (form) => {
      for (const criterion of await form.getByRole("checkbox").all()) await criterion.check({ force: true });
    });
    await act(direction, ref, "retex.opened");
    await everywhere((seat) => seen(seat, "a ouvert le retour d’expérience"));
    const page = await visit(rssi, `/crises/${ref}/retex`);
    await accessible(page);
    await picture(page, "crise-retex");
  });

  test("at the end the five rooms are equal, were never loaded again, and equal the room as it opens now", async () => {
    const { rssi, five, ref } = play;
    const fresh = await visit(rssi, `/crises/${ref}`);
    await vi.waitFor(
      async () => {
        await fresh.reload();
        const expected = await roomText(fresh);
        expect(expected.lines.length).toBeGreaterThan(30);
        for (const { name, page } of five()) expect(await roomText(page), name).toEqual(expected);
      },
      { timeout: 20_000, interval: 500 },
    );
    for (const seat of five()) expect(await sameVisit(seat), seat.name).toBe(true);
    // What the browser itself says of requests made without a network is not an error of the page.
    const errors = five().flatMap(({ name, errors }) => errors.map((error) => `${name} : ${error}`));
    expect(errors.filter((error) => !error.includes("ERR_INTERNET_DISCONNECTED"))).toEqual([]);
  });
}
