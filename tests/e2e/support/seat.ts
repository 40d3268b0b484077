import type { Browser, BrowserContext, Locator, Page } from "playwright";
import { expect } from "vitest";
import { type CrisisAct, crisisAct, crisisActPath, crisisActs } from "#app/messages/crisis-act.ts";
import { log, room, steps } from "#app/messages/crisis-room.ts";
import { browserOf, type desktop, type phone } from "./browser.ts";
import type { RunningServer } from "./server.ts";

/** One person of a crisis, in a browser of their own: the room stays open in `page`, forms open in another tab. */
export type Seat = Awaited<ReturnType<typeof seatOf>>;

export async function seatOf(
  browser: Browser,
  server: RunningServer,
  person: { id: string; name: string },
  device?: typeof phone | typeof desktop,
) {
  const { page, context, errors } = await browserOf(browser, server, {
    person: person.id,
    ...(device && { device }),
  });
  page.setDefaultTimeout(15_000);
  return { name: person.name, page, context, errors, narrow: device?.viewport.width === 390 };
}

/** Enters the room, and marks the page so that a reload would show. */
export async function enter({ page }: Seat, ref: string) {
  await page.goto(`/crises/${ref}`);
  await page.getByRole("heading", { level: 1 }).waitFor();
  await page.evaluate(() => Object.assign(window, { sameVisit: true }));
  await page.waitForLoadState("networkidle");
}

/** Whether the page is the one that was entered, never loaded again. */
export const sameVisit = ({ page }: Seat) => page.evaluate(() => "sameVisit" in window);

/** On a phone, one part of the room at a time; elsewhere all are in view. */
export async function part({ page, narrow }: Seat, tab: keyof typeof room.tabs) {
  if (narrow)
    await page
      .getByRole("navigation", { name: room.tabsLabel })
      .getByRole("link", { name: new RegExp(`^${room.tabs[tab]}`) })
      .click();
}

/** A step or decision of the room by its title; somebody else's is unfolded. */
export async function card({ page }: Seat, title: string): Promise<Locator> {
  const found = page.getByRole("article", { name: title });
  await found.waitFor();
  const fold = found.locator(":scope > details:not([open]) > summary:has(h5)");
  if ((await fold.count()) > 0) await fold.click();
  return found;
}

/** Takes a step and says that it is done, with its proof. */
export async function carryOut(who: Seat, title: string, proof: string) {
  await part(who, "etapes");
  const step = await card(who, title);
  await step.getByRole("button", { name: steps.take, exact: true }).click();
  await step.getByRole("textbox", { name: steps.doneProof }).fill(proof);
  await step.getByRole("button", { name: steps.finish }).click();
  await step.waitFor({ state: "detached" });
}

/** Types lines of the main courante as fast as keys go: a letter for the kind, the words, Enter. */
export async function note(who: Seat, ...lines: string[]) {
  await part(who, "journal");
  const field = who.page.getByRole("textbox", { name: log.line });
  for (const line of lines) {
    await field.pressSequentially(line.slice(0, 3));
    await field.pressSequentially(line.slice(3));
    await field.press("Enter");
  }
}

/** Somebody fills a form of the crisis in another tab, up to what will follow. */
export async function foresee(
  context: BrowserContext,
  ref: string,
  type: CrisisAct,
  fill: (form: Page) => Promise<unknown>,
): Promise<Page> {
  const form = await context.newPage();
  form.setDefaultTimeout(15_000);
  await form.goto(crisisActPath(ref, type));
  await form.getByRole("heading", { level: 1, name: crisisActs[type].title }).waitFor();
  await fill(form);
  await form.getByRole("button", { name: crisisAct.preview }).click();
  return form;
}

/** The same, then the one button that does it; the tab is closed. */
export async function act(
  who: Pick<Seat, "context">,
  ref: string,
  type: CrisisAct,
  fill: (form: Page) => Promise<unknown> = async () => {},
) {
  const form = await foresee(who.context, ref, type, fill);
  await confirm(form, new RegExp(`^${type === "message.approved" ? "Approuver" : crisisActs[type].confirm}`));
}

export async function confirm(form: Page, name: RegExp) {
  await form.getByRole("button", { name: crisisAct.edit }).waitFor();
  await form.getByRole("button", { name }).click();
  const refused = form.getByRole("alert").first();
  const said = await Promise.race([
    form.waitForURL(/\/crises\/CRI-[\d-]+(\?.*)?$/).then(() => ""),
    refused.waitFor().then(
      () => refused.textContent(),
      () => "",
    ),
  ]);
  if (said) throw new Error(`Refusé sans que ce soit attendu : ${said}`);
  await form.close();
}

export const choose = (form: Page, name: string | RegExp) =>
  form.getByRole("radio", { name }).check({ force: true });
export const tick = (form: Page, name: string | RegExp) =>
  form.getByRole("checkbox", { name }).check({ force: true });
export const write = (form: Page, name: string | RegExp, text: string) =>
  form.getByRole("textbox", { name }).fill(text);

/** Another tab of theirs on a page, whose errors count as theirs. */
export async function visit({ context, errors }: Seat, path: string): Promise<Page> {
  const page = await context.newPage();
  page.on("pageerror", (error) => errors.push(`${path} ${error.message}`));
  page.on("console", (message) => message.type() === "error" && errors.push(`${path} ${message.text()}`));
  const answer = await page.goto(path);
  expect(answer?.status(), path).toBe(200);
  await page.waitForLoadState("networkidle");
  return page;
}
