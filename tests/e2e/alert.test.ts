import { mkdirSync } from "node:fs";
import type { Browser } from "playwright";
import { afterAll, beforeAll, expect, test } from "vitest";
import { accessible, browserOf, demoPerson, openBrowser, phone } from "./support/browser.ts";
import { type RunningServer, runningServer } from "./support/server.ts";

let server: RunningServer;
let browser: Browser;
beforeAll(async () => {
  mkdirSync("test-results", { recursive: true });
  [server, browser] = await Promise.all([runningServer(), openBrowser()]);
});
afterAll(async () => {
  await browser?.close();
  await server?.stop();
});

/** Answers the five questions as somebody would, up to the preview. */
async function answer(
  page: import("playwright").Page,
  what: { category: string; text: string; certainty: string },
) {
  await page.goto("/incidents/declarer");
  await page.locator('input[name="place"]').first().check({ force: true });
  await page.locator(`input[name="category"][value="${what.category}"]`).check({ force: true });
  await page.locator('textarea[name="description"]').fill(what.text);
  await page.locator(`input[name="certainty"][value="${what.certainty}"]`).check({ force: true });
  await page.getByRole("button", { name: "Voir qui sera alerté" }).click();
  await page.getByRole("heading", { name: "Relisez, puis alertez" }).waitFor();
}

async function until<T>(ask: () => Promise<T | undefined>, what: string, ms = 20_000): Promise<T> {
  for (const limit = Date.now() + ms; Date.now() < limit; ) {
    const found = await ask();
    if (found !== undefined) return found;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error(`Attendu en vain : ${what}`);
}

test("a head of school declares; the IEN sees it appear, and acknowledges on a phone without signing in", async () => {
  const head = await demoPerson(server, "chefEtablissement", "versailles", "ecole");
  const [circonscription] = await server.db.query<{ ien: string; address: string }>(
    `select p.id ien, p.email address from organisation o join tenure t on t.organisation_id = o.parent_id
       and t.function = 'ien' and t.rank = 0 join person p on p.id = t.person_id where o.key = $1`,
    [head.organisation],
  );
  expect(circonscription).toBeDefined();
  const theirs = await browserOf(browser, server, { person: circonscription?.ien });
  await theirs.page.goto("/");
  await theirs.page.getByRole("heading", { name: "Ce qui m’attend" }).waitFor();
  await accessible(theirs.page);

  const mine = await browserOf(browser, server, { person: head.id, device: phone });
  await answer(mine.page, {
    category: "phishing",
    certainty: "attempt",
    text: "Un faux message de l'ENT demande leur mot de passe aux enseignants. <script>alert(1)</script>",
  });
  await accessible(mine.page);
  const confirm = mine.page.getByRole("button", { name: /^Alerter/ });
  expect(await confirm.textContent()).toMatch(/Alerter \d+/);
  await confirm.click();
  await mine.page.waitForURL(/INC-\d{4}-\d{3}/);
  await accessible(mine.page);

  // The other browser sees it without being touched.
  await theirs.page
    .getByText(/Hameçonnage|faux message/i)
    .first()
    .waitFor({ timeout: 20_000 });

  const link = await until(async () => {
    const got = server.mail.received.find((one) => one.to === circonscription?.address);
    return got?.mail.text?.match(/https?:\/\/\S+\/a\/[\w.-]+/)?.[0];
  }, "le courriel de l'IEN");
  const ack = await browserOf(browser, server, { device: phone, javaScriptEnabled: false });
  const answered = await ack.page.goto(link);
  expect((await answered?.body())?.byteLength ?? 0).toBeLessThan(100_000);
  const before = await server.db.query("select 1 from journal_entry where type = 'alert.acknowledged'");
  expect(before, "opening the link acknowledges nothing: mail scanners open links").toEqual([]);
  await ack.page.screenshot({ path: "test-results/accuse.png", fullPage: true });
  await ack.page.getByRole("button", { name: /J.ai lu et je m.en occupe/ }).click();
  await ack.page
    .getByText(/Merci|enregistr/i)
    .first()
    .waitFor();
  const after = await server.db.query("select 1 from journal_entry where type = 'alert.acknowledged'");
  expect(after).toHaveLength(1);
  expect([...mine.errors, ...theirs.errors, ...ack.errors]).toEqual([]);
  for (const one of [mine, theirs, ack]) await one.context.close();
});

test("without JavaScript, declaring works all the same, and pressing twice alerts once", async () => {
  const head = await demoPerson(server, "chefEtablissement", "nancy-metz", "ecole");
  const { page, context, errors } = await browserOf(browser, server, {
    person: head.id,
    device: phone,
    javaScriptEnabled: false,
  });
  await answer(page, {
    category: "data-leak",
    certainty: "proven",
    text: "Une liste d'élèves a été publiée.",
  });
  const form = page.locator("form:has(button:has-text('Alerter'))");
  const fields = await form.evaluate((one) =>
    [...new FormData(one as HTMLFormElement)].map(
      ([name, value]) => [name, String(value)] as [string, string],
    ),
  );
  const post = () =>
    page.request.post("/incidents/declarer", {
      form: Object.fromEntries([...fields, ["intent", "declare"]]),
      headers: { Origin: server.url },
      maxRedirects: 0,
    });
  const [one, two] = await Promise.all([post(), post()]);
  expect([one.status(), two.status()].every((status) => status < 400)).toBe(true);
  const [row] = await server.db.query<{ n: number }>(
    "select count(*) n from dossier d join organisation o on o.id = d.organisation_id where o.key = $1",
    [head.organisation],
  );
  expect(row?.n).toBe(1);
  expect(errors).toEqual([]);
  await context.close();
});

test("what was typed survives a lost connection", async () => {
  const head = await demoPerson(server, "chefEtablissement", "atrium", "etablissement");
  const { page, context } = await browserOf(browser, server, { person: head.id, device: phone });
  await page.goto("/incidents/declarer");
  await page
    .locator('textarea[name="description"]')
    .fill("Le lycée ne peut plus se connecter depuis ce matin.");
  await page.waitForTimeout(1_000);
  await context.setOffline(true);
  await page.waitForTimeout(300);
  await context.setOffline(false);
  await page.reload();
  await expect
    .poll(() => page.locator('textarea[name="description"]').inputValue())
    .toContain("ne peut plus");
  await context.close();
});

test.each([
  ["rssi", "mbn", "academie"],
  ["chefEtablissement", "mbn", "etablissement"],
  ["administrateur", "", ""],
])("no page has an accessibility violation for %s", async (role, dispositif, kind) => {
  const person = dispositif
    ? (await demoPerson(server, role, dispositif, kind)).id
    : (
        await server.db.query<{ id: string }>(
          "select p.id from person p join tenure t on t.person_id = p.id where t.function = $1 and p.demo limit 1",
          [role],
        )
      )[0]?.id;
  const { page, context, errors } = await browserOf(browser, server, { person });
  const pages = [
    "/",
    "/incidents",
    "/incidents/declarer",
    "/annuaire",
    "/conventions",
    "/conventions/mbn-grand-est",
  ];
  pages.push("/recherche?q=lycee", "/accessibilite", "/donnees-personnelles", "/connexion/sessions");
  if (role !== "chefEtablissement") pages.push("/envois");
  if (role === "administrateur") pages.push("/annuaire/imports");
  for (const path of pages) {
    const answer = await page.goto(path);
    if (path === "/incidents/declarer" && role === "administrateur") continue;
    expect(answer?.status(), path).toBeLessThan(400);
    await accessible(page);
  }
  expect(errors).toEqual([]);
  await context.close();
});

test("someone signed out is asked to sign in, by a link sent to a professional address", async () => {
  const { page, context } = await browserOf(browser, server);
  await page.goto("/incidents");
  await page.waitForURL(/connexion/);
  await accessible(page);
  await page.goto("/demo");
  await accessible(page);
  await context.close();
});
