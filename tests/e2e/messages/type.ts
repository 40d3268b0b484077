import type { Page } from "playwright";

/** Fills in the form of a message as somebody would: boxes, cards, fields by their names. */
export async function typeMessage(page: Page, given: Record<string, string | string[]>) {
  for (const [name, value] of Object.entries(given))
    for (const one of [value].flat()) {
      const field = page.locator(`[name="${name}"]`);
      const type = await field.first().getAttribute("type");
      if (type === "radio" || type === "checkbox")
        await page.locator(`input[name="${name}"][value="${one}"]`).check({ force: true });
      else if ((await field.first().evaluate((element) => element.tagName)) === "SELECT")
        await field.selectOption(one);
      else await field.fill(one);
    }
}

/** The reference that an address names. */
export const refIn = (url: string) => /COM-\d{4}-\d+/.exec(url)?.[0] ?? "";
