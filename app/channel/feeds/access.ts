import { createHmac, timingSafeEqual } from "node:crypto";
import type { Sql } from "#app/platform/database/database.ts";

export type FeedAccess = "off" | "public" | "secret";
export type FeedOut = {
  dispositif: { id: string; key: string; name: string };
  access: FeedAccess;
  generation: number;
};

/** The feed of a dispositif by its key; one that nobody opened is shut. */
export async function feedOut(sql: Sql, key: string): Promise<FeedOut | null> {
  const [row] = await sql.query<FeedOut>(
    `select json_build_object('id', d.id, 'key', d.key, 'name', d.name) dispositif,
            case when c.enabled then coalesce(f.access, 'off') else 'off' end access, coalesce(f.generation, 1) generation
       from dispositif d left join feed_out f on f.dispositif_id = d.id
       left join channel c on c.dispositif_id = d.id and c.key = 'feed' where d.key = $1`,
    [key],
  );
  return row ?? null;
}

/** What the secret link bears: computed, so that it can be shown again; another generation makes it another. */
export const feedToken = (serverSecret: string, { dispositif, generation }: FeedOut): string =>
  createHmac("sha256", serverSecret).update(`feed ${dispositif.id} ${generation}`).digest("base64url");

/** Whether a reader who shows this may read it. */
export function mayRead(feed: FeedOut, serverSecret: string, token: string): boolean {
  if (feed.access !== "secret") return feed.access === "public";
  const expected = Buffer.from(feedToken(serverSecret, feed));
  const given = Buffer.from(token.slice(0, 100));
  return given.length === expected.length && timingSafeEqual(given, expected);
}
