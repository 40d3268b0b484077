import { mkdirSync } from "node:fs";
import type { Browser, Page } from "playwright";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { following } from "#app/messages/crisis-act.ts";
import { crisisOpen } from "#app/messages/crisis-list.ts";
import { crisisMail } from "#app/messages/crisis-mail.ts";
import { people as cell, log, room, steps } from "#app/messages/crisis-room.ts";
import { frame } from "#app/messages/frame.ts";
import { lock } from "#app/messages/lock.ts";
import { accessible, desktop, openBrowser, phone } from "./support/browser.ts";
import { type Cast, castOf, stage } from "./support/crisis-stage.ts";
import { atTheSameTime, earlier } from "./support/network.ts";
import { picture } from "./support/picture.ts";
import { roomText } from "./support/room-text.ts";
import {
  act,
  card,
  carryOut,
  choose,
  confirm,
  enter,
  foresee,
  note,
  part,
  type Seat,
  sameVisit,
  seatOf,
  tick,
  write,
} from "./support/seat.ts";
import { type RunningServer, runningServer } from "./support/server.ts";

describe("a crisis run by five people in five browsers at once, one of them on a phone", () => {
  let server: RunningServer;
  let browser: Browser;
  let cast: Cast;
  let incident: string;
  let ref: string;
  let rssi: Seat;
  let direction: Seat;
  let exploitant: Seat;
  let dane: Seat;
  let dpd: Seat;
  const five = () => [rssi, direction, exploitant, dane, dpd];
  /** In every room at once, without a reload. */
  const everywhere = (look: (seat: Seat) => Promise<unknown>) => Promise.all(five().map(look));

  beforeAll(async () => {
    mkdirSync("test-results", { recursive: true });
    [server, browser] = await Promise.all([runningServer(), openBrowser()]);
    cast = await castOf(server);
    incident = await stage(server, cast);
    const seat = (who: keyof Cast, device: typeof phone | typeof desktop = desktop) =>
      seatOf(browser, server, cast[who].person, device);
    rssi = await seat("rssi");
    direction = await seat("direction");
    exploitant = await seat("exploitant", phone);
    dane = await seat("dane");
    dpd = await seat("dpd");
  });
  afterAll(async () => {
    await browser?.close();
    await server?.stop();
  });

  test("the RSSI opens it from the incident: everything is filled in, and what will follow is counted", async () => {
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
    ref = new URL(page.url()).pathname.split("/").pop() ?? "";
    await enter(rssi, ref);
  });

  test("the recteur activates the cell on criteria; the room of the RSSI follows by itself", async () => {
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
    const address = await addressOf(cast.exploitant.person.id);
    const link = await expect
      .poll(() => callTo(address), { timeout: 30_000, message: "le courriel d’appel" })
      .toMatch(/^http/)
      .then(() => callTo(address) as string);
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

  test("steps are taken and proved in several browsers at once", async () => {
    await Promise.all([
      carryOut(
        exploitant,
        "Recenser les comptes utilisés et les écoles touchées",
        "Liste de 4 h 10 : 41 comptes.",
      ),
      carryOut(
        rssi,
        "Alerter les autres parties et l’inspecteur de chaque circonscription touchée",
        "12 accusés.",
      ),
    ]);
    await everywhere(async ({ page }) => {
      await page.getByText("Liste de 4 h 10 : 41 comptes.").first().waitFor({ state: "attached" });
      await page.getByText("12 accusés.").first().waitFor({ state: "attached" });
    });
  });

  test("two people take the same step at once: one has it, the other is told who was faster", async () => {
    const title = "Déclarer l’incident au CERT-FR, par la chaîne de sécurité du ministère";
    const [mine, theirs] = [await card(rssi, title), await card(direction, title)];
    await atTheSameTime(
      [rssi.page, direction.page],
      [
        () => mine.getByRole("button", { name: steps.take, exact: true }).click(),
        () => theirs.getByRole("button", { name: steps.takeFor }).click(),
      ],
    );
    const refusals = async () => [
      await mine.getByRole("alert").count(),
      await theirs.getByRole("alert").count(),
    ];
    await expect.poll(async () => (await refusals()).reduce((sum, n) => sum + n)).toBe(1);
    const rssiWon = (await refusals())[1] === 1;
    const [winner, loser] = rssiWon ? [rssi, theirs] : [direction, mine];
    await expect.poll(() => loser.textContent()).toContain(winner.name);
    expect(await loser.textContent()).toContain(room.refused.now);
    const taken = await entries("step.taken", "declarer-anssi");
    expect(taken).toHaveLength(1);
    await loser.getByRole("alert").scrollIntoViewIfNeeded();
    await picture(rssiWon ? direction.page : rssi.page, "crise-deux-a-la-fois");
    await loser.getByRole("button", { name: room.refused.drop }).click();
  });

  test("a decision is taken with the facts on which it rests", async () => {
    const decision = await card(direction, "Faut-il couper la messagerie pour tous ?");
    await decision.getByRole("radio", { name: /^Oui, pour toute la communauté/ }).check();
    await decision
      .getByRole("textbox", { name: /^Sur quels faits/ })
      .fill("De nouveaux comptes apparaissent plus vite qu’on ne les ferme.");
    await decision.getByRole("button", { name: steps.decide }).click();
    await everywhere(({ page }) =>
      page.getByText("De nouveaux comptes apparaissent plus vite").first().waitFor({ state: "attached" }),
    );
  });

  test("three people type in the main courante at once: each line is there once, in one order for all", async () => {
    await Promise.all([
      note(exploitant, "f 41 comptes ont écrit depuis 2 h 10", "a Les sessions de ces comptes sont fermées"),
      note(dane, "c Le standard de l’académie est prévenu", "h Des mots de passe circulent"),
      note(rssi, "f Aucun compte de direction n’est touché", "d On garde tous les journaux"),
    ]);
    const said = ["41 comptes ont écrit", "sessions de ces comptes", "standard de l’académie"].concat([
      "mots de passe circulent",
      "Aucun compte de direction",
      "garde tous les journaux",
    ]);
    await everywhere(async (seat) => {
      for (const words of said) await seen(seat, words);
    });
    for (const words of said) expect(await times(words), words).toBe(1);
    await picture(exploitant.page, "crise-telephone-main-courante");
    await picture(direction.page, "crise-salle");
  });

  test("the DPD loses the network and goes on typing; back, the lines leave with both times, none twice", async () => {
    const { page, context } = dpd;
    await context.setOffline(true);
    await page.getByText(frame.live.lost).waitFor();
    const setRight = await earlier(page, 7);
    await note(dpd, "f Le registre des violations est ouvert", "a J’appelle la DPD de la Région");
    await setRight();
    const waiting = page.getByRole("listitem").filter({ hasText: log.pending.away });
    await expect.poll(() => waiting.count()).toBe(2);
    await picture(page, "crise-hors-ligne");
    await note(dane, "f Le standard reçoit vingt appels");
    await seen(rssi, "vingt appels");
    expect(await page.getByText("vingt appels").count()).toBe(0);
    await context.setOffline(false);
    await everywhere(async (seat) => {
      for (const words of ["registre des violations", "appelle la DPD", "vingt appels"])
        await seen(seat, words);
    });
    const line = rssi.page.getByRole("listitem").filter({ hasText: "Le registre des violations est ouvert" });
    expect(await line.textContent()).toMatch(new RegExp(`${log.times.typed}.*${log.times.entry}`));
    expect(await times("registre des violations")).toBe(1);
    expect(await times("appelle la DPD")).toBe(1);
    await expect.poll(() => waiting.count()).toBe(0);
    // What the browser says of requests made without a network is not an error of the page.
    dpd.errors = dpd.errors.filter((error) => !/ERR_INTERNET_DISCONNECTED/.test(error));
  });

  test("two people find the messaging compromised: the banner says so on every page, without a reload", async () => {
    await act(rssi, ref, "compromise.declared", async (form) => {
      await choose(form, /^La messagerie de l’ENT/);
      await write(form, /^Sur quels faits/, "Les envois reprennent après chaque blocage.");
    });
    await direction.page
      .getByRole("link", { name: /^Confirmer la compromission/ })
      .first()
      .waitFor();
    const form = await foresee(direction.context, ref, "compromise.confirmed", (form) =>
      choose(form, /^La messagerie de l’ENT/),
    );
    await form.getByText(following.closes(["ent-messaging"])).waitFor();
    await confirm(form, /^Confirmer la compromission/);
    await everywhere(({ page }) => page.getByText(lock.banner.open([])).first().waitFor());
    await picture(dane.page, "crise-verrou");
    await accessible(await visit(dane, "/dispositifs/mbn/verrou"));
  });

  test("a message by SMS is refused with its article; by a channel opened and with the Région, it leaves", async () => {
    const words = async (form: Page, channel: RegExp) => {
      await choose(form, channel);
      await tick(form, "Familles");
      await write(form, /^Objet/, "Messages inquiétants reçus par l’ENT");
      await write(form, /^Message/, "Les forces de l’ordre sont prévenues. Les cours ont lieu.");
      await write(form, /^Justification/, "Les familles ont reçu les menaces.");
    };
    const sms = await foresee(dane.context, ref, "message.proposed", (form) => words(form, /^SMS/));
    const refused = sms.getByRole("alert").filter({ hasText: "Refusé" });
    await refused.waitFor();
    expect(await refused.textContent()).toMatch(/Article \d/);
    await picture(sms, "crise-sms-refuse");
    await sms.close();

    await act(direction, ref, "channel.opened", async (form) => {
      await choose(form, /^Courriel/);
      await write(form, /^Pourquoi/, "Les listes des écoles ne passent pas par l’ENT.");
    });
    await everywhere(({ page }) =>
      page
        .getByText(lock.banner.open(["courriel"]))
        .first()
        .waitFor(),
    );
    await act(dane, ref, "message.proposed", (form) => words(form, /^Courriel/));
    const toFamilies = () => server.mail.received.filter(({ to }) => to.endsWith("@listes.example.invalid"));
    expect(toFamilies(), "silence approves nothing").toEqual([]);
    const region = await seatOf(browser, server, cast.region.person);
    await act(region, ref, "message.approved");
    expect(region.errors).toEqual([]);
    await region.context.close();
    await everywhere((seat) => seen(seat, "a approuvé un message"));
    await expect.poll(() => toFamilies().length, { timeout: 20_000 }).toBeGreaterThan(50);
  });

  test("every page of the crisis is accessible, the phone’s tabs too", async () => {
    await accessible(rssi.page);
    for (const tab of ["etapes", "journal", "situation", "cellule"] as const) {
      await part(exploitant, tab);
      await accessible(exploitant.page);
      await picture(exploitant.page, `crise-telephone-${tab}`);
    }
    for (const [path, name] of [
      ["/crises", ""],
      [`/crises/${ref}/procedure`, "crise-procedure"],
      [`/crises/${ref}/rejeu`, "crise-rejeu"],
    ] as const) {
      const page = await visit(rssi, path);
      await accessible(page);
      if (name) await picture(page, name);
      await page.close();
    }
  });

  test("restored by two people, the crisis is left on its criteria, and the RETEX begins", async () => {
    await act(direction, ref, "restoration.declared", async (form) => {
      await choose(form, /^La messagerie de l’ENT/);
      await write(form, /^Sur quels faits/, "Mots de passe changés, envois limités.");
    });
    await act(rssi, ref, "restoration.confirmed", (form) => choose(form, /^La messagerie de l’ENT/));
    await act(direction, ref, "crisis.exited", async (form) => {
      for (const criterion of await form.getByRole("checkbox").all()) await criterion.check({ force: true });
    });
    await act(direction, ref, "retex.opened");
    await everywhere((seat) => seen(seat, "a ouvert le retour d’expérience"));
    const page = await visit(rssi, `/crises/${ref}/retex`);
    await accessible(page);
    await picture(page, "crise-retex");
  });

  test("at the end the five rooms are equal, were never loaded again, and equal the room as it opens now", async () => {
    const fresh = await visit(rssi, `/crises/${ref}`);
    await vi.waitFor(
      async () => {
        await fresh.reload();
        const expected = await roomText(fresh);
        expect(expected.lines.length).toBeGreaterThan(30);
        for (const { name, page } of five()) expect(await roomText(page), name).toEqual(expected);
      },
      { timeout: 20_000, interval: 500 },
    );
    for (const seat of five()) expect(await sameVisit(seat), seat.name).toBe(true);
    expect(five().flatMap(({ name, errors }) => errors.map((error) => `${name} : ${error}`))).toEqual([]);
  });

  const addressOf = async (person: string) => {
    const [row] = await server.db.query<{ email: string }>("select email from person where id = $1", [
      person,
    ]);
    return row?.email ?? "";
  };
  /** The link of the call to the cell in what that address received; empty until it is there. */
  const callTo = (address: string) =>
    server.mail.received
      .filter(({ to, mail }) => to === address && mail.subject?.includes(crisisMail.kind["cell-call"]))
      .map(({ mail }) => mail.text?.match(/https?:\/\/\S+\/a\/[\w.-]+/)?.[0])
      .find(Boolean) ?? "";
  /** Another tab of theirs on a page. */
  const visit = async ({ context, errors }: Seat, path: string) => {
    const page = await context.newPage();
    page.on("pageerror", (error) => errors.push(`${path} ${error.message}`));
    page.on("console", (message) => message.type() === "error" && errors.push(`${path} ${message.text()}`));
    const answer = await page.goto(path);
    expect(answer?.status(), path).toBe(200);
    await page.waitForLoadState("networkidle");
    return page;
  };
  const seen = ({ page }: Seat, words: string) =>
    page.locator("[id^=ligne-]").filter({ hasText: words }).first().waitFor({ state: "attached" });
  /** Entries of the journal of that type that hold these words. */
  const entries = (type: string, words: string) =>
    server.db.query("select seq from journal_entry where type = $1 and position($2 in payload) > 0", [
      type,
      words,
    ]);
  const times = async (words: string) => (await entries("log.entered", words)).length;
});
