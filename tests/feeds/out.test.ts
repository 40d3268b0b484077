import { parseFeed } from "feedsmith";
import { afterAll, beforeAll, expect, test } from "vitest";
import { communityChannels } from "#app/channel/community-channels.ts";
import { feedOut, feedToken } from "#app/channel/feeds/access.ts";
import { serveFeed } from "#app/channel/feeds/serve-feed.ts";
import { outboxWorker } from "#app/engine/outbox/worker.ts";
import { type Community, community } from "../outbox/community.ts";
import { later } from "../support/world.ts";

const SECRET = "secret-des-tests-".repeat(3);
const env = { publicUrl: "https://tocsin.example.invalid", MAIL_FROM: "t@x.invalid", SMTP_URL: undefined };
let c: Community;
let at: Date;
let notice: string;
beforeAll(async () => {
  c = await community();
  at = c.v.now;
  await c.db.query(
    "insert into channel (dispositif_id, key, connector, settings) values ($1, 'feed', 'feed', '{}')",
    [c.dispositif],
  );
});
afterAll(() => c.db.close());

const access = (kind: string) =>
  c.db.query(
    `insert into feed_out (dispositif_id, access, updated_at) values ($1, $2, now())
     on conflict (dispositif_id) do update set access = excluded.access`,
    [c.dispositif, kind],
  );
const read = (query = "", headers = {}, format: "atom" | "json" = "atom", key = "versailles") => {
  const request = new Request(`https://tocsin.example.invalid/flux/${key}.${format}${query}`, { headers });
  return serveFeed({ db: c.db, env: env as never, secret: SECRET, now: () => at }, request, key, format);
};
const titles = async (answer: Response) => {
  const { feed } = parseFeed(await answer.text()) as { feed: { entries?: { title: { value: string } }[] } };
  return (feed.entries ?? []).map(({ title }) => title.value);
};
const send = async () => {
  const ways = communityChannels(c.db, { env: env as never, serverSecret: SECRET }, { keptMs: 0 });
  const errors: unknown[] = [];
  await outboxWorker(c.db, {
    channels: {},
    community: ways.find,
    now: () => at,
    onError: (e) => errors.push(e),
  }).run();
  await ways.close();
  expect(errors).toEqual([]);
};

test("a feed that nobody opened is not there; by secret link, only for who has it, until it is renewed", async () => {
  expect((await read()).status).toBe(404);
  await access("secret");
  const token = feedToken(SECRET, (await feedOut(c.db, "versailles")) as never);
  expect((await read()).status).toBe(404);
  expect((await read("?cle=faux")).status).toBe(404);
  expect((await read(`?cle=${token}`)).status).toBe(200);
  await c.db.query("update feed_out set generation = 2");
  expect((await read(`?cle=${token}`)).status).toBe(404);
  await access("public");
  expect((await read()).status).toBe(200);
  for (const key of ["inconnu", "..", "a".repeat(70)])
    expect((await read("", {}, "atom", key)).status).toBe(404);
});

test("shut, the lock lets nothing onto the feed; open, what leaves there is published", async () => {
  notice = await c.queue(1, "feed");
  await c.db.query("update notice set facts = facts || $2 where id = $1", [
    notice,
    JSON.stringify({
      ...{
        subject: "Portes ouvertes <au lycée> & ailleurs",
        body: "Venez à {{etablissement}}.\n\n<script>x</script>",
      },
      ...{ timezone: "Europe/Paris", director: "Recteur de l’académie de Versailles", dispositif: "ENT" },
    }),
  ]);
  await c.lock(
    [],
    [{ channel: "feed", because: [{ dossier: "x", rule: "MBN-5.2-K", article: "6.3", sentence: "Crise." }] }],
  );
  await send();
  expect(await titles(await read())).toEqual([]);
  await c.lock([{ channel: "feed" }]);
  await c.letGo(at);
  await send();
  const answer = await read();
  expect(answer.headers.get("content-type")).toBe("application/atom+xml; charset=utf-8");
  expect(await titles(answer.clone())).toEqual(["Portes ouvertes <au lycée> & ailleurs"]);
  const text = await answer.text();
  expect(text).toContain("Venez à votre établissement.");
  expect(text).not.toContain("<script>");
  expect(text).not.toContain(c.v.head.person.name);
});

test("unchanged, it answers 304 at any hour; JSON says the same", async () => {
  const first = await read();
  const etag = first.headers.get("etag") ?? "";
  at = later(at, 60);
  expect((await read("", { "if-none-match": etag })).status).toBe(304);
  expect((await read("", { "if-none-match": `"autre", W/${etag}` })).status).toBe(304);
  expect((await read("", { "if-none-match": '"autre"' })).status).toBe(200);
  const json = await (await read("", {}, "json")).json();
  expect(json).toMatchObject({
    version: "https://jsonfeed.org/version/1.1",
    items: [
      {
        id: `urn:uuid:${notice}`,
        tags: ["families"],
        authors: [{ name: "Recteur de l’académie de Versailles" }],
      },
    ],
  });
});

test("a school's own feed holds what left for it, in its own words", async () => {
  expect(await (await read("?etablissement=0781024P")).text()).toContain("Venez à École Richard Mique.");
  expect(await titles(await read("?etablissement=0781121V"))).toEqual([]);
  expect((await read("?etablissement=9999999Z")).status).toBe(404);
});

test("ended, withdrawn, closed or an exercise: it is published no longer", async () => {
  await c.db.query(
    "alter table dossier disable trigger dossier_exercise_for_ever, drop constraint dossier_exercise_named",
  );
  const ends = later(at, 60).toISOString();
  const be = (kind: string, state: string, exercise = false) =>
    c.db.query(
      "update dossier set kind = $2, state = $3, exercise = $4, context = jsonb_set(context, '{facts,endsAt}', to_jsonb($5::text)) where id = $1",
      [c.dossier, kind, state, exercise, ends],
    );
  await be("communication", "sent");
  expect(await titles(await read())).toHaveLength(1);
  await be("communication", "sent", true);
  expect(await titles(await read())).toEqual([]);
  await be("communication", "withdrawn");
  expect(await titles(await read())).toEqual([]);
  await be("communication", "sent");
  at = later(at, 61);
  expect(await titles(await read())).toEqual([]);
});
