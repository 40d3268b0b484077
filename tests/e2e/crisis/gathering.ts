import { expect, test } from "vitest";
import { crisisOpen } from "#app/messages/crisis-list.ts";
import { crisisMail } from "#app/messages/crisis-mail.ts";
import { people as cell } from "#app/messages/crisis-room.ts";
import { accessible } from "../support/browser.ts";
import { picture } from "../support/picture.ts";
import { act, choose, confirm, enter, foresee, type Seat, tick, write } from "../support/seat.ts";
import { callTo, type Play } from "./play.ts";

/** The crisis is opened, the cell activated, called and seated. */
export function gathering(play: Play) {
  test("the RSSI opens it from the incident: everything is filled in, and what will follow is counted", async () => {
    const { incident, rssi } = play;
    const { page } = rssi;
    await page.goto(`/incidents/${incident}`);
    await page.getByRole("link", { name: crisisOpen.incident.link }).click();
    await page.getByRole("heading", { level: 1, name: crisisOpen.title }).waitFor();
    await accessible(page);
    await choose(page, /^Messagerie de l’ENT compromise/);
    await page.getByRole("button", { name: crisisOpen.next }).click();
    await page.getByRole("heading", { level: 1, name: crisisOpen.previewTitle }).waitFor();
    await page.getByText(/À l’activation : \d+ personnes seront appelées dans la cellule/).waitFor();
    await page.getByRole("button", { name: /^Ouvrir la crise/ }).click();
    await page.waitForURL(/\/crises\/CRI-/);
    play.ref = new URL(page.url()).pathname.split("/").pop() ?? "";
    await enter(rssi, play.ref);
  });

  test("the recteur activates the cell on criteria; the room of the RSSI follows by itself", async () => {
    const { rssi, direction, ref } = play;
    await act(rssi, ref, "crisis.qualified", async (form) => {
      await choose(form, "Maximale");
      await choose(form, /^Tout l’ENT/);
      await choose(form, "Oui");
      await write(form, /^Pourquoi/, "Trois académies sont touchées.");
    });
    await enter(direction, ref);
    const form = await foresee(direction.context, ref, "crisis.activated", async (form) => {
      await accessible(form);
      await tick(form, /^Des menaces sont parties/);
      await tick(form, /^Au moins deux écoles/);
      await write(form, /^Pourquoi suivre une procédure/, "La commission se réunit en avril.");
    });
    await form.getByText(/\d+ personnes sont appelées dans la cellule, par courriel\./).waitFor();
    await form.getByText(/[\d\u202f]+ personnes sont prévenues par courriel\./).waitFor();
    await accessible(form);
    await picture(form, "crise-activer");
    await confirm(form, /^Activer la cellule et prévenir [\d\u202f]+ personnes$/);
    await rssi.page
      .getByRole("banner")
      .or(rssi.page.getByRole("main"))
      .getByText("Active", { exact: true })
      .first()
      .waitFor();
  });

  test("the exploitant answers the call on a phone, from the link of the e-mail, then works in the room", async () => {
    const { cast, rssi, exploitant, ref } = play;
    const link = await expect
      .poll(() => callTo(play, cast.exploitant.person.id), {
        timeout: 30_000,
        message: "le courriel d’appel",
      })
      .toMatch(/^http/)
      .then(() => callTo(play, cast.exploitant.person.id));
    const { page } = exploitant;
    await page.goto(link);
    await accessible(page);
    await page.getByRole("button", { name: crisisMail.press["cell-call"] }).click();
    await page.getByText(crisisMail.page.taken).waitFor();
    await page.getByRole("link", { name: crisisMail.page.openRoom }).click();
    await enter(exploitant, ref);
    await rssi.page.getByText(/a répondu à l’appel et siège : Prestataire/).waitFor();
  });

  test("the DANE, the DPD and the RSSI take their seats: everyone sees who sits where", async () => {
    const { rssi, dane, dpd, everywhere, ref } = play;
    const sit = async (who: Seat, role: string) => {
      if (who !== rssi) await enter(who, ref);
      await who.page.getByRole("combobox", { name: cell.joinLead }).selectOption({ label: role });
      await who.page.getByRole("button", { name: cell.join }).click();
    };
    await Promise.all([sit(rssi, "RSSI"), sit(dane, "Communication"), sit(dpd, "DPD")]);
    await everywhere((seat) =>
      Promise.all(
        [rssi, dane, dpd].map(({ name }) =>
          expect.poll(() => seat.page.locator("#cellule").textContent(), { timeout: 15_000 }).toContain(name),
        ),
      ),
    );
  });
}
