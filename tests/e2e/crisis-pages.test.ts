import { mkdirSync } from "node:fs";
import type { Browser } from "playwright";
import { afterAll, beforeAll, expect, test } from "vitest";
import { accessible, browserOf, desktop, openBrowser, phone, sticksOut } from "./support/browser.ts";
import { runningCrisis } from "./support/crisis.ts";
import { type RunningServer, runningServer } from "./support/server.ts";

let server: RunningServer;
let browser: Browser;
let crisis: Awaited<ReturnType<typeof runningCrisis>>;
beforeAll(async () => {
  mkdirSync("test-results", { recursive: true });
  [server, browser] = await Promise.all([runningServer(), openBrowser()]);
  crisis = await runningCrisis(server);
  const { act, people } = crisis;
  await act(people.rssi, "log.entered", { kind: "fait", content: "212 comptes recensés." });
  await act(people.rssi, "compromise.declared", { what: "messaging", reason: "Comptes volés." });
  await act(people.direction, "compromise.confirmed", { what: "messaging" });
  await act(people.direction, "decision.taken", {
    decision: "couper-messagerie",
    option: "oui",
    because: "De nouveaux comptes apparaissent.",
  });
});
afterAll(async () => {
  await browser?.close();
  await server?.stop();
});

const pages = ["procedure", "procedure?vue=liste", "rejeu", "points/1", "retex"];

test.each([
  ["phone", phone],
  ["desktop", desktop],
] as const)(
  "procedure, replay, point and RETEX are accessible on a %s, and nothing sticks out",
  async (name, device) => {
    const person = crisis.people.direction.person.id;
    const { page, context, errors } = await browserOf(browser, server, { person, device });
    for (const path of pages) {
      await page.goto(`/crises/${crisis.ref}/${path}`);
      await page.locator("main h1").waitFor();
      await accessible(page);
      const wide = await sticksOut(page);
      expect(`${path} ${wide}`).toBe(`${path} 0`);
      await page.screenshot({
        path: `test-results/crise-${path.replace(/\W/g, "-")}-${name}.png`,
        fullPage: true,
      });
    }
    expect(errors).toEqual([]);
    await context.close();
  },
);

test("the replay moves by keyboard, and its address opens at that very moment", async () => {
  const person = crisis.people.rssi.person.id;
  const { page, context } = await browserOf(browser, server, { person });
  await page.goto(`/crises/${crisis.ref}/rejeu`);
  const slider = page.getByRole("slider", { name: "Moment de la crise" });
  await expect.poll(() => slider.getAttribute("max")).not.toBe("1");
  await page.getByText("Active", { exact: true }).waitFor();
  await slider.focus();
  await page.keyboard.press("Home");
  await page.getByText("Veille", { exact: true }).waitFor();
  await page.keyboard.press("ArrowRight");
  await page.getByText("Qualifiée", { exact: true }).waitFor();
  await page.waitForURL(/[?&]a=2$/);
  await page.reload();
  await page.getByText("Qualifiée", { exact: true }).waitFor();
  await context.close();
});

test("the classeur and a point print as PDF", async () => {
  const person = crisis.people.direction.person.id;
  const { page, context } = await browserOf(browser, server, { person });
  await page.goto(`/crises/${crisis.ref}/points/1`);
  await page.getByRole("button", { name: "Relire avant l’envoi" }).click();
  await page.getByRole("button", { name: /^Valider et envoyer à \d+ personnes?$/ }).click();
  await page.getByText("Validé et envoyé", { exact: true }).waitFor();
  for (const path of ["points/1.pdf", "classeur.pdf"]) {
    const answer = await context.request.get(`/crises/${crisis.ref}/${path}`);
    expect(answer.status()).toBe(200);
    expect((await answer.body()).subarray(0, 5).toString()).toBe("%PDF-");
  }
  await context.close();
});
