import { expect, test } from "vitest";
import { log, room, steps } from "#app/messages/crisis-room.ts";
import { frame } from "#app/messages/frame.ts";
import { atTheSameTime, earlier } from "../support/network.ts";
import { picture } from "../support/picture.ts";
import { seen } from "../support/room-text.ts";
import { card, carryOut, note } from "../support/seat.ts";
import { entries, type Play, times } from "./play.ts";

/** The cell works: steps, decisions, the main courante, and a network that fails. */
export function working(play: Play) {
  test("steps are taken and proved in several browsers at once", async () => {
    const { rssi, exploitant, everywhere } = play;
    await Promise.all([
      carryOut(
        exploitant,
        "Recenser les comptes utilisés et les écoles touchées",
        "Liste de 4 h 10 : 41 comptes.",
      ),
      carryOut(
        rssi,
        "Alerter les autres parties et l’inspecteur de chaque circonscription touchée",
        "12 accusés.",
      ),
    ]);
    await everywhere(async ({ page }) => {
      await page.getByText("Liste de 4 h 10 : 41 comptes.").first().waitFor({ state: "attached" });
      await page.getByText("12 accusés.").first().waitFor({ state: "attached" });
    });
  });

  test("two people take the same step at once: one has it, the other is told who was faster", async () => {
    const { rssi, direction } = play;
    const title = "Déclarer l’incident au CERT-FR, par la chaîne de sécurité du ministère";
    const [mine, theirs] = [await card(rssi, title), await card(direction, title)];
    await atTheSameTime(
      [rssi.page, direction.page],
      [
        () => mine.getByRole("button", { name: steps.take, exact: true }).click(),
        () => theirs.getByRole("button", { name: steps.takeFor }).click(),
      ],
    );
    const refusals = async () => [
      await mine.getByRole("alert").count(),
      await theirs.getByRole("alert").count(),
    ];
    await expect.poll(async () => (await refusals()).reduce((sum, n) => sum + n)).toBe(1);
    const rssiWon = (await refusals())[1] === 1;
    const [winner, loser] = rssiWon ? [rssi, theirs] : [direction, mine];
    await expect.poll(() => loser.textContent()).toContain(winner.name);
    expect(await loser.textContent()).toContain(room.refused.now);
    const taken = await entries(play, "step.taken", "declarer-anssi");
    expect(taken).toHaveLength(1);
    await loser.getByRole("alert").scrollIntoViewIfNeeded();
    await picture(rssiWon ? direction.page : rssi.page, "crise-deux-a-la-fois");
    await loser.getByRole("button", { name: room.refused.drop }).click();
  });

  test("a decision is taken with the facts on which it rests", async () => {
    const { direction, everywhere } = play;
    const decision = await card(direction, "Faut-il couper la messagerie pour tous ?");
    await decision.getByRole("radio", { name: /^Oui, pour toute la communauté/ }).check();
    await decision
      .getByRole("textbox", { name: /^Sur quels faits/ })
      .fill("De nouveaux comptes apparaissent plus vite qu’on ne les ferme.");
    await decision.getByRole("button", { name: steps.decide }).click();
    await everywhere(({ page }) =>
      page.getByText("De nouveaux comptes apparaissent plus vite").first().waitFor({ state: "attached" }),
    );
  });

  test("three people type in the main courante at once: each line is there once, in one order for all", async () => {
    const { rssi, direction, exploitant, dane, everywhere } = play;
    await Promise.all([
      note(exploitant, "f 41 comptes ont écrit depuis 2 h 10", "a Les sessions de ces comptes sont fermées"),
      note(dane, "c Le standard de l’académie est prévenu", "h Des mots de passe circulent"),
      note(rssi, "f Aucun compte de direction n’est touché", "d On garde tous les journaux"),
    ]);
    const said = ["41 comptes ont écrit", "sessions de ces comptes", "standard de l’académie"].concat([
      "mots de passe circulent",
      "Aucun compte de direction",
      "garde tous les journaux",
    ]);
    await everywhere(async (seat) => {
      for (const words of said) await seen(seat, words);
    });
    for (const words of said) expect(await times(play, words), words).toBe(1);
    await picture(exploitant.page, "crise-telephone-main-courante");
    await picture(direction.page, "crise-salle");
  });

  test("the DPD loses the network and goes on typing; back, the lines leave with both times, none twice", async () => {
    const { rssi, dane, dpd, everywhere } = play;
    const { page, context } = dpd;
    await context.setOffline(true);
    await page.getByText(frame.live.lost).waitFor();
    const setRight = await earlier(page, 7);
    await note(dpd, "f Le registre des violations est ouvert", "a J’appelle la DPD de la Région");
    await setRight();
    const waiting = page.getByRole("listitem").filter({ hasText: log.pending.away });
    await expect.poll(() => waiting.count()).toBe(2);
    await picture(page, "crise-hors-ligne");
    await note(dane, "f Le standard reçoit vingt appels");
    await seen(rssi, "vingt appels");
    expect(await page.getByText("vingt appels").count()).toBe(0);
    await context.setOffline(false);
    await everywhere(async (seat) => {
      for (const words of ["registre des violations", "appelle la DPD", "vingt appels"])
        await seen(seat, words);
    });
    const line = rssi.page.getByRole("listitem").filter({ hasText: "Le registre des violations est ouvert" });
    expect(await line.textContent()).toMatch(new RegExp(`${log.times.typed}.*${log.times.entry}`));
    expect(await times(play, "registre des violations")).toBe(1);
    expect(await times(play, "appelle la DPD")).toBe(1);
    await expect.poll(() => waiting.count()).toBe(0);
  });
}
