import { existsSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { AxeBuilder } from "@axe-core/playwright";
import { type Browser, chromium } from "playwright";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { renderAckPage } from "#app/incident/messages/ack-page.ts";
import type { AckPageModel } from "#app/incident/queries/ack-page.ts";
import { notice } from "./notice.ts";

const CHROMIUM = "/usr/bin/chromium";
const NONCE = "nonce-du-test";
const long =
  "Un compte d’élève a envoyé quarante messages de menace cette nuit ; le compte est bloqué. ".repeat(60);
const model = {
  view: "ask",
  facts: notice("alert", { exercise: true, personalData: true, description: long }).facts,
  template: "alert",
  duty: { alert: "ver-7", rule: "VER-7", article: "7" },
  reader: { name: "Camille", function: "ien", organisation: "Circonscription" },
  ...{ answered: null, takenBy: "Dominique Petit", closedAt: null },
  contact: { name: "Alix Roy, RSSI", phone: "01 30 83 44 44" },
} as AckPageModel;

describe.skipIf(!existsSync(CHROMIUM))("the acknowledgement page on a phone", () => {
  let browser: Browser;
  let server: Server;
  let url: string;
  const posted: string[] = [];
  beforeAll(async () => {
    browser = await chromium.launch({ executablePath: CHROMIUM, args: ["--no-sandbox"] });
    server = createServer(async (req, res) => {
      let body = "";
      for await (const chunk of req) body += chunk;
      if (req.method === "POST") posted.push(body);
      const just = new URLSearchParams(body).get("answer") as "taken" | null;
      res.setHeader("Content-Type", "text/html; charset=utf-8");
      res.setHeader(
        "Content-Security-Policy",
        `default-src 'none'; style-src 'nonce-${NONCE}'; form-action 'self'`,
      );
      res.end(renderAckPage(just ? ({ ...model, just } as AckPageModel) : model, { nonce: NONCE }));
    }).listen(0, "127.0.0.1");
    await new Promise((resolve) => server.once("listening", resolve));
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/a/lien`;
  });
  afterAll(async () => {
    await browser.close();
    server.close();
  });

  test.each(["light", "dark"] as const)("breaks no rule of accessibility, in %s", async (colorScheme) => {
    const context = await browser.newContext({ viewport: { width: 360, height: 640 }, colorScheme });
    const page = await context.newPage();
    await page.goto(url);
    const { violations } = await new AxeBuilder({ page }).analyze();
    expect(violations.map(({ id, nodes }) => [id, nodes[0]?.html])).toEqual([]);
    await context.close();
  });

  test("without script, one press answers; the button is on the first screen and large", async () => {
    const context = await browser.newContext({
      viewport: { width: 320, height: 568 },
      javaScriptEnabled: false,
    });
    const page = await context.newPage();
    await page.goto(url);
    const button = page.getByRole("button", { name: "J’ai lu et je m’en occupe" });
    const box = await button.boundingBox();
    expect(box?.height).toBeGreaterThanOrEqual(64);
    expect((box?.y ?? 999) + (box?.height ?? 999)).toBeLessThan(568);
    await button.click();
    expect(posted.at(-1)).toBe("answer=taken");
    await page.getByText("Il n’y aura plus de relance").waitFor();
    await context.close();
  });

  test("fits a narrow screen and prints on one page", async () => {
    const page = await browser.newPage({ viewport: { width: 320, height: 568 } });
    await page.goto(url);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320);
    const pdf = (await page.pdf({ format: "A4" })).toString("latin1");
    expect(pdf.match(/\/Type\s*\/Page\b/g)).toHaveLength(1);
    await page.close();
  });
});
