import { once } from "node:events";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { htmlText } from "#app/channel/feeds/html-text.ts";
import { type FeedRow, pollFeeds } from "#app/channel/feeds/poll.ts";
import { FeedUnread, type Item, readFeed } from "#app/channel/feeds/read-feed.ts";
import type { Database } from "#app/platform/database/database.ts";
import { freshDatabase } from "../support/databases.ts";
import { ownTime } from "../support/own-time.ts";
import { smallVersailles } from "../support/versailles.ts";
import { later } from "../support/world.ts";

const rss = (...items: string[]) =>
  `<?xml version="1.0"?><rss version="2.0"><channel><title>Portail</title>${items.join("")}</channel></rss>`;
const item = (n: number, more = "") =>
  `<item><guid>n-${n}</guid><title>Actualité ${n}</title><description>&lt;p&gt;Texte&amp;nbsp;${n} &amp;eacute;&lt;/p&gt;</description>${more}</item>`;

describe("what a portal publishes, as plain text", () => {
  test("Atom, RSS and JSON give the same item", () => {
    const atom = `<feed xmlns="http://www.w3.org/2005/Atom"><title>T</title><entry><id>1</id><title type="html">A &amp;amp; B</title>
      <content type="html">&lt;p&gt;Un&lt;/p&gt;&lt;p&gt;Deux&lt;/p&gt;</content><link href="https://x.invalid/1"/></entry></feed>`;
    const rssText = rss(
      `<item><guid>1</guid><title>A &amp; B</title><link>https://x.invalid/1</link><description><![CDATA[<p>Un</p><p>Deux</p>]]></description></item>`,
    );
    const json = JSON.stringify({
      ...{ version: "https://jsonfeed.org/version/1.1", title: "T" },
      items: [{ id: "1", title: "A & B", url: "https://x.invalid/1", content_html: "<p>Un</p><p>Deux</p>" }],
    });
    const expected = [
      { id: "1", title: "A & B", short: "Un Deux", long: "Un\nDeux", link: "https://x.invalid/1" },
    ];
    for (const text of [atom, rssText, json]) expect(readFeed(text)).toEqual(expected);
  });

  test("hostile XML is refused or harmless: entities, external files, no feed at all, scripts, endless titles", () => {
    const bomb = `<?xml version="1.0"?><!DOCTYPE l [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>${rss()}`;
    const external = `<!DOCTYPE r [<!ENTITY x SYSTEM "file:///etc/passwd">]><rss version="2.0"><channel><item><title>&x;</title></item></channel></rss>`;
    for (const text of [bomb, external, "", "<html>", "{}", "\0", "<rss"])
      expect(() => readFeed(text), text).toThrow(FeedUnread);
    const [one] = readFeed(
      rss(`<item><guid>1</guid><title>${"x".repeat(100_000)}</title><link>javascript:alert(1)</link>
      <description>&lt;script&gt;alert(1)&lt;/script&gt;&lt;img src=x onerror=alert(1)&gt;Bonjour &lt;!-- caché</description></item>`),
    );
    expect(one).toMatchObject({ long: "Bonjour", link: null });
    expect(one?.title.length).toBeLessThanOrEqual(160);
    expect(htmlText("<p>a &lt;b&gt; &#233;&#x1F600;&bidon;<li>x<li>y")).toBe("a <b> é😀&bidon;\n- x\n- y");
    const started = ownTime();
    htmlText("<".repeat(200_000));
    htmlText("<script".repeat(30_000));
    readFeed(rss(...Array.from({ length: 5_000 }, (_, n) => item(n))));
    expect(ownTime() - started).toBeLessThan(3_000);
  });
});

describe("a portal is followed", () => {
  let db: Database;
  let portal: Server;
  let url: string;
  let v: Awaited<ReturnType<typeof smallVersailles>>;
  let answer: (request: IncomingMessage, response: ServerResponse) => void;
  const asked: IncomingMessage["headers"][] = [];
  const proposed: { feed: FeedRow; item: Item; key: string }[] = [];
  beforeAll(async () => {
    db = await freshDatabase();
    v = await smallVersailles(db);
    portal = createServer((request, response) => {
      asked.push(request.headers);
      answer(request, response);
    });
    portal.listen(0, "127.0.0.1");
    await once(portal, "listening");
    url = `http://127.0.0.1:${(portal.address() as AddressInfo).port}/actus.xml`;
  });
  afterAll(async () => {
    portal.closeAllConnections();
    portal.close();
    await db.close();
  });
  beforeEach(async () => {
    await db.query("delete from feed_in");
    asked.length = 0;
    proposed.length = 0;
    await db.query(
      `insert into feed_in (dispositif_id, person_id, function, organisation_id, name, url, profiles, next_at, created_at)
       select d.id, $1, 'elu', o.id, 'Ville', $2, '{families}', $3, $3 from dispositif d, organisation o where o.key = 'commune-78646'`,
      [v.mayor.person.id, url, v.now.toISOString()],
    );
  });
  const poll = (at: Date, more = {}) =>
    pollFeeds(db, {
      inside: ["127.0.0.1/32"],
      now: () => at,
      onError: (error) => console.error(error),
      propose: async (feed, one, key) => {
        proposed.push({ feed, item: one, key });
        return one.title.includes("interdite")
          ? { refused: "Vous n’avez pas ce droit." }
          : { dossier: crypto.randomUUID() };
      },
      ...more,
    });
  const feed = async () =>
    (await db.query<Record<string, unknown> & { next_at: Date }>("select * from feed_in"))[0];
  const serve = (text: string, headers = {}, status = 200) => {
    answer = (_, response) => response.writeHead(status, headers).end(text);
  };

  test("what was there is known; each new item is proposed once, oldest first, whatever became of it", async () => {
    serve(rss(item(2), item(1)));
    expect(await poll(v.now)).toBe(0);
    serve(
      rss(
        item(4),
        item(3, "<x>interdite</x>").replace("Actualité 3", "Actualité interdite"),
        item(2),
        item(1),
      ),
    );
    expect(await poll(later(v.now, 16))).toBe(1);
    expect(proposed.map(({ item: one }) => one.title)).toEqual(["Actualité interdite", "Actualité 4"]);
    expect(proposed[1]?.item.long).toMatch(/^Texte\s4 é$/);
    expect(await poll(later(v.now, 40))).toBe(0);
    const rows = await db.query<{ state: string; detail: string | null }>(
      "select state, detail from feed_item order by state",
    );
    expect(rows.map(({ state }) => state)).toEqual(["known", "known", "proposed", "refused"]);
    expect(proposed).toHaveLength(2);
  });

  test("it is asked politely: only when changed, not before its time, later and later in trouble, never again once gone", async () => {
    serve(rss(item(1)), { etag: '"a"', "last-modified": "Tue, 24 Mar 2026 00:00:00 GMT" });
    await poll(v.now);
    expect(await poll(later(v.now, 10))).toBe(0);
    expect(asked).toHaveLength(1);
    serve("", {}, 304);
    await poll(later(v.now, 16));
    expect(asked[1]).toMatchObject({
      "if-none-match": '"a"',
      "if-modified-since": "Tue, 24 Mar 2026 00:00:00 GMT",
    });
    expect(await feed()).toMatchObject({ health: "ok", etag: '"a"' });
    serve("", { "retry-after": "7200" }, 503);
    const at = later(v.now, 40);
    await poll(at);
    expect(await feed()).toMatchObject({
      health: "failing",
      health_detail: "le portail a répondu 503",
      next_at: later(at, 120),
    });
    serve("non");
    await poll(later(at, 121));
    expect((await feed())?.next_at).toEqual(later(at, 121 + 60));
    serve("", {}, 410);
    await poll(later(at, 300));
    expect(await feed()).toMatchObject({ enabled: false, health_detail: expect.stringContaining("410") });
  });

  test("too large, too slow, or leading inside: told, and nothing is proposed", async () => {
    serve("x".repeat(2_100_000));
    await poll(v.now);
    expect((await feed())?.health_detail).toMatch(/dépasse 2000 ko/);
    await poll(later(v.now, 60 * 25), { inside: [] });
    expect((await feed())?.health_detail).toMatch(/https/);
    expect(proposed).toEqual([]);
  });

  test("hundreds of news at once are taken twenty a turn, none lost", async () => {
    serve(rss());
    await poll(v.now);
    serve(rss(...Array.from({ length: 45 }, (_, n) => item(n))), { etag: '"z"' });
    expect(await poll(later(v.now, 20))).toBe(20);
    expect((await feed())?.etag).toBeNull();
    expect([
      await poll(later(v.now, 40)),
      await poll(later(v.now, 60)),
      await poll(later(v.now, 80)),
    ]).toEqual([20, 5, 0]);
    expect(new Set(proposed.map(({ key }) => key)).size).toBe(45);
  });
});
