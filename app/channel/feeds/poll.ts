import { createHash } from "node:crypto";
import { feedInWords as say } from "#app/messages/feeds.ts";
import type { Database } from "#app/platform/database/database.ts";
import { guardedFetch, NetRefused } from "#app/platform/net/guarded-fetch.ts";
import { plainInside } from "#app/platform/net/plain-inside.ts";
import { FeedUnread, type Item, readFeed } from "./read-feed.ts";

export type FeedRow = {
  id: string;
  dispositif_id: string;
  dispositif: string;
  person_id: string;
  function: string;
  organisation_id: string;
  name: string;
  url: string;
  profiles: string[];
  etag: string | null;
  last_modified: string | null;
  failures: number;
  checked_at: Date | null;
};
/**
 * Opens a draft of the classique process from an item, in the name of whoever configured the feed, their rights of now.
 * Called again for the same item it opens nothing more.
 * @returns the dossier, or the sentence that refuses it.
 */
export type Propose = (
  feed: FeedRow,
  item: Item,
  key: string,
  now: Date,
) => Promise<{ dossier: string } | { refused: string }>;
export type PollOptions = {
  propose: Propose;
  inside: readonly string[];
  now: () => Date;
  onError: (e: unknown) => void;
  ca?: string;
};

/** A portal is asked four times an hour at most; in trouble, less and less, once a day in the end. */
const EVERY_MIN = 15;
const LONGEST_MIN = 24 * 60;
/** A feed that suddenly has hundreds of news is a mistake: this many a turn, the rest at the next. */
const MOST_NEW = 20;
const MOST_BYTES = 2_000_000;
/** A poll whose process died is taken over after this long. */
const LEASE_MIN = 5;

/** Reads the feeds that are due, one after the other. @returns how many proposals were opened. */
export async function pollFeeds(db: Database, options: PollOptions): Promise<number> {
  let opened = 0;
  for (;;) {
    const feed = await claimFeed(db, options.now());
    if (!feed) return opened;
    const { proposed, ...seen } = await pollFeed(db, feed, options);
    opened += proposed;
    await keep(db, feed, seen, options.now());
  }
}

/** Taken for some minutes by moving its next turn: another process finds it not due. */
async function claimFeed(db: Database, now: Date): Promise<FeedRow | null> {
  const [row] = await db.query<FeedRow>(
    `with due as (select id from feed_in where enabled and next_at <= $1::timestamptz order by next_at limit 1
       for update skip locked)
     update feed_in f set next_at = $1::timestamptz + interval '${LEASE_MIN} minutes' from due, dispositif d
      where f.id = due.id and d.id = f.dispositif_id returning f.*, d.key dispositif`,
    [now.toISOString()],
  );
  return row ?? null;
}

type Seen = {
  problem: string | null;
  etag?: string | null;
  lastModified?: string | null;
  waitMin?: number;
  gone?: boolean;
};

async function pollFeed(
  db: Database,
  feed: FeedRow,
  options: PollOptions,
): Promise<Seen & { proposed: number }> {
  const { inside, ca, now } = options;
  try {
    const { status, headers, body } = await guardedFetch(feed.url, {
      ...{ inside, plain: plainInside(feed.url, inside), maxBytes: MOST_BYTES, timeoutMs: 15_000, ca },
      headers: {
        accept:
          "application/atom+xml, application/feed+json, application/rss+xml, application/xml;q=0.8, application/json;q=0.5",
        ...(feed.etag && { "if-none-match": feed.etag }),
        ...(feed.last_modified && { "if-modified-since": feed.last_modified }),
      },
    });
    const waitMin = waitOf(headers["retry-after"], now());
    const same = { etag: feed.etag, lastModified: feed.last_modified };
    if (status === 304) return { problem: null, ...same, proposed: 0 };
    if (status === 410) return { problem: say.gone, gone: true, proposed: 0 };
    if (status !== 200) return { problem: say.status(status), waitMin, proposed: 0 };
    const { proposed, more } = await take(db, feed, readFeed(body.toString("utf8")), options);
    // With news left for the next turn, the whole feed is asked again.
    const known = {
      etag: headers.etag?.slice(0, 200) ?? null,
      lastModified: headers["last-modified"] ?? null,
    };
    return { problem: null, ...(more ? {} : known), proposed };
  } catch (error) {
    if (error instanceof NetRefused || error instanceof FeedUnread)
      return { problem: error.message, proposed: 0 };
    options.onError(error);
    return { problem: say.failed, proposed: 0 };
  }
}

const waitOf = (header: string | undefined, now: Date): number => {
  const seconds = Number(header);
  const until = Number.isNaN(seconds) ? Date.parse(header ?? "") - now.getTime() : seconds * 1_000;
  return Number.isFinite(until) ? Math.min(LONGEST_MIN, Math.max(0, until / 60_000)) : 0;
};

export const itemKey = (id: string) => createHash("sha256").update(id).digest("hex");

/** What was there when the feed was added is known, not news. Each other item is proposed once, whatever becomes of it. */
async function take(db: Database, feed: FeedRow, items: Item[], options: PollOptions) {
  const fresh = await unseen(db, feed.id, items);
  const first = feed.checked_at === null;
  let proposed = 0;
  const now = options.now();
  for (const item of first ? fresh : fresh.slice(0, MOST_NEW)) {
    const key = itemKey(item.id);
    const answer = first ? null : await options.propose(feed, item, `${feed.id}:${key}`, now);
    const dossier = answer && "dossier" in answer ? answer.dossier : null;
    const refused = answer && "refused" in answer ? answer.refused : null;
    if (dossier) proposed += 1;
    await db.query(
      `insert into feed_item (feed_id, item, title, link, seen_at, state, detail, dossier_id)
       values ($1::uuid, $2, $3, $4, $5::timestamptz, $6, $7, $8::uuid) on conflict do nothing`,
      [
        feed.id,
        key,
        item.title,
        item.link,
        now.toISOString(),
        first ? "known" : refused ? "refused" : "proposed",
        refused?.slice(0, 300) ?? null,
        dossier,
      ],
    );
  }
  return { proposed, more: !first && fresh.length > MOST_NEW };
}

async function unseen(db: Database, feed: string, items: Item[]): Promise<Item[]> {
  const byKey = new Map(items.map((item) => [itemKey(item.id), item]));
  const seen = await db.query<{ item: string }>(
    "select item from feed_item where feed_id = $1::uuid and item = any($2::text[])",
    [feed, [...byKey.keys()]],
  );
  for (const { item } of seen) byKey.delete(item);
  // Oldest first: proposals follow each other as the news did.
  return [...byKey.values()].reverse();
}

async function keep(db: Database, feed: FeedRow, seen: Seen, now: Date): Promise<void> {
  const failures = seen.problem ? feed.failures + 1 : 0;
  const wait = Math.max(Math.min(EVERY_MIN * 2 ** Math.min(failures, 10), LONGEST_MIN), seen.waitMin ?? 0);
  await db.query(
    `update feed_in set etag = $2, last_modified = $3, failures = $4, health = $5, health_detail = $6,
            checked_at = case when $5 = 'ok' then $7::timestamptz else checked_at end,
            next_at = $7::timestamptz + make_interval(mins => $8::int), enabled = enabled and not $9::boolean
      where id = $1::uuid`,
    [
      feed.id,
      seen.etag ?? null,
      seen.lastModified ?? null,
      failures,
      seen.problem ? "failing" : "ok",
      seen.problem,
      now.toISOString(),
      Math.ceil(wait),
      seen.gone ?? false,
    ],
  );
}
