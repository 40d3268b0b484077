import { afterAll, beforeAll, expect, test } from "vitest";
import { proposeNews } from "#app/boot/propose-news.ts";
import { followPortal } from "#app/channel/feeds/commands/follow-portal.ts";
import type { FeedRow } from "#app/channel/feeds/poll.ts";
import type { Database } from "#app/platform/database/database.ts";
import { freshDatabase } from "../support/databases.ts";
import { type GrandEst, smallGrandEst } from "../support/grand-est.ts";
import { NIGHT } from "../support/world.ts";

let db: Database;
let people: GrandEst;
beforeAll(async () => {
  db = await freshDatabase();
  people = await smallGrandEst(db);
});
afterAll(() => db.close());

const news = {
  ...{ id: "1", title: "Fête du sport {{ville}}", short: "Samedi.", long: "Samedi, au stade." },
  link: "https://portail.example.invalid/1",
};
const follow = (caller = people.regionRssi, url = "https://portail.example.invalid/actus") =>
  followPortal(
    db,
    caller,
    "mbn",
    { name: "Région", url, profiles: ["families"] },
    { now: NIGHT, inside: [] },
  );
const feed = async () =>
  (
    await db.query<FeedRow>(
      "select f.*, d.key dispositif from feed_in f join dispositif d on d.id = f.dispositif_id",
    )
  )[0] as FeedRow;

test("news becomes a classique draft of whoever followed the portal, once, and nothing is sent or asked", async () => {
  expect(await follow()).toEqual([]);
  expect(await follow()).toEqual([{ path: "url", message: "Ce flux est déjà suivi." }]);
  const propose = proposeNews(db);
  const first = await propose(await feed(), news, "k1", NIGHT);
  expect(await propose(await feed(), news, "k1", NIGHT)).toEqual(first);
  const rows = await db.query<{
    id: string;
    state: string;
    context: { facts: Record<string, unknown>; author: { id: string } };
  }>("select id, state, context from dossier where kind = 'communication'");
  expect(rows).toHaveLength(1);
  expect(first).toEqual({ dossier: rows[0]?.id });
  expect(rows[0]).toMatchObject({
    state: "draft",
    context: {
      author: { id: people.regionRssi.person.id },
      facts: {
        ...{ process: "classique", title: "Fête du sport \\{{ville}}", long: "Samedi, au stade." },
        objective: "Relayer une actualité du portail « Région » (MBN-5.5). https://portail.example.invalid/1",
      },
    },
  });
  expect(await db.query("select 1 from delivery")).toEqual([]);
});

test("who left their function proposes nothing more, and says so on the page", async () => {
  await db.query("update tenure set until = '2026-01-01' where person_id = $1", [
    people.regionRssi.person.id,
  ]);
  expect(await proposeNews(db)(await feed(), news, "k2", NIGHT)).toMatchObject({
    refused: expect.stringContaining("n’exerce plus"),
  });
});
