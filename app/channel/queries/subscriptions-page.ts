import type { Sql } from "#app/platform/database/database.ts";
import type { Held } from "#app/platform/permissions.ts";
import { type FeedAccess, feedOut, feedToken } from "../feeds/access.ts";
import { type DispositifHere, dispositifHere } from "./dispositif-here.ts";

export type CallView = {
  id: string;
  type: string;
  ref: string | null;
  state: "queued" | "sending" | "sent" | "refused" | "dead";
  at: Date;
  said: string | null;
  status: number | null;
};
export type HookView = {
  id: string;
  name: string;
  url: string;
  events: string[];
  enabled: boolean;
  failed: number;
  calls: CallView[];
};
export type FeedInView = {
  id: string;
  name: string;
  url: string;
  state: "unknown" | "ok" | "failing" | "off";
  detail: string | null;
  checkedAt: Date | null;
  nextAt: Date;
  proposed: number;
  refused: number;
};
export type SubscriptionsPage = {
  dispositif: DispositifHere;
  hooks: HookView[];
  feed: { access: FeedAccess; links: { atom: string; json: string } | null };
  portals: FeedInView[];
};

/** Who is told of this dispositif and whose news it follows; null when its channels are not the caller's. */
export async function subscriptionsPage(
  sql: Sql,
  tenures: Held[],
  key: string,
  { publicUrl, serverSecret }: { publicUrl: string; serverSecret: string },
): Promise<SubscriptionsPage | null> {
  const dispositif = await dispositifHere(sql, tenures, key);
  if (!dispositif) return null;
  const [hooks, portals, feed] = await Promise.all([
    hooksOf(sql, dispositif.id),
    portalsOf(sql, dispositif.id),
    feedOut(sql, key),
  ]);
  const access = feed?.access ?? "off";
  const secret = feed && access === "secret" ? `?cle=${feedToken(serverSecret, feed)}` : "";
  const link = (format: string) => `${publicUrl}/flux/${key}.${format}${secret}`;
  const links = access === "off" ? null : { atom: link("atom"), json: link("json") };
  return { dispositif, hooks, feed: { access, links }, portals };
}

const hooksOf = (sql: Sql, dispositif: string) =>
  sql.query<HookView>(
    `select h.id, h.name, h.url, h.events, h.enabled,
            (select count(*)::int from web_hook_call c where c.hook_id = h.id and c.type <> 'trial' and c.state in ('dead', 'refused')) failed,
            coalesce((select jsonb_agg(to_jsonb(one) order by one.position desc) from (
              select c.position, c.id, c.type, o.ref, c.state, c.at, c.last_error said, (c.history->-1->>'status')::int status
                from web_hook_call c left join dossier o on o.id = c.dossier_id
               where c.hook_id = h.id order by c.position desc limit 10) one), '[]') calls
       from web_hook h where h.dispositif_id = $1::uuid order by h.name, h.id`,
    [dispositif],
  );

const portalsOf = (sql: Sql, dispositif: string) =>
  sql.query<FeedInView>(
    `select f.id, f.name, f.url, case when f.enabled then f.health else 'off' end state, f.health_detail detail,
            f.checked_at "checkedAt", f.next_at "nextAt",
            (select count(*)::int from feed_item i where i.feed_id = f.id and i.state = 'proposed') proposed,
            (select count(*)::int from feed_item i where i.feed_id = f.id and i.state = 'refused') refused
       from feed_in f where f.dispositif_id = $1::uuid order by f.name, f.id`,
    [dispositif],
  );
