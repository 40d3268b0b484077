import { createHash, randomBytes } from "node:crypto";
import { existsSync } from "node:fs";
import { setTimeout } from "node:timers/promises";
import AxeBuilder from "@axe-core/playwright";
import { type Browser, type BrowserContext, chromium, type Page } from "playwright";
import { expect } from "vitest";
import type { RunningServer } from "./server.ts";
import { remember } from "./what-was-shown.ts";

const known = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];
/** A closed network makes a fresh Chromium call home many times: it is told not to. */
const quiet = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

export const phone = { viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true };
export const desktop = { viewport: { width: 1280, height: 900 } };

export async function openBrowser(): Promise<Browser> {
  const executablePath = process.env.TOCSIN_CHROMIUM || known.find((path) => existsSync(path));
  if (!executablePath)
    throw new Error("Il manque Chromium : « npm test » l'installe, ou donnez TOCSIN_CHROMIUM.");
  return chromium.launch({ executablePath, args: quiet });
}

/** Remix writes so when somebody leaves a page that is being read again: nothing is wrong with either. */
const LEFT_WHILE_READ = /^AbortError: signal is aborted/;

/**
 * How late each press reaches the server, in milliseconds: 0 but when TOCSIN_TEST_LATE says otherwise. A test that takes
 * what is already on the page for the answer to a press passes on a quick machine and fails on a slow one: late, it always fails.
 */
const LATE = Number(process.env.TOCSIN_TEST_LATE ?? 0);
const answerLate = (context: BrowserContext) =>
  context.route("**/*", async (route) => {
    if (route.request().method() === "POST") await setTimeout(LATE);
    await route.continue().catch(() => {});
  });

/** Someone's own browser: signed in when `person` is given, failing on any error of the page. */
export async function browserOf(
  browser: Browser,
  server: RunningServer,
  options: { person?: string; device?: typeof phone | typeof desktop; javaScriptEnabled?: boolean } = {},
): Promise<{ page: Page; context: BrowserContext; errors: string[] }> {
  const context = await browser.newContext({
    ...(options.device ?? desktop),
    locale: "fr-FR",
    timezoneId: "Europe/Paris",
    baseURL: server.url,
    javaScriptEnabled: options.javaScriptEnabled ?? true,
  });
  if (options.person) await context.addCookies([await sessionCookie(server, options.person)]);
  if (LATE > 0) await answerLate(context);
  const page = await context.newPage();
  remember(page);
  const errors: string[] = [];
  page.on("pageerror", (error) => errors.push(error.message));
  page.on("console", (message) => {
    if (message.type() === "error" && !LEFT_WHILE_READ.test(message.text())) errors.push(message.text());
  });
  return { page, context, errors };
}

async function sessionCookie(server: RunningServer, person: string) {
  const secret = randomBytes(32).toString("base64url");
  const expires = new Date(Date.now() + 3_600_000);
  await server.db.query(
    "insert into session (id, person_id, method, expires_at) values ($1, $2, 'demo', $3)",
    [createHash("sha256").update(secret).digest("hex"), person, expires.toISOString()],
  );
  return { name: "tocsin", value: secret, url: server.url };
}

/** Presses the button that does it, and waits until the form has been left: what a preview shows is not yet so. */
export async function pressed(page: Page, name: string | RegExp) {
  await page.getByRole("button", { name, exact: true }).click();
  await page.waitForURL((url) => !url.pathname.includes("/agir/"));
}

/**
 * How many pixels of the page stick out of the screen. `innerWidth` would not tell: on a phone it grows with what it
 * holds.
 */
export const sticksOut = async (page: Page) =>
  (await page.evaluate(() => document.documentElement.scrollWidth)) - (page.viewportSize()?.width ?? 0);

/** A demo person by function and place. */
export async function demoPerson(server: RunningServer, role: string, dispositif: string, kind: string) {
  const [row] = await server.db.query<{ id: string; organisation: string; name: string }>(
    `select p.id, o.key organisation, o.name from tenure t join person p on p.id = t.person_id
       join organisation o on o.id = t.organisation_id join coverage c on c.organisation_id = o.id
       join dispositif d on d.id = c.dispositif_id
      where t.function = $1 and d.key = $2 and o.kind = $3 and t.rank = 0 and p.demo order by o.key limit 1`,
    [role, dispositif, kind],
  );
  if (!row) throw new Error(`${role} ${dispositif} ${kind}`);
  return row;
}

/** No accessibility violation on this page (WCAG 2.2 AA and good practice). */
export async function accessible(page: Page) {
  // The DSFR's scripts give the folded menu its role: the page is judged once they have run.
  await page.waitForLoadState("networkidle");
  await page
    .waitForFunction(
      () => {
        const menu = document.querySelector("#header-menu-modal-entete");
        return !menu?.hasAttribute("aria-labelledby") || menu.hasAttribute("role");
      },
      null,
      { timeout: 1_000 },
    )
    .catch(() => {});
  const { violations } = await new AxeBuilder({ page }).analyze();
  expect(violations.map((one) => `${page.url()} ${one.id}: ${one.nodes[0]?.html.slice(0, 160)}`)).toEqual([]);
}
