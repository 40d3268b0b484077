import type { Browser, Page } from "playwright";
import { afterAll, beforeAll, expect, test } from "vitest";
import { accessible, browserOf, demoPerson, desktop, openBrowser, phone } from "./support/browser.ts";
import { picture } from "./support/picture.ts";
import { type RunningServer, runningServer } from "./support/server.ts";

const REFUSED = "ancienne.boite@ecoles.example.invalid";
const SCHOOLS = 60;
let server: RunningServer;
let browser: Browser;
let rssi: string;
beforeAll(async () => {
  [server, browser] = await Promise.all([runningServer(), openBrowser()]);
  rssi = (await demoPerson(server, "rssi", "mbn", "academie")).id;
  await manySchools();
  server.mail.behave({
    recipient: (to) => (to === REFUSED ? { code: 550, text: "boîte inconnue" } : undefined),
  });
});
afterAll(async () => {
  await browser?.close();
  await server?.stop();
});

/** More than fifty people: the first box is closed, the last school has none. */
async function manySchools() {
  await server.db.query(
    `with made as (
       insert into organisation (key, kind, name, uai, school_type, sector, departement, academie, mail, updated_at)
       select '052' || lpad(n::text, 4, '0') || 'Z', 'etablissement', 'Collège d’essai ' || n, '052' || lpad(n::text, 4, '0') || 'Z',
              'college', 'public', case when n % 2 = 0 then '52' else '10' end, 'Reims',
              case n when 1 then $1 when ${SCHOOLS} then null else 'essai.' || n || '@ecoles.example.invalid' end, now()
         from generate_series(1, ${SCHOOLS}) n returning id)
     insert into coverage (dispositif_id, organisation_id)
       select d.id, made.id from made, dispositif d where d.key = 'mbn'`,
    [REFUSED],
  );
}

/** Nothing inaccessible, nothing that sticks out, at this width; kept to be looked at. */
async function sound(page: Page, name: string) {
  await page.locator("main h1").waitFor();
  await accessible(page);
  const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
  expect(`${name} ${wide}`).toBe(`${name} 0`);
  await page.screenshot({ path: `test-results/${name}.png`, fullPage: true });
}
const links = () =>
  server.mail.received.flatMap(({ to, mail }) => {
    const link = mail.text?.match(/https?:\/\/\S+\/a\/[\w.-]+/)?.[0];
    return link ? [{ to, link }] : [];
  });
async function mails(n: number) {
  for (const limit = Date.now() + 20_000; links().length < n; ) {
    if (Date.now() > limit) throw new Error(`${links().length} courriels sur ${n}`);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  return links();
}
const press = (link: string, answer: "taken" | "not-me") =>
  fetch(link, {
    method: "POST",
    body: new URLSearchParams({ answer }),
    headers: { Origin: server.url },
  });

test("an RSSI tests the chain, the people answer by their link, what must be mended is seen and done", async () => {
  const { page, errors } = await browserOf(browser, server, { person: rssi, device: desktop });
  page.setDefaultTimeout(15_000);
  await page.goto("/joignabilite");
  await sound(page, "joignabilite-vide");
  await page.getByRole("link", { name: "Tester la chaîne d’alerte" }).click();
  await page.getByLabel("Fin du test").fill("bientôt");
  await page.getByRole("button", { name: "Voir qui sera joint" }).click();
  await page.getByRole("alert").first().waitFor();
  await sound(page, "joignabilite-formulaire");
  await page.getByText("Recteur", { exact: false }).first().click();
  const ends = new Date(Date.now() + 9 * 86_400_000);
  await page.getByLabel("Fin du test").fill(`${ends.toLocaleDateString("fr-FR")} à 18h`);
  await page.getByRole("button", { name: "Voir qui sera joint" }).click();
  await page.getByRole("heading", { level: 1, name: "Avant d’envoyer" }).waitFor();
  await sound(page, "joignabilite-avant");
  await page.setViewportSize(phone.viewport);
  await sound(page, "joignabilite-avant-telephone");
  await page.setViewportSize(desktop.viewport);
  await picture(page, "joignabilite-avant");
  const send = page.getByRole("button", { name: /^Écrire à \d+ personnes/ });
  const people = Number((await send.textContent())?.match(/\d+/)?.[0]);
  expect(people).toBeGreaterThan(50);
  await send.click();
  await page.waitForURL(/\/joignabilite\/JOI-/);
  const ref = page.url().split("/").at(-1) ?? "";

  // Everyone but the closed box; by a phone, without a script.
  const got = await mails(people - 1);
  const chef = await browserOf(browser, server, { device: phone, javaScriptEnabled: false });
  const seen = [await chef.page.goto(got[0]?.link ?? "")];
  expect((await seen[0]?.body())?.byteLength).toBeLessThan(50_000);
  await sound(chef.page, "joignabilite-reponse");
  await picture(chef.page, "joignabilite-reponse");
  await chef.page.getByRole("button", { name: "Je suis joignable" }).click();
  await chef.page.getByText("C’est noté : la chaîne d’alerte sait vous joindre.").waitFor();
  await sound(chef.page, "joignabilite-merci");
  await chef.page.goto(got[1]?.link ?? "");
  await chef.page.getByLabel(/Qui est-ce à présent/).fill("Mme Martin");
  await chef.page.getByRole("button", { name: "Ce n’est plus moi" }).click();
  await chef.page.getByText("C’est noté : l’annuaire sera corrigé.").waitFor();
  await chef.page.goto(`${server.url}/a/faux.faux`);
  expect(await chef.page.locator("h1").count()).toBe(1);
  for (const { link } of got.slice(2, 42)) expect((await press(link, "taken")).status).toBe(200);

  // The page follows by itself; the closed box is a task, and gets a new address on the spot.
  await page.getByText(/^41 sur/).waitFor({ state: "detached" });
  await page.goto(`/joignabilite/${ref}`);
  await page.getByText("Une adresse à corriger : Collège d’essai 1", { exact: true }).waitFor();
  await page.getByText(/à présent : Mme Martin/).waitFor();
  await sound(page, "joignabilite-resultat");
  await picture(page, "joignabilite-resultat");
  await page.getByRole("link", { name: "Voir en tableau" }).click();
  await sound(page, "joignabilite-tableau");
  await page.setViewportSize(phone.viewport);
  await page.goto(`/joignabilite/${ref}`);
  await sound(page, "joignabilite-resultat-telephone");
  await page.getByLabel(/^Nouvelle adresse : Collège d’essai 1$/).fill("principal@ecoles.example.invalid");
  await page.getByRole("button", { name: "Renvoyer à cette adresse" }).first().click();
  await page.getByText("Le message repart à cette adresse.").waitFor();
  const [mended] = (await mails(people)).filter(({ to }) => to === "principal@ecoles.example.invalid");
  await page.getByLabel("Pourquoi maintenant ?").fill("Assez de réponses.");
  await page.getByRole("button", { name: "Terminer le test" }).click();
  await page.getByText("Le test est terminé.").waitFor();

  // Late, and still heard.
  await chef.page.goto(mended?.link ?? "");
  await chef.page.getByText("Ce test est terminé ; votre réponse reste utile").waitFor();
  await sound(chef.page, "joignabilite-tard");
  await chef.page.getByRole("button", { name: "Je suis joignable" }).click();
  await chef.page.getByText("C’est noté").waitFor();
  await page.setViewportSize(desktop.viewport);
  await page.goto(`/joignabilite/${ref}?reponse=reachable`);
  await page.getByText("principal@ecoles.example.invalid").waitFor();
  await page.goto("/joignabilite");
  await page.getByText(new RegExp(`42 sur ${people}`)).waitFor();
  await sound(page, "joignabilite-liste");
  expect([...errors, ...chef.errors].filter((one) => !one.includes("404"))).toEqual([]);
});
