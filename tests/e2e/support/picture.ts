import type { Page } from "playwright";

/** Keeps what a page looks like: beside the results, and in the guide when TOCSIN_PICTURES asks for new ones. */
export async function picture(page: Page, name: string, fullPage = false) {
  const folder = process.env.TOCSIN_PICTURES ? "docs/images" : "test-results";
  await page.screenshot({ path: `${folder}/${name}.png`, fullPage, animations: "disabled" });
}
