import { expect, test } from "vitest";
import { accessible } from "../support/browser.ts";
import { act, type Play } from "./play.ts";

/** Three people, each in a browser of their own, give the opinion that is theirs. */
export function instructing(play: Play) {
  test("three instructors give their opinions, each from their own list, and nobody another's", async () => {
    const { rssi, dpd, dane } = play.cast;
    const opinions = [
      { who: rssi, domain: "security", text: "Hébergement qualifié, certificat lisible." },
      { who: dpd, domain: "dataProtection", text: "La notice dit tout." },
      { who: dane, domain: "pedagogy", text: "Rien d’équivalent dans l’ENT." },
    ];
    for (const [n, { who, domain, text }] of opinions.entries()) {
      const seat = play.seats.find((one) => one.caller.person.id === who.person.id) ?? (await play.seat(who));
      await seat.page.goto("/liste-blanche/instruction");
      await seat.page.getByRole("link", { name: "Labo virtuel" }).waitFor();
      if (n === 0) await accessible(seat.page);
      await seat.page.goto(`/liste-blanche/${play.ref}/agir/avis`);
      // Only what is theirs can be chosen.
      expect(
        await seat.page
          .locator('[name="domain"]')
          .evaluateAll((all) => all.map((one) => (one as HTMLInputElement).value)),
      ).toEqual([domain]);
      const conditions = n === 0 ? "Audit avant la rentrée ; L’éditeur ; 2031-08-31" : "";
      await act(seat.page, `/liste-blanche/${play.ref}/agir/avis`, {
        opinion: "favourable",
        text,
        ...(conditions && { conditions }),
      });
    }
    const [row] = await play.server.db.query<{ state: string }>("select state from dossier where ref = $1", [
      play.ref,
    ]);
    expect(row?.state).toBe("committee");
  });
}
