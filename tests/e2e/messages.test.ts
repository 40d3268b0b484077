import { mkdirSync } from "node:fs";
import type { Browser, Page } from "playwright";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type Cast, castOf, openChannels } from "./messages/cast.ts";
import { refIn, typeMessage } from "./messages/type.ts";
import { accessible, browserOf, desktop, openBrowser, phone, sticksOut } from "./support/browser.ts";
import { runningCrisis } from "./support/crisis.ts";
import { picture } from "./support/picture.ts";
import { type RunningServer, runningServer } from "./support/server.ts";

let server: RunningServer;
let browser: Browser;
let cast: Cast;
beforeAll(async () => {
  mkdirSync("test-results", { recursive: true });
  [server, browser] = await Promise.all([runningServer(), openBrowser()]);
  cast = await castOf(server);
  await openChannels(server, cast.rssi);
});
afterAll(async () => {
  await browser?.close();
  await server?.stop();
});

type Who = { person: { id: string } };
/** Somebody's own browser. */
async function as({ person }: Who, device: typeof phone | typeof desktop = desktop) {
  const opened = await browserOf(browser, server, { person: person.id, device });
  opened.page.setDefaultTimeout(15_000);
  return opened;
}
/** Both widths at once: nothing sticks out, nothing is inaccessible. */
async function sound(page: Page, name: string) {
  await page.locator("main h1").waitFor();
  await accessible(page);
  const wide = await sticksOut(page);
  expect(`${name} ${wide}`).toBe(`${name} 0`);
  await page.screenshot({ path: `test-results/${name}.png`, fullPage: true });
}
/** What was written for the address that the mail server got it at. */
async function linkFor(address: string, ref: string) {
  for (const limit = Date.now() + 20_000; Date.now() < limit; ) {
    const got = server.mail.received.find(
      ({ to, mail }) => to === address && mail.subject?.includes(ref) && mail.text?.includes("/a/"),
    );
    const link = got?.mail.text?.match(/https?:\/\/\S+\/a\/[\w.-]+/)?.[0];
    if (link) return link;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error(`aucun courriel pour ${address} à propos de ${ref}`);
}
const addressOf = async ({ person }: Who) =>
  (await server.db.query<{ email: string }>("select email from person where id = $1", [person.id]))[0]
    ?.email ?? "";
const inDays = (n: number) => {
  const at = new Date(Date.now() + n * 86_400_000);
  return `${String(at.getDate()).padStart(2, "0")}/${String(at.getMonth() + 1).padStart(2, "0")}/${at.getFullYear()} à 8h`;
};

let ref = "";

test("a département writes a classique message: level with its definition, fields of the article, what will follow", async () => {
  const { page, context, errors } = await as(cast.departement);
  await page.goto("/messages");
  await sound(page, "messages-vide");
  await page.getByRole("link", { name: "Préparer un message" }).click();
  await page.getByRole("heading", { name: "Quel est le niveau de ce message ?" }).waitFor();
  await sound(page, "messages-niveau");
  await picture(page, "messages-niveau");
  await page.getByRole("link", { name: "Classique" }).click();
  await page.getByRole("heading", { name: "Message classique" }).waitFor();
  await typeMessage(page, {
    topic: "other",
    title: "Carte de transport : inscriptions ouvertes",
    short: "Inscrivez votre enfant avant le 30 juin.",
    long: "Bonjour,\n\nLes inscriptions à la carte de transport sont ouvertes pour {{etablissement}}.",
    profiles: ["families", "pupils"],
    perimeter: "schools",
    schools: cast.schools.map(({ uai }) => uai).join("\n"),
    channels: "mail",
    startsAt: inDays(7),
    endsAt: "20 jours",
  });
  await sound(page, "messages-formulaire");
  await page.getByRole("button", { name: "Voir avant d’envoyer" }).click();
  // Too soon, and without its objective: kept all the same, each said at its field with the article.
  await page.getByText("« Objectif » manque : l’article 5.3 le demande.").first().waitFor();
  await sound(page, "messages-manque");
  await typeMessage(page, { objective: "Que chaque famille inscrive son enfant à temps." });
  await page.getByRole("button", { name: "Voir avant d’envoyer" }).click();
  await page
    .getByText(/au moins 8 jours après la demande/)
    .first()
    .waitFor();
  await typeMessage(page, { startsAt: inDays(12) });
  await page.getByRole("button", { name: "Voir avant d’envoyer" }).click();
  await page.getByRole("heading", { name: "Avant d’envoyer" }).waitFor();
  await page.getByText("2 134 personnes dans 2 établissements").waitFor();
  await sound(page, "messages-avant");
  await picture(page, "messages-avant", true);
  ref = refIn(page.url());
  await page.getByRole("button", { name: "Demander l’accord de l’académie" }).click();
  await page.getByText("C’est parti").waitFor();
  await sound(page, "messages-temps-1");
  // The browser itself reports the two refusals of the form.
  expect(errors.filter((one) => !/422/.test(one))).toEqual([]);
  await context.close();
});

test("the DSDEN proposes other words on a phone; the author sees them word by word and accepts", async () => {
  const dsden = await as(cast.dsden, phone);
  await dsden.page.goto("/");
  await dsden.page.getByText(/attend la validation de votre autorité/).waitFor();
  await dsden.page.getByRole("link", { name: new RegExp(`^Lire et répondre : ${ref}`) }).click();
  await dsden.page.getByRole("link", { name: "Proposer des adaptations" }).waitFor();
  await sound(dsden.page, "messages-t1-telephone");
  await dsden.page.getByRole("link", { name: "Proposer des adaptations" }).click();
  await dsden.page.getByRole("heading", { name: "Proposer des adaptations" }).waitFor();
  await typeMessage(dsden.page, {
    short: "Inscrivez votre enfant avant le 30 juin, en ligne ou en mairie.",
    reason: "Toutes les familles n’ont pas Internet.",
  });
  await dsden.page.getByRole("button", { name: "Prévoir" }).click();
  await dsden.page.locator(".message-diff ins").first().waitFor();
  await sound(dsden.page, "messages-adapter-telephone");
  await dsden.page.getByRole("button", { name: "Proposer ces adaptations" }).click();
  await dsden.page.getByText("Vos adaptations sont transmises").waitFor();
  expect(dsden.errors).toEqual([]);
  await dsden.context.close();

  const author = await as(cast.departement);
  await author.page.goto(`/messages/${ref}`);
  await author.page.getByText("Toutes les familles n’ont pas Internet.").first().waitFor();
  await sound(author.page, "messages-adaptations");
  await author.page.getByRole("link", { name: "Accepter les adaptations" }).click();
  await author.page.getByRole("button", { name: "Prévoir" }).click();
  await author.page.getByRole("button", { name: "Accepter ces adaptations" }).click();
  await author.page.getByText("Les adaptations sont acceptées.").waitFor();
  await author.context.close();
});

test("one head refuses by the link, on a phone, without JavaScript; the other accepts, and both are seen", async () => {
  const link = await linkFor(await addressOf(cast.heads[0]), ref);
  const first = await browserOf(browser, server, { device: phone, javaScriptEnabled: false });
  await first.page.goto(link);
  await first.page.getByRole("heading", { name: "Publier ce message dans votre établissement ?" }).waitFor();
  await first.page.getByRole("button", { name: "Accepter pour mon établissement" }).waitFor();
  await first.page.screenshot({ path: "test-results/messages-chef.png", fullPage: true });
  await picture(first.page, "messages-chef-telephone");
  await first.page.getByRole("button", { name: "Refuser…" }).click();
  await first.page
    .getByRole("textbox", { name: /^Pourquoi/ })
    .fill("Le collège n’a pas de transport scolaire.");
  await first.page.screenshot({ path: "test-results/messages-chef-refus.png", fullPage: true });
  await first.page.getByRole("button", { name: "Refuser pour mon établissement" }).click();
  await first.page.getByText("Votre refus est enregistré").waitFor();
  await first.page.goto(link);
  await first.page.getByText(/a refusé ce message le/).waitFor();
  await first.page.screenshot({ path: "test-results/messages-chef-fait.png", fullPage: true });
  await first.context.close();

  const second = await as(cast.heads[1], phone);
  await second.page.goto("/");
  await second.page.getByRole("link", { name: new RegExp(`^Lire et décider : ${ref}`) }).click();
  await second.page.getByRole("link", { name: "Accepter pour mon établissement" }).click();
  await second.page.getByRole("button", { name: "Accepter pour mon établissement" }).click();
  await second.page.getByText("Votre accord est enregistré").waitFor();
  await sound(second.page, "messages-chef-console-telephone");
  expect(second.errors).toEqual([]);
  await second.context.close();

  const author = await as(cast.departement);
  await author.page.goto(`/messages/${ref}`);
  await author.page.getByText("2 sur 2 établissements ont décidé.").waitFor();
  await author.page.getByText("Le collège n’a pas de transport scolaire.").first().waitFor();
  await author.page.getByText("Programmé", { exact: true }).first().waitFor();
  await sound(author.page, "messages-suivi");
  await picture(author.page, "messages-suivi", true);
  await author.context.close();
});

test("an urgent message leaves at once with its justification; COSUI says afterwards, and the Région compiles", async () => {
  const { page, context } = await as(cast.departement, phone);
  await page.goto("/messages/nouveau?niveau=urgent");
  await typeMessage(page, {
    topic: "other",
    title: "Cars scolaires suspendus demain matin",
    long: "Les cars scolaires ne circuleront pas demain matin en raison du verglas.",
    profiles: "families",
    perimeter: "departement",
    departement: "51",
    channels: "mail",
    justification: "Alerte verglas de la préfecture, reçue ce soir.",
  });
  await sound(page, "messages-urgent-telephone");
  await page.getByRole("button", { name: "Voir avant d’envoyer" }).click();
  await page.getByRole("heading", { name: "Avant d’envoyer" }).waitFor();
  await page.getByText("Personne : ce niveau part sans validation.").waitFor();
  await sound(page, "messages-urgent-avant-telephone");
  const urgent = refIn(page.url());
  await page.getByRole("button", { name: /^Envoyer à .* maintenant$/ }).click();
  await page.getByText("C’est parti").waitFor();
  await context.close();

  const region = await as(cast.region);
  await region.page.goto("/messages/a-examiner");
  await region.page.getByText("Cars scolaires suspendus demain matin").waitFor();
  await sound(region.page, "messages-a-examiner");
  await region.page.getByRole("link", { name: new RegExp(`Consigner l’examen : ${urgent}`) }).click();
  await typeMessage(region.page, {
    instance: "cosui",
    opinion: "conforme",
    text: "L’alerte de la préfecture le demandait.",
  });
  await sound(region.page, "messages-examiner");
  await region.page.getByRole("button", { name: "Consigner l’examen" }).click();
  await region.page.getByText("L’examen est consigné.").waitFor();
  await region.page.goto("/messages/urgents");
  await region.page.getByText("COSUI : conforme").waitFor();
  await sound(region.page, "messages-urgents");
  await picture(region.page, "messages-urgents");
  for (const [format, start] of [
    ["csv", "\ufeff"],
    ["ods", "PK"],
    ["pdf", "%PDF-"],
  ] as const) {
    const answer = await region.context.request.get(`/messages/urgents.${format}`);
    expect([format, answer.status()]).toEqual([format, 200]);
    expect((await answer.body()).toString("utf8").startsWith(start) || format === "csv").toBe(true);
  }
  expect(region.errors).toEqual([]);
  await region.context.close();
});

test("a message of sûreté by a channel that nobody attested is refused with the article, and what is open is said", async () => {
  const { page, context } = await as(cast.departement);
  await page.goto("/messages/nouveau?niveau=surete");
  await typeMessage(page, {
    topic: "other",
    title: "Confinement levé",
    long: "L’alerte est levée, les élèves rentrent chez eux.",
    profiles: "families",
    perimeter: "departement",
    departement: "51",
    channels: "mail",
    justification: "Fin de l’alerte, décidée avec la préfecture.",
  });
  await page.getByRole("button", { name: "Voir avant d’envoyer" }).click();
  await page.getByRole("heading", { name: /^Refusé/ }).waitFor();
  const refused = page.getByRole("alert").filter({ hasText: "Refusé" });
  expect(await refused.textContent()).toMatch(/Article 7/);
  await sound(page, "messages-surete-refus");
  await picture(page, "messages-surete-refus");
  await context.close();
});

test("in a crisis its direction writes, and the Région approves: its silence would not", async () => {
  const crisis = await runningCrisis(server);
  const outside = await as(cast.departement);
  await outside.page.goto(`/messages/nouveau?dispositif=mbn&niveau=crise&crise=${crisis.ref}`);
  const words = {
    topic: "it-security",
    title: "Messages inquiétants reçus par l’ENT",
    long: "Les forces de l’ordre sont prévenues. Les cours ont lieu.",
    profiles: "families",
    perimeter: "departement",
    departement: "51",
    channels: "ent-messaging",
    justification: "Les familles ont reçu les menaces.",
  };
  await typeMessage(outside.page, words);
  await outside.page.getByRole("button", { name: "Voir avant d’envoyer" }).click();
  // Without a seat in the cell one does not speak for the crisis: who to ask is said, and the room is a press away.
  await outside.page.getByText(/Vous n’avez pas de siège dans la cellule/).waitFor();
  await outside.page.getByRole("link", { name: "Entrer dans la salle de crise" }).waitFor();
  await outside.context.close();

  const { page, context } = await as(cast.recteur);
  await page.goto(`/crises/${crisis.ref}`);
  await page.getByRole("link", { name: "Écrire à la communauté" }).first().click();
  await page.getByRole("heading", { name: "Message de crise" }).waitFor();
  await typeMessage(page, words);
  await sound(page, "messages-crise");
  await page.getByRole("button", { name: "Voir avant d’envoyer" }).click();
  await page.getByText(/Sans réponse à cette date, rien n’est approuvé/).waitFor();
  await sound(page, "messages-crise-avant");
  const waiting = refIn(page.url());
  await page.getByRole("button", { name: "Demander l’approbation" }).click();
  await page.getByText("C’est parti").waitFor();
  await page.getByRole("link", { name: `Salle de crise ${crisis.ref}` }).waitFor();
  await context.close();

  const region = await as(cast.region, phone);
  await region.page.goto(`/messages/${waiting}`);
  await region.page.getByRole("link", { name: "Approuver", exact: true }).click();
  await region.page.getByRole("button", { name: "Prévoir" }).click();
  await sound(region.page, "messages-approuver-telephone");
  await region.page.getByRole("button", { name: "Approuver ce message" }).click();
  await region.page.getByText("Votre approbation est enregistrée.").waitFor();
  await sound(region.page, "messages-crise-telephone");
  expect(region.errors).toEqual([]);
  await region.context.close();
});

test("the list is filtered by its address, and read on a phone", async () => {
  const { page, context } = await as(cast.departement, phone);
  await page.goto("/messages");
  await page.getByText("Carte de transport").first().waitFor();
  await sound(page, "messages-liste-telephone");
  await page.goto("/messages?niveau=urgent");
  await page.getByText("Cars scolaires").first().waitFor();
  expect(await page.getByText("Carte de transport").count()).toBe(0);
  const csv = await context.request.get("/messages/export.csv?niveau=urgent");
  expect(await csv.text()).toMatch(/Cars scolaires/);
  await context.close();
});
