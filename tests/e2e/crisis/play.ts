import type { Browser } from "playwright";
import { crisisMail } from "#app/messages/crisis-mail.ts";
import { desktop, openBrowser, phone } from "../support/browser.ts";
import { type Cast, castOf, stage } from "../support/crisis-stage.ts";
import { type Seat, seatOf } from "../support/seat.ts";
import { type RunningServer, runningServer } from "../support/server.ts";

/** What the chapters of one crisis share: the console, five people in their browsers, and the crisis once open. */
export type Play = {
  server: RunningServer;
  browser: Browser;
  cast: Cast;
  /** Reference of the incident from which it is opened. */
  incident: string;
  /** Reference of the crisis; empty until it is open. */
  ref: string;
  rssi: Seat;
  direction: Seat;
  exploitant: Seat;
  dane: Seat;
  dpd: Seat;
  five(): Seat[];
  /** In every room at once. */
  everywhere(look: (seat: Seat) => Promise<unknown>): Promise<unknown>;
};

export async function setUp(): Promise<Play> {
  const [server, browser] = await Promise.all([runningServer(), openBrowser()]);
  const cast = await castOf(server);
  const incident = await stage(server, cast);
  const seat = (who: keyof Cast, device: typeof phone | typeof desktop = desktop) =>
    seatOf(browser, server, cast[who].person, device);
  const seats = {
    rssi: await seat("rssi"),
    direction: await seat("direction"),
    exploitant: await seat("exploitant", phone),
    dane: await seat("dane"),
    dpd: await seat("dpd"),
  };
  const five = () => Object.values(seats);
  const everywhere: Play["everywhere"] = (look) => Promise.all(five().map(look));
  return { server, browser, cast, incident, ref: "", ...seats, five, everywhere };
}

/** The link of the call to the cell among what that person received; empty until it is there. */
export async function callTo({ server }: Play, person: string): Promise<string> {
  const [row] = await server.db.query<{ email: string }>("select email from person where id = $1", [person]);
  const called = server.mail.received
    .filter(({ to, mail }) => to === row?.email && mail.subject?.includes(crisisMail.kind["cell-call"]))
    .map(({ mail }) => mail.text?.match(/https?:\/\/\S+\/a\/[\w.-]+/)?.[0]);
  return called.find(Boolean) ?? "";
}

/** Entries of the journal of that type that hold these words. */
export const entries = ({ server }: Play, type: string, words: string) =>
  server.db.query("select seq from journal_entry where type = $1 and position($2 in payload) > 0", [
    type,
    words,
  ]);
/** How many lines of the main courante hold these words. */
export const times = async (play: Play, words: string) => (await entries(play, "log.entered", words)).length;
