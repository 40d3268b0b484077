import type { Browser, Page } from "playwright";
import { ensureInstances } from "#app/committee/commands/ensure-instances.ts";
import type { Caller } from "#app/platform/caller.ts";
import { someone } from "#tools/demo/people.ts";
import { browserOf, desktop, openBrowser, type phone } from "../support/browser.ts";
import { type RunningServer, runningServer } from "../support/server.ts";

/** Who asks, instructs, sits and opens the link; each in a browser of their own. */
export type Seat = { caller: Caller; page: Page; errors: string[] };
export type Play = {
  server: RunningServer;
  browser: Browser;
  seat: (caller: Caller, device?: typeof phone) => Promise<Seat>;
  cast: Awaited<ReturnType<typeof castOf>>;
  seats: Seat[];
  /** Of the request, once it is asked for. */
  ref: string;
};

const castOf = async ({ db }: RunningServer) => {
  const at = (role: string, kind: string, key?: string) =>
    someone(db, "mbn", { function: role, kind, ...(key && { at: key }) });
  return {
    head: await at("chefEtablissement", "etablissement"),
    dane: await at("dane", "academie", "academie-reims"),
    rssi: await at("rssi", "academie", "academie-reims"),
    dpd: await at("dpd", "academie", "academie-reims"),
    nancy: await at("rssi", "academie", "academie-nancy-metz"),
    strasbourg: await at("rssi", "academie", "academie-strasbourg"),
    region: await at("rssi", "region"),
    exploitant: await at("exploitant", "prestataire"),
  };
};

export async function setUp(): Promise<Play> {
  const server = await runningServer();
  const browser = await openBrowser();
  await ensureInstances(server.db, new Date());
  const seats: Seat[] = [];
  async function seat(caller: Caller, device?: typeof phone): Promise<Seat> {
    const known = seats.find((one) => one.caller.person.id === caller.person.id);
    if (known) return known;
    const { page, errors } = await browserOf(browser, server, {
      person: caller.person.id,
      device: device ?? desktop,
    });
    page.setDefaultTimeout(15_000);
    page.on("pageerror", () => errors.push(`sur ${page.url()}`));
    const one = { caller, page, errors };
    seats.push(one);
    return one;
  }
  return { server, browser, seat, cast: await castOf(server), seats, ref: "" };
}

/** Answers the questions of the page by their names; boxes and cards by their values, several with a space between. */
export async function answer(page: Page, values: Record<string, string>): Promise<void> {
  for (const [name, value] of Object.entries(values)) {
    const all = page.locator(`main [name="${name}"]`);
    const kind = await all.first().evaluate((one) => {
      // What is rarely asked is folded away.
      one.closest("details")?.setAttribute("open", "");
      return `${one.tagName} ${(one as HTMLInputElement).type}`;
    });
    if (/radio|checkbox/.test(kind))
      for (const one of value.split(" "))
        await page.locator(`main [name="${name}"][value="${one}"]`).check({ force: true });
    else if (kind.startsWith("SELECT")) await all.first().selectOption(value);
    else await all.first().fill(value);
  }
}

/** Goes through an act of a dossier: its form, what it would do, and the press that does it. */
export async function act(page: Page, path: string, values: Record<string, string> = {}): Promise<string> {
  await page.goto(path);
  await page.getByRole("heading", { level: 1 }).waitFor();
  await answer(page, values);
  await page
    .locator('button[name="intent"][value="preview"], main form button[type="submit"]')
    .first()
    .click();
  const confirm = page.locator('button[name="intent"][value="confirm"]');
  await confirm.waitFor();
  const foreseen = (await page.locator("main").textContent()) ?? "";
  await Promise.all([page.waitForURL((url) => !url.pathname.includes("/agir/")), confirm.click()]);
  return foreseen;
}
