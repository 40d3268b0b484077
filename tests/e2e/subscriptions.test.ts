import type { Browser } from "playwright";
import { afterAll, beforeAll, expect, test } from "vitest";
import { hookServer } from "../mocks/hook-server.ts";
import {
  accessible,
  browserOf,
  demoPerson,
  desktop,
  openBrowser,
  phone,
  sticksOut,
} from "./support/browser.ts";
import { picture } from "./support/picture.ts";
import { type RunningServer, runningServer } from "./support/server.ts";

let server: RunningServer;
let browser: Browser;
let receiver: Awaited<ReturnType<typeof hookServer>>;
beforeAll(async () => {
  process.env.TOCSIN_INSIDE_ALLOWED = "127.0.0.1/32";
  [server, browser, receiver] = [await runningServer(), await openBrowser(), await hookServer()];
});
afterAll(async () => {
  delete process.env.TOCSIN_INSIDE_ALLOWED;
  await browser?.close();
  await receiver?.close();
  await server?.stop();
});

const rssi = async () => (await demoPerson(server, "rssi", "mbn", "academie")).id;

test("an RSSI has another system told, tries it, opens the feed by a secret link and follows a portal", async () => {
  const { page, errors } = await browserOf(browser, server, { person: await rssi(), device: desktop });
  await page.goto("/dispositifs/mbn/abonnements");
  await page.locator("main h1").waitFor();
  await page.getByRole("link", { name: "Prévenir un autre système" }).click();
  await page.getByRole("heading", { level: 1, name: "Prévenir un autre système" }).waitFor();
  await page.getByLabel("Nom").fill("Supervision de la DSI");
  await page.getByLabel("Adresse appelée").fill("https://192.168.1.1/");
  await page.getByRole("button", { name: "Enregistrer" }).click();
  await page
    .getByText(/mène à une adresse intérieure/)
    .first()
    .waitFor();
  await accessible(page);
  await picture(page, "abonnements-refus", true);
  await page.getByLabel("Adresse appelée").fill(receiver.url);
  await page.getByText("Incident déclaré", { exact: true }).click();
  await page.getByRole("button", { name: "Enregistrer" }).click();
  await page.getByText(/^whsec_/).waitFor();
  await picture(page, "abonnements-secret", true);
  await page.getByRole("button", { name: "Essayer : Supervision de la DSI" }).click();
  await page.getByText(/le récepteur a répondu 204 en/).waitFor();
  expect(receiver.calls.map(({ headers }) => headers["tocsin-event"])).toEqual(["trial"]);
  await page.getByText("Qui a le lien secret").click();
  await page.getByRole("button", { name: "Enregistrer l’accès" }).click();
  const link = await page.getByRole("link", { name: /\.atom\?cle=/ }).getAttribute("href");
  expect((await page.request.get(link ?? "")).status()).toBe(200);
  expect((await page.request.get((link ?? "").replace(/cle=.*/, "cle=faux"))).status()).toBe(404);
  await page.getByLabel("Nom du portail").fill("Ville de Reims");
  await page.getByLabel("Adresse du flux").fill("https://portail.example.invalid/actus.xml");
  await page.getByRole("button", { name: "Suivre ce portail" }).click();
  await page.getByText("Portail suivi : il est lu dans la minute").waitFor();
  await accessible(page);
  await picture(page, "abonnements", true);
  expect(errors).toEqual([]);
});

test("on a phone, and the page where a device asks to be notified", async () => {
  const { page, errors } = await browserOf(browser, server, { person: await rssi(), device: phone });
  await page.goto("/dispositifs/mbn/abonnements");
  await accessible(page);
  expect(await sticksOut(page)).toBeLessThanOrEqual(0);
  await picture(page, "abonnements-telephone", true);
  await page.goto("/connexion/notifications");
  await page
    .getByText(/Les notifications ne sont pas activées|ne sait pas recevoir|refuse les notifications/)
    .waitFor();
  await accessible(page);
  await picture(page, "notifications-telephone", true);
  expect(errors).toEqual([]);
});
