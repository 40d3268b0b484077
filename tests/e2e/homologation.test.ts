import { randomUUID } from "node:crypto";
import { mkdirSync } from "node:fs";
import { request } from "node:http";
import type { Browser, Page } from "playwright";
import { afterAll, beforeAll, expect, test } from "vitest";
import { sendEvent } from "#app/engine/command/send-event.ts";
import type { Caller } from "#app/platform/caller.ts";
import { playFederation } from "#tools/demo/federation.ts";
import { playHomologation } from "#tools/demo/homologation.ts";
import { someone } from "#tools/demo/people.ts";
import { accessible, browserOf, desktop, openBrowser, phone, pressed, sticksOut } from "./support/browser.ts";
import { picture } from "./support/picture.ts";
import { type RunningServer, runningServer } from "./support/server.ts";

const PDF = Buffer.from("%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\nstartxref\n9\n%%EOF\n");
let server: RunningServer;
let browser: Browser;
let rssi: Caller;
let authority: Caller;
beforeAll(async () => {
  mkdirSync("test-results", { recursive: true });
  [server, browser] = await Promise.all([runningServer(), openBrowser()]);
  const stage = { db: server.db, say: () => {}, secret: "", send: async () => {} };
  await playHomologation(stage, new Date());
  await playFederation(stage, new Date());
  const at = (fn: string) =>
    someone(server.db, "mbn", { function: fn, kind: "academie", at: "academie-reims" });
  [rssi, authority] = [await at("rssi"), await at("autoriteHomologation")];
});
afterAll(async () => {
  await browser?.close();
  await server?.stop();
});

const refOf = async (kind: string, title: string, state?: string) => {
  const [row] = await server.db.query<{ id: string; ref: string }>(
    "select id, ref from dossier where kind = $1 and title = $2 and ($3::text is null or state = $3) order by opened_at desc limit 1",
    [kind, title, state ?? null],
  );
  if (!row) throw new Error(`${kind} ${title}`);
  return row;
};
/** From a dossier to the form of an act: its heading says that it is there. */
async function toAct(page: Page, name: string) {
  await page.getByRole("link", { name, exact: true }).first().click();
  await page.getByRole("heading", { level: 1, name }).waitFor();
}
/** Accessible, as wide as the screen, and kept for the guide where it is told. */
async function seen(page: Page, path: string, name?: string) {
  if (path) await page.goto(path);
  await page.locator("main h1").waitFor();
  await accessible(page);
  const wide = await sticksOut(page);
  expect(`${path} ${wide}`).toBe(`${path} 0`);
  if (name) await picture(page, name, !process.env.TOCSIN_PICTURES);
}

test("a dossier from its strategy to the decision, by those who prepare it and the authority that decides", async () => {
  const { page, errors } = await browserOf(browser, server, { person: rssi.person.id, device: desktop });
  const { ref: system } = await refOf("system", "Messagerie de l’ENT");
  await page.goto(`/homologation/systemes/${system}`);
  await page.getByRole("button", { name: "Ouvrir un dossier d’homologation" }).click();
  await toAct(page, "Fixer la stratégie");
  await page.getByLabel("Démarche").selectOption({ label: "Simplifiée" });
  await page.getByLabel("Périmètre").fill("La messagerie et ses articulations.");
  await page.getByLabel("Autorité d’homologation").selectOption({ index: 1 });
  await page.getByLabel("Conduite du dossier").selectOption({ index: 1 });
  await accessible(page);
  await pressed(page, "Fixer la stratégie");
  await page.getByText("Il manque").first().waitFor();
  const { id, ref } = await refOf("homologation", "Messagerie de l’ENT");

  // A piece that is no PDF is told so, and nothing is lost of what was typed; a real one is taken.
  await toAct(page, "Ajouter une pièce");
  await page.getByLabel("Pièce").selectOption({ index: 1 });
  await page.getByLabel("Version").fill("1");
  await page.getByLabel("Responsable").fill("RSSI de l’académie");
  await page
    .locator("#file")
    .setInputFiles({ name: "s.pdf", mimeType: "application/pdf", buffer: Buffer.from("Bonjour") });
  await page.getByRole("button", { name: "Ajouter la pièce" }).click();
  await page.getByText("porte un nom de PDF et n’en est pas un").first().waitFor();
  expect(await page.getByLabel("Responsable").inputValue()).toBe("RSSI de l’académie");
  await page.locator("#file").setInputFiles({ name: "s.pdf", mimeType: "application/pdf", buffer: PDF });
  await page.getByRole("button", { name: "Ajouter la pièce" }).click();
  await page.getByRole("link", { name: "s.pdf" }).waitFor();

  const act = (type: string, data: object) => sendEvent(server.db, rssi, id, { type, ...data }, new Date());
  for (const kind of ["strategie", "cartographie", "pas", "analyse"])
    await act("piece.added", {
      key: randomUUID(),
      kind,
      title: kind,
      version: "2",
      owner: "RSSI",
      link: "https://pieces.example/1",
    }).catch(() => {});
  await act("risk.set", {
    key: randomUUID(),
    event: "Usurpation",
    scenario: "Compte volé.",
    likelihood: 3,
    severity: 3,
    after: { likelihood: 1, severity: 2 },
    treatment: "reduce",
    owner: "RSSI",
  });
  const key = randomUUID();
  await act("measures.added", { measures: [{ key, catalogue: "ent", ref: "X", title: "Deux facteurs" }] });
  await act("measures.updated", { changes: [{ key, state: "done", proof: "PV" }] });
  await page.goto(`/homologation/${ref}`);
  await toAct(page, "Déclarer le dossier prêt");
  await pressed(page, "Déclarer le dossier prêt");
  await toAct(page, "Présenter le dossier");
  await page.getByLabel("Instance").selectOption({ label: "Directement à l’autorité" });
  await page.getByRole("button", { name: "Voir ce qui va se passer" }).click();
  await page.getByText(/prévenues? par courriel/).waitFor();
  await pressed(page, "Présenter le dossier");
  await page.getByText("Devant la commission").first().waitFor();
  // Who prepares does not decide (RGS, article 5).
  expect(await page.getByRole("link", { name: "Décider" }).count()).toBe(0);
  expect(errors.filter((one) => !one.includes("422"))).toEqual([]);

  const theirs = await browserOf(browser, server, { person: authority.person.id, device: phone });
  await theirs.page.goto(`/homologation/${ref}`);
  await toAct(theirs.page, "Décider");
  await theirs.page.getByLabel("Décision").selectOption({ label: "Homologation ferme" });
  await theirs.page.getByLabel("Durée de validité").selectOption({ index: 1 });
  await accessible(theirs.page);
  await theirs.page.getByRole("button", { name: "Voir ce qui va se passer" }).click();
  await theirs.page.getByText("Le dossier est figé").waitFor();
  await seen(theirs.page, "", "homologation-decider-telephone");
  await pressed(theirs.page, "Prendre la décision");
  await theirs.page.getByText("En vigueur").first().waitFor();
  await accessible(theirs.page);
  expect(theirs.errors).toEqual([]);
});

test("the register, its figures, a system, an attestation and a federation are for everyone, at any width", async () => {
  const { page, errors } = await browserOf(browser, server, { person: rssi.person.id, device: desktop });
  const { ref } = await refOf("homologation", "Mon Bureau Numérique");
  await seen(page, "/homologation");
  await seen(page, "/homologation/systemes?besoin=avance");
  await seen(page, `/homologation/systemes/${(await refOf("system", "Mon Bureau Numérique")).ref}`);
  await seen(page, "/homologation/chiffres", "homologation-chiffres");
  await seen(page, `/homologation/${ref}`);
  expect(errors).toEqual([]);
  const passer = await browserOf(browser, server, { device: phone });
  await seen(passer.page, `/attestation/${ref}`);
  await passer.page.goto("/homologation/federation");
  expect(passer.page.url()).toContain("/connexion");

  const region = await someone(server.db, "atrium", { function: "rssi", kind: "region" });
  const keeper = await browserOf(browser, server, { person: region.person.id, device: desktop });
  await seen(keeper.page, "/homologation/federation", "federation");
  const member = await refOf("federation-member", "Manuels en ligne");
  await seen(keeper.page, `/homologation/federation/${member.ref}`, "federation-membre");
  await toAct(keeper.page, "Inscrire un constat");
  await keeper.page.getByLabel("Constat", { exact: true }).selectOption({ label: "Tenu" });
  await keeper.page.getByLabel("Vérifié le").fill(new Date().toISOString().slice(0, 10));
  await keeper.page.getByRole("button", { name: "Inscrire le constat" }).click();
  await keeper.page.getByText("un engagement tenu se prouve").first().waitFor();
  await accessible(keeper.page);
  await keeper.page
    .getByLabel("Preuve : fichier")
    .setInputFiles({ name: "audit.pdf", mimeType: "application/pdf", buffer: PDF });
  await keeper.page.getByRole("button", { name: "Inscrire le constat" }).click();
  await keeper.page.getByRole("link", { name: "audit.pdf" }).waitFor();
  await keeper.page.getByRole("searchbox").first().fill(member.ref.toLowerCase());
  await keeper.page.getByRole("searchbox").first().press("Enter");
  await keeper.page.waitForURL(`**/homologation/federation/${member.ref}`);
  expect(keeper.errors.filter((one) => !one.includes("422"))).toEqual([]);
});

test("a piece of 200 MB is refused before a byte of it is read", async () => {
  const status = await new Promise<number>((resolve, reject) => {
    const { ref } = { ref: "HOM-2026-001" };
    const sent = request(`${server.url}/homologation/${ref}/agir/piece`, {
      method: "POST",
      headers: {
        "Content-Type": "multipart/form-data; boundary=x",
        "Content-Length": 200 * 1024 * 1024,
        Origin: server.url,
      },
    });
    sent.on("response", (answer) => {
      resolve(answer.statusCode ?? 0);
      sent.destroy();
    });
    sent.on("error", reject);
    sent.write("--x\r\n");
  });
  expect(status).toBe(413);
});
