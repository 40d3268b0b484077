import type { Page } from "playwright";
import { afterEach } from "vitest";

const opened = new Set<Page>();
/** Remembers a page while it is open. */
export function remember(page: Page) {
  opened.add(page);
  page.once("close", () => opened.delete(page));
}

// A browser test fails on a machine that nobody sees: what each page showed is printed beside why it failed.
afterEach(async ({ task }) => {
  if (task.result?.state !== "fail") return;
  for (const page of opened) {
    const shown = page.locator("main").ariaSnapshot({ timeout: 2_000 });
    const text = await shown.catch((error: Error) => `illisible : ${error.message.split("\n")[0]}`);
    process.stdout.write(`\n— ${page.url()} montrait :\n${text.slice(0, 2_000)}\n`);
  }
});
