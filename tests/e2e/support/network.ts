import type { Page, Route } from "playwright";

/**
 * Holds what these pages send to the room until all of them have pressed, then lets everything go at once: a real
 * race on the server, and not one between two mice.
 * @returns once every page has sent, how to stop holding.
 */
export async function atTheSameTime(pages: readonly Page[], press: readonly (() => Promise<unknown>)[]) {
  const held: Route[] = [];
  let allHere = () => {};
  const here = new Promise<void>((resolve) => {
    allHere = resolve;
  });
  const hold = (route: Route) => {
    held.push(route);
    if (held.length === pages.length) allHere();
  };
  for (const page of pages) await page.route("**/envoyer", hold);
  await Promise.all(press.map((one) => one()));
  await here;
  await Promise.all(held.map((route) => route.continue()));
  for (const page of pages) await page.unroute("**/envoyer", hold);
}

/** Sets the clock of this device back, as if what is typed now had been typed then. @returns how to set it right. */
export async function earlier(page: Page, minutes: number): Promise<() => Promise<void>> {
  await page.evaluate((ms) => {
    const Now = Date;
    class Then extends Now {
      constructor(...given: []) {
        if (given.length > 0) super(...given);
        else super(Now.now() - ms);
      }
      static override now = () => Now.now() - ms;
    }
    Object.assign(window, { Date: Then, rightDate: Now });
  }, minutes * 60_000);
  return () =>
    page.evaluate(() => {
      Object.assign(window, { Date: (window as unknown as { rightDate: DateConstructor }).rightDate });
    });
}
