import { randomUUID } from "node:crypto";
import type { Browser, Page } from "playwright";
import { afterAll, beforeAll, expect, test } from "vitest";
import { actInMeeting } from "#app/committee/commands/act-in-meeting.ts";
import { planMeeting } from "#app/committee/commands/plan-meeting.ts";
import { meeting as words } from "#app/messages/committee-meeting.ts";
import type { Caller } from "#app/platform/caller.ts";
import { cast, seat } from "../../tools/demo/committee.ts";
import { accessible, browserOf, desktop, openBrowser, phone } from "./support/browser.ts";
import { type RunningServer, runningServer } from "./support/server.ts";

let server: RunningServer;
let browser: Browser;
let people: Record<string, Caller>;
let ref: string;
const errors: string[] = [];

beforeAll(async () => {
  [server, browser] = await Promise.all([runningServer(), openBrowser()]);
  const now = new Date();
  people = await cast(server.db);
  await seat({ db: server.db, people, now }, "comite-suivi-securite", "region", now);
  const by = people.region as Caller;
  const planned = await planMeeting(
    server.db,
    by,
    {
      ...{ dispositif: "mbn", instance: "comite-suivi-securite", place: "Salle 3" },
      at: new Date(now.getTime() + 3_600_000).toISOString(),
      items: ["Charte des applications", "Calendrier de l’année"].map((title) => ({ key: randomUUID(), kind: "other", title })),
    },
    now,
  );
  await actInMeeting(server.db, by, planned.id, { type: "meeting.convened" }, now);
  ref = planned.ref;
}); // biome-ignore format: facts in few lines
afterAll(async () => {
  await browser?.close();
  await server?.stop();
});

const as = async (who: string, device: typeof phone | typeof desktop = desktop): Promise<Page> => {
  const one = await browserOf(browser, server, { person: (people[who] as Caller).person.id, device });
  one.page.on("close", () => errors.push(...one.errors));
  return one.page;
};
const here = (more = "") => `/instances/seances/${ref}${more}`;
const press = (page: Page, name: string) => page.getByRole("button", { name, exact: true }).click();

test("five seats, one by its substitute and one in conflict, decide together; every screen follows", async () => {
  const secretary = await as("secretary");
  await secretary.goto(here());
  await press(secretary, words.acts.open);
  await secretary.getByText("En séance", { exact: true }).first().waitFor();
  const screens = {
    chair: await as("region"),
    reims: await as("reims", phone),
    substitute: await as("academie-nancy-metz-deputy", phone),
    strasbourg: await as("strasbourg"),
  };
  for (const page of Object.values(screens)) {
    await page.goto(here("?vue=presents"));
    await press(page, words.presence.arriveMe);
    await page.getByText(words.presence.leaveMe).waitFor();
  }
  // Nobody reloads: what the others did is on the secretary's screen.
  await secretary.getByText(words.quorum.reached(4, 3, 5)).waitFor();

  await press(secretary, words.agenda.openFor(1));
  await secretary.getByLabel(words.item.presentation).fill("La charte est présentée.");
  await press(secretary, words.item.save.presentation);
  await secretary.getByLabel(words.item.discussion).fill("La Région propose une relecture.");
  await press(secretary, words.item.save.discussion);
  await screens.chair.getByText("La Région propose une relecture.").first().waitFor();

  await screens.strasbourg.getByText(words.votes.conflict).first().click();
  await screens.strasbourg.getByLabel(words.votes.conflictReason).fill("J’en suis l’auteure.");
  await press(screens.strasbourg, words.votes.conflictConfirm);
  await screens.strasbourg.getByText(words.votes.youAreInConflict).waitFor();
  for (const who of ["chair", "reims", "substitute"] as const) {
    await screens[who].goto(here("?vue=votes"));
    await press(screens[who], "Pour");
    await screens[who].getByText(words.votes.voted("Pour")).waitFor();
  }
  await accessible(screens.reims);
  const projector = await as("region");
  await projector.goto(here("/projeter"));
  await projector.getByText(words.votes.tally(3, 0, 0)).waitFor();
  await accessible(secretary);

  await screens.chair.getByRole("link", { name: words.item.decide }).click();
  await screens.chair.getByLabel("La décision en quelques phrases").fill("La charte est adoptée.");
  await accessible(screens.chair);
  await press(screens.chair, "Voir ce qui va se passer");
  await screens.chair.getByText("avec le vote et le quorum de cet instant").waitFor();
  await press(screens.chair, words.item.decide);
  await screens.chair.getByText(words.done).waitFor();
  await projector.getByText("Adoption", { exact: true }).waitFor();

  await secretary.getByText(words.acts.more).click();
  await press(secretary, words.acts.close);
  await screens.chair.goto(here());
  await press(screens.chair, words.acts.validate);
  await screens.chair
    .getByText(/Validé par/)
    .first()
    .waitFor();
  await accessible(screens.chair);
  const pdf = await screens.chair.request.get(here("/proces-verbal.pdf"));
  expect([pdf.status(), (await pdf.body()).subarray(0, 5).toString()]).toEqual([200, "%PDF-"]);
});

test("the pages around it are accessible, with a menu that holds on one line", async () => {
  const page = await as("region");
  for (const path of [here("/projeter"), "/instances/comite-suivi-securite", "/instances/comite-suivi-securite/prevoir", "/instances"]) {
    await page.goto(path);
    await accessible(page);
  }
  const menu = page.locator(".fr-nav__list").first();
  expect((await menu.boundingBox())?.height).toBeLessThan(80);
  await page.getByRole("button", { name: "Gouvernance" }).click();
  await page.getByRole("link", { name: "Liste blanche" }).click();
  await page.waitForURL("**/liste-blanche");
  await page.context().close();
  expect(errors).toEqual([]);
}); // biome-ignore format: the list stays whole
