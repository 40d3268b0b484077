import type { Browser, Page } from "playwright";
import { afterAll, beforeAll, expect, test } from "vitest";
import { accessible, browserOf, openBrowser, phone } from "./support/browser.ts";
import { runningCrisis } from "./support/crisis.ts";
import { type RunningServer, runningServer } from "./support/server.ts";

let server: RunningServer;
let browser: Browser;
let crisis: Awaited<ReturnType<typeof runningCrisis>>;
beforeAll(async () => {
  [server, browser] = await Promise.all([runningServer(), openBrowser()]);
  crisis = await runningCrisis(server);
  await crisis.act(crisis.people.rssi, "log.entered", { kind: "fait", content: "212 comptes recensés." });
});
afterAll(async () => {
  await browser?.close();
  await server?.stop();
});

const cached = (page: Page) =>
  page.evaluate(async () => {
    const found: string[] = [];
    for (const name of await caches.keys())
      for (const key of await (await caches.open(name)).keys()) found.push(new URL(key.url).pathname);
    return found;
  });
const until = async (page: Page, path: string) =>
  expect.poll(() => cached(page), { timeout: 20_000, interval: 200 }).toContain(path);

test("a member's phone keeps the crisis: read, then reread and looked up without any network", async () => {
  const { ref } = crisis;
  const { page, context, errors } = await browserOf(browser, server, {
    person: crisis.people.rssi.person.id,
    device: phone,
  });
  await page.goto("/");
  await until(page, `/crises/${ref}/hors-ligne.json`);
  await page.goto(`/crises/${ref}/procedure`);
  await until(page, `/crises/${ref}/procedure`);
  await page.waitForLoadState("networkidle");

  await context.setOffline(true);
  await page.reload();
  await page.getByText(/^Copie du .*, sans réseau\./).waitFor();
  await page.getByRole("heading", { name: "Où en est la procédure" }).waitFor();

  // A page never visited: what the device keeps of that crisis stands in for it.
  await page.goto(`/crises/${ref}`);
  await page.getByText(/^Copie du .*, sans réseau\./).waitFor();
  await page.getByRole("heading", { name: "Joindre la cellule" }).waitFor();
  await page.getByText("212 comptes recensés.").waitFor();
  await accessible(page);
  expect(await page.locator("a[href^='tel:']").count()).toBeGreaterThan(0);

  await page.goto("/incidents");
  await page.getByRole("link", { name: new RegExp(ref) }).click();
  await page.getByRole("heading", { name: /^Procédure/ }).waitFor();

  await context.setOffline(false);
  await page.goto(`/crises/${ref}/procedure`);
  await page.getByRole("heading", { name: "Où en est la procédure" }).waitFor();
  expect(await page.getByText(/^Copie du/).count()).toBe(0);
  const meant = errors.filter((one) => !/ERR_INTERNET_DISCONNECTED|WebSocket|Failed to fetch/.test(one));
  expect(meant).toEqual([]);
  await context.close();
});

test("signing out empties the device of every crisis", async () => {
  const { ref } = crisis;
  const { page, context } = await browserOf(browser, server, { person: crisis.people.rssi.person.id });
  await page.goto("/");
  await until(page, `/crises/${ref}/hors-ligne.json`);
  await page.goto(`/crises/${ref}/procedure`);
  await until(page, `/crises/${ref}/procedure`);
  await page.getByRole("button", { name: "Se déconnecter" }).first().click();
  await page.waitForURL(/connexion/);
  await expect
    .poll(async () => (await cached(page)).filter((path) => path.includes("/crises/")), { timeout: 10_000 })
    .toEqual([]);
  await context.setOffline(true);
  await page.goto(`/crises/${ref}`);
  await page.getByText("Rien n’est gardé sur cet appareil.").waitFor();
  await context.close();
});

test("somebody else signing in on the same device finds nothing of the first one's", async () => {
  const { ref } = crisis;
  const first = await browserOf(browser, server, { person: crisis.people.rssi.person.id });
  await first.page.goto("/");
  await until(first.page, `/crises/${ref}/hors-ligne.json`);
  const [other] = await server.db.query<{ id: string }>(
    "select p.id from person p join tenure t on t.person_id = p.id where t.function = 'chefEtablissement' and p.demo limit 1",
  );
  const cookies = await browserOf(browser, server, { person: other?.id ?? "" });
  await first.context.clearCookies();
  await first.context.addCookies(await cookies.context.cookies());
  await first.page.goto("/");
  await expect
    .poll(async () => (await cached(first.page)).filter((path) => /CRI-/.test(path)), { timeout: 20_000 })
    .toEqual([]);
  await first.context.close();
});
