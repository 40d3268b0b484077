import { expect, test } from "vitest";
import { wholeDraft } from "../../whitelist/cast.ts";
import { accessible, phone, sticksOut } from "../support/browser.ts";
import { picture } from "../support/picture.ts";
import { act, answer, type Play } from "./play.ts";

const draft = wholeDraft("labo-virtuel", "Labo virtuel", "labo-virtuel.invalid");

/** A head of school asks, on a phone; the console checks; the académie finds it admissible and names three people. */
export function asking(play: Play) {
  test("a head of school asks for an application, step by step, on a phone", async () => {
    const { page } = await play.seat(play.cast.head, phone);
    await page.goto("/liste-blanche");
    await accessible(page);
    await page.getByRole("link", { name: "Demander une application" }).first().click();
    await page.getByRole("heading", { level: 1, name: "Demander une application" }).waitFor();
    await page.locator('main form[method="post"] [name="name"]').fill("Labo virtuel");
    await page.getByRole("button", { name: "Commencer la demande" }).click();
    for (const [section, values] of Object.entries(draft)) {
      await page.waitForURL(`**/formulaire/${section}`);
      await answer(page, values);
      if (section === "data") {
        await accessible(page);
        expect(await sticksOut(page)).toBeLessThanOrEqual(0);
        await picture(page, "liste-blanche-formulaire-telephone");
      }
      await page.locator('button[name="intent"][value="next"]').click();
    }
    await page.waitForURL("**/agir/deposer");
    play.ref = /APP-\d{4}-\d+/.exec(page.url())?.[0] ?? "";
    const foreseen = await act(page, `/liste-blanche/${play.ref}/agir/deposer`);
    expect(foreseen).toContain("Recevabilité");
    await page.getByText("Déposée", { exact: true }).first().waitFor();
    await accessible(page);
  });

  test("the console's facts are on the board; the académie admits it and names three instructors", async () => {
    const { page } = await play.seat(play.cast.dane);
    await expect
      .poll(
        async () =>
          (
            await play.server.db.query(
              "select 1 from dossier where ref = $1 and columns->>'checksWanted' = 'false'",
              [play.ref],
            )
          ).length,
        { timeout: 20_000 },
      )
      .toBe(1);
    await act(page, `/liste-blanche/${play.ref}/agir/recevable`);
    await page.goto(`/liste-blanche/${play.ref}/agir/nommer`);
    const { rssi, dpd, dane } = play.cast;
    const chosen = { security: rssi, dataProtection: dpd, pedagogy: dane };
    const values = Object.fromEntries(
      await Promise.all(
        Object.entries(chosen).map(async ([domain, { person }]) => {
          const option = page.locator(`select[name="${domain}"] option`, { hasText: person.name }).first();
          return [domain, (await option.getAttribute("value")) ?? ""] as const;
        }),
      ),
    );
    expect(await act(page, `/liste-blanche/${play.ref}/agir/nommer`, values)).toContain(
      "3 personnes sont prévenues",
    );
    await page.goto(`/liste-blanche?dossier=${play.ref}`);
    await page.locator(".whitelist-panel").waitFor();
    await accessible(page);
    await picture(page, "liste-blanche-tableau");
  });
}
