import { mkdirSync } from "node:fs";
import type { Browser, Page } from "playwright";
import { afterAll, beforeAll, expect, test } from "vitest";
import { someone } from "#tools/demo/people.ts";
import { accessible, browserOf, desktop, openBrowser, phone, sticksOut } from "./support/browser.ts";
import { type Cast, castOf } from "./support/crisis-stage.ts";
import { picture } from "./support/picture.ts";
import { type RunningServer, runningServer } from "./support/server.ts";

let server: RunningServer;
let browser: Browser;
let cast: Cast;
let animator: string;
beforeAll(async () => {
  mkdirSync("test-results", { recursive: true });
  [server, browser] = await Promise.all([runningServer(), openBrowser()]);
  cast = await castOf(server);
  const who = { function: "rssi", kind: "academie", at: "academie-nancy-metz" };
  animator = (await someone(server.db, "mbn", who)).person.id;
});
afterAll(async () => {
  await browser?.close();
  await server?.stop();
});

async function seen(page: Page, name: string) {
  await page.locator("main h1").waitFor();
  await accessible(page);
  const wide = await sticksOut(page);
  expect(`${name} ${wide}`).toBe(`${name} 0`);
  // The guide shows a screenful, the results the whole page.
  await picture(page, name, !process.env.TOCSIN_PICTURES);
}

test("a fast exercise: prepared, played by three from their own browsers, observed, debriefed", async () => {
  const open = (person: string, device: typeof phone | typeof desktop = desktop) =>
    browserOf(browser, server, { person, device });
  const lead = await open(animator);
  const at = lead.page;
  await at.goto("/exercices");
  await seen(at, "exercices-vide");
  await at.goto("/exercices/preparer?modele=compromission-messagerie&dispositif=mbn");
  const part = (person: string, value: string) => at.locator(`[id="part-${person}"]`).selectOption(value);
  await part(cast.direction.person.id, "player:direction");
  await part(cast.rssi.person.id, "player:rssi");
  await part(cast.dpd.person.id, "observer");
  // Those already picked stay while one looks for somebody else.
  await at.getByLabel("Chercher dans l’annuaire").fill("exploitant");
  await at.getByRole("button", { name: "Chercher", exact: true }).click();
  await part(cast.exploitant.person.id, "player:prestataire");
  await at.getByRole("button", { name: "Voir qui pourra être joint" }).click();
  await at.getByText("3 joueurs pourront être joints par courriel, et personne d’autre").waitFor();
  await seen(at, "exercice-joignables");
  await at.getByRole("button", { name: "Préparer l’exercice avec 3 joueurs" }).click();
  await at.waitForURL(/\/exercices\/EXE-/);
  await seen(at, "exercice-pret");
  const ref = at.url().split("/").at(-1) ?? "";
  await at.getByLabel("Vitesse de l’horloge").selectOption("1");
  await at.getByRole("button", { name: "Commencer (DEBEX)" }).click();
  await at.getByRole("button", { name: "Mettre en pause" }).waitFor();
  await expect.poll(() => at.locator(".tocsin-exercise").textContent()).toContain("24 mars 2026");

  // Somebody joins on the way: the directory is asked, and the exercise may reach them.
  await at.getByText("Ajouter un joueur", { exact: true }).click();
  await at.getByLabel("Chercher dans l’annuaire").fill("dane");
  await at.getByRole("button", { name: "Chercher", exact: true }).click();
  await at
    .getByRole("button", { name: /^Ajouter / })
    .first()
    .click();
  await expect
    .poll(() => at.getByRole("region", { name: "Participants" }).getByRole("listitem").count())
    .toBe(6);

  // On to the first stimulus, which is the RSSI's: it is on their phone, and the provider's shows nothing of it.
  await at.getByRole("button", { name: "Accélérer jusqu’au prochain événement" }).click();
  await at.getByText("aucune réponse").first().waitFor();
  const rssi = await open(cast.rssi.person.id, phone);
  await rssi.page.goto(`/exercices/${ref}`);
  await rssi.page.getByRole("heading", { name: "Des parents appellent" }).waitFor();
  await seen(rssi.page, "exercice-joueur");
  await rssi.page.getByLabel("Ma réponse").fill("Noté, la principale compose le 17.");
  await rssi.page.getByRole("button", { name: /Répondre à l’animation/ }).click();
  await rssi.page.getByText("Noté, la principale compose le 17.").waitFor();
  const provider = await open(cast.exploitant.person.id, phone);
  await provider.page.goto(`/exercices/${ref}`);
  await provider.page.getByText("Rien pour l’instant").waitFor();
  // The answer reaches the animator's screen by itself.
  await at.getByText("1 réponse sur 1").waitFor();

  // The room is the crisis's own, at the story's hour, marked on every page.
  const direction = await open(cast.direction.person.id);
  await direction.page.goto(`/exercices/${ref}`);
  await direction.page.getByRole("link", { name: "Ouvrir la salle de crise" }).click();
  await direction.page.waitForURL(/\/crises\/CRI-/);
  await direction.page.getByText("Des parents appellent", { exact: false }).first().waitFor();
  expect(await direction.page.locator(".tocsin-exercise").textContent()).toContain("24 mars 2026");
  await accessible(direction.page);
  await picture(direction.page, "exercice-salle");
  // « Voir le verrou » is that of the exercise, with its stripe; so are the procedure and the replay.
  const room = direction.page.url();
  await direction.page.getByRole("link", { name: "Voir le verrou" }).last().click();
  await direction.page.waitForURL(new RegExp(`exercice=${ref}`));
  await direction.page
    .getByRole("link", { name: new RegExp(ref) })
    .first()
    .waitFor();
  for (const page of ["", "/procedure", "/rejeu"]) {
    if (page) await direction.page.goto(room + page);
    expect(await direction.page.locator(".tocsin-exercise").textContent()).toContain("24 mars 2026");
  }

  const observer = await open(cast.dpd.person.id, phone);
  await observer.page.goto(`/exercices/${ref}/grille`);
  await observer.page.getByLabel("En partie").first().check();
  await observer.page.getByLabel("Note").first().fill("Onze minutes.");
  await observer.page
    .getByRole("button", { name: /^Noter/ })
    .first()
    .click();
  await observer.page.getByText(/En partie, noté à/).waitFor();
  await seen(observer.page, "exercice-grille");

  await seen(at, "exercice-conduite");
  await at.setViewportSize(phone.viewport);
  await seen(at, "exercice-conduite-telephone");
  await at.setViewportSize(desktop.viewport);
  await at.getByRole("button", { name: "Terminer (FINEX)" }).click();
  await at.getByRole("link", { name: "Bilan et débriefing" }).click();
  await at.getByLabel("Synthèse").fill("La cellule s’est trouvée vite.");
  await at.getByRole("button", { name: "Enregistrer le débriefing" }).click();
  await at.getByText("La cellule s’est trouvée vite.").waitFor();
  await seen(at, "exercice-bilan");
  await at.goto("/exercices");
  await seen(at, "exercices");
  // One's own chronogramme: what is wrong is said by line, what is right leads to the same form.
  await at.getByRole("link", { name: "Écrire le mien" }).click();
  const text = await at.getByLabel("Chronogramme (YAML)").inputValue();
  await at.getByLabel("Chronogramme (YAML)").fill(text.replace("a: H+", "a: dans "));
  await at.getByRole("button", { name: "Vérifier et préparer" }).click();
  await at
    .getByText(/Ligne \d+ : .*une heure comme/)
    .first()
    .waitFor();
  await seen(at, "exercice-chronogramme");
  await at.getByLabel("Chronogramme (YAML)").fill(text.replace(/titre: .*/, "titre: Mon exercice"));
  await at.getByRole("button", { name: "Vérifier et préparer" }).click();
  await at.getByText("Qui participe ?").waitFor();
  expect(await at.getByRole("textbox", { name: /^Titre/ }).inputValue()).toBe("Mon exercice");
  for (const one of [lead, rssi, provider, direction, observer]) {
    // The one refusal is the chronogramme that was wrong on purpose.
    expect(one.errors.filter((error) => !/status of 422/.test(error))).toEqual([]);
    await one.context.close();
  }
});
