import type { Page } from "playwright";

export type RoomText = { lines: string[]; steps: string[] };

/**
 * What a room says, whoever reads it: the number and words of each line of the main courante, and each step that is
 * open or settled with its state and who acted. What depends on the reader (their buttons, « nouveau ») is left out.
 */
export function roomText(page: Page): Promise<RoomText> {
  return page.evaluate(() => {
    const words = (from: Element | null | undefined) => {
      const copy = from?.cloneNode(true) as Element | undefined;
      for (const aside of copy?.querySelectorAll("time, .fr-sr-only") ?? []) aside.remove();
      return (copy?.textContent ?? "").replace(/\s+/g, " ").trim();
    };
    const lines = [...document.querySelectorAll("[id^=ligne-]")].map((line) => {
      const typed = line.querySelector(".crisis-line__text");
      return `${line.id.slice(6)} ${words(line.querySelector("p"))} ${words(typed)}`.trim();
    });
    const steps = [...document.querySelectorAll("[id^=etape-]")].map((step) => {
      const said =
        step.tagName === "ARTICLE"
          ? [".fr-badge", ".crisis-step__title", ".crisis-step__who"].map((part) =>
              words(step.querySelector(part)),
            )
          : [...step.querySelectorAll(":scope > span, :scope > q")].map(words);
      return `${step.id.slice(6)} : ${said.join(" · ")}`;
    });
    return { lines, steps: steps.sort() };
  });
}

/** Waits until a line of this room holds these words, in view or not. */
export const seen = ({ page }: { page: Page }, words: string) =>
  page.locator("[id^=ligne-]").filter({ hasText: words }).first().waitFor({ state: "attached" });
