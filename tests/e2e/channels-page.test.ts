import { randomUUID } from "node:crypto";
import { mkdirSync } from "node:fs";
import type { Browser } from "playwright";
import { afterAll, beforeAll, expect, test } from "vitest";
import { accessible, browserOf, desktop, openBrowser, phone, sticksOut } from "./support/browser.ts";
import { runningCrisis } from "./support/crisis.ts";
import { picture } from "./support/picture.ts";
import { type RunningServer, runningServer } from "./support/server.ts";

const PATH = "/dispositifs/mbn/canaux";
let server: RunningServer;
let browser: Browser;
let crisis: Awaited<ReturnType<typeof runningCrisis>>;
beforeAll(async () => {
  mkdirSync("test-results", { recursive: true });
  [server, browser] = await Promise.all([runningServer(), openBrowser()]);
  crisis = await runningCrisis(server);
});
afterAll(async () => {
  await browser?.close();
  await server?.stop();
});

test("an RSSI describes a gateway, tries it, and reads what was tried; every form is accessible", async () => {
  const person = crisis.people.rssi.person.id;
  const { page, context, errors } = await browserOf(browser, server, { person, device: desktop });
  await page.goto(`${PATH}?canal=sms`);
  await page.locator("#url").fill("https://api.sms.example.invalid/v1/sms");
  await page.getByLabel(/^Corps/).fill('{"to": "{destinataires}", "text": "{motdepasse}"}');
  await page.getByLabel(/^Prix d’un SMS/).fill("0,0450");
  await page.getByRole("button", { name: "Enregistrer ce canal" }).click();
  await page.getByRole("link", { name: /Une place entre accolades/ }).waitFor();
  await page.getByLabel(/^Corps/).fill('{"to": "{destinataires}", "text": "{texte}"}');
  await page.getByRole("button", { name: "Enregistrer ce canal" }).click();
  await page.getByText("Réglages enregistrés : SMS").waitFor();
  await page.getByRole("button", { name: "Essayer sans rien envoyer : SMS" }).click();
  await page.getByText(/Dernier essai/).click();
  await page.getByText(/sans rien demander : non/).waitFor();
  await accessible(page);
  await picture(page, "canaux", true);
  for (const search of ["canal=sms", "canal=ent-flash", "canal=ent-messaging&par=http", "canal=mail"]) {
    await page.goto(`${PATH}?${search}`);
    await page.locator("main h1").waitFor();
    await accessible(page);
  }
  await page.goto(`${PATH}?canal=sms`);
  await picture(page, "canal-sms", true);
  expect(errors).toEqual([]);
  await context.close();
});

test("two seats contain a compromise: one proposes, the other confirms with the consequences in view", async () => {
  const { act, people, ref } = crisis;
  const rssi = await browserOf(browser, server, { person: people.rssi.person.id, device: phone });
  await rssi.page.goto(`/crises/${ref}/agir/proposer-confinement?mesure=block-accounts`);
  await rssi.page.getByLabel(/^Identifiants à l’ENT/).fill("eleve-1\neleve-2");
  await rssi.page.getByLabel(/^Sur quels faits/).fill("Ils écrivent encore.");
  await accessible(rssi.page);
  await picture(rssi.page, "confinement-propose-telephone", true);
  await rssi.page.getByRole("button", { name: "Voir ce qui va se passer" }).click();
  await rssi.page.getByRole("button", { name: "Proposer cette mesure" }).click();
  await rssi.page.waitForURL(new RegExp(`/crises/${ref}(\\?|$)`));
  const direction = await browserOf(browser, server, { person: people.direction.person.id, device: phone });
  await direction.page.goto(`/crises/${ref}/agir/confirmer-confinement`);
  await direction.page.getByText("Bloquer des comptes : 2").waitFor();
  await direction.page.getByRole("button", { name: "Voir ce qui va se passer" }).click();
  await direction.page.getByText(/2 comptes bloqués à l’ENT/).waitFor();
  await direction.page.getByText("eleve-1, eleve-2").waitFor();
  await accessible(direction.page);
  await picture(direction.page, "confinement-confirme-telephone", true);
  await direction.page.getByRole("button", { name: "Confirmer et faire faire à l’ENT" }).click();
  await direction.page.waitForURL(new RegExp(`/crises/${ref}(\\?|$)`));
  // Nobody has set an account that administers this ENT: it is said, not hidden.
  await direction.page
    .getByText(/rend compte du confinement/)
    .first()
    .waitFor({ state: "attached", timeout: 20_000 });
  await act(people.rssi, "containment.proposed", {
    key: randomUUID(),
    measure: "force-password",
    targets: ["a"],
    reason: "r",
  });
  await rssi.context.close();
  await direction.context.close();
});

test("on a phone the cards of the channels stay within the screen", async () => {
  const { page, context } = await browserOf(browser, server, {
    person: crisis.people.rssi.person.id,
    device: phone,
  });
  for (const path of [PATH, `${PATH}?canal=sms`]) {
    await page.goto(path);
    await page.locator("main h1").waitFor();
    const wide = await sticksOut(page);
    expect(`${path} ${wide}`).toBe(`${path} 0`);
  }
  await page.goto(PATH);
  await accessible(page);
  await picture(page, "canaux-telephone", true);
  await context.close();
});
