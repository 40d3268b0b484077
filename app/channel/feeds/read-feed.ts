import { parseFeed } from "feedsmith";
import { oneLine, paragraph } from "#app/ui/mail/clean.ts";
import { htmlText } from "./html-text.ts";

export type Item = { id: string; title: string; short: string; long: string; link: string | null };
/** Not a feed, or one that means harm; the sentence is for whoever configured it. */
export class FeedUnread extends Error {}

/** Items looked at in one feed: portals keep some tens. */
const MOST = 200;
type Text = string | { value?: string; type?: string } | undefined;
type Loose = Record<string, unknown> & { links?: { href?: string; rel?: string }[] };

/**
 * Reads an Atom, RSS (0.9 to 2.0, RDF) or JSON feed into items of plain text, newest first as the feed has them.
 * A document type is refused: feeds need none, and entities declared in one are how XML is made to explode.
 * @throws FeedUnread
 */
export function readFeed(text: string): Item[] {
  if (/<!(DOCTYPE|ENTITY)/i.test(text))
    throw new FeedUnread("ce flux déclare un type de document : il n’est pas lu");
  let feed: Loose;
  try {
    feed = parseFeed(text).feed as Loose;
  } catch {
    throw new FeedUnread("ce n’est pas un flux Atom, RSS ou JSON");
  }
  const entries = (feed.items ?? feed.entries ?? []) as Loose[];
  return entries.slice(0, MOST).flatMap((entry) => itemOf(entry) ?? []);
}

function itemOf(entry: Loose): Item | null {
  const link = linkOf(entry);
  const title = oneLine(plain(entry.title as Text, true), 160);
  const content = entry.content as Text | { encoded?: string };
  const body = [
    (entry.content_html as string) ?? "",
    (entry.content_text as string) ?? "",
    (content as { encoded?: string } | undefined)?.encoded ?? "",
    plain(content as Text),
    plain((entry.description ?? entry.summary) as Text),
  ].find((one) => one.trim());
  const long = paragraph(htmlText(body ?? ""), 5_800);
  const id = plain((entry.guid ?? entry.id) as Text, true) || link || title;
  if (!title || !id) return null;
  const summary = htmlText(plain((entry.summary ?? entry.description) as Text)) || long;
  return { id: id.slice(0, 2_000), title, short: oneLine(summary, 300), long: long || title, link };
}

/** Text constructs of Atom say their type; titles of RSS are text, with entities sometimes escaped twice. */
function plain(text: Text, line = false): string {
  const value = typeof text === "string" ? text : (text?.value ?? "");
  return line ? htmlText(String(value)) : String(value);
}

function linkOf({ link, url, links }: Loose): string | null {
  const alternate = links?.find(({ rel }) => !rel || rel === "alternate")?.href;
  const found = [link, url, alternate].find((one) => typeof one === "string") as string | undefined;
  return found && URL.canParse(found) && /^https?:$/.test(new URL(found).protocol)
    ? found.slice(0, 500)
    : null;
}
