import type { Effect } from "#machines/effects.ts";
import { only, type Params } from "./rows.ts";

/** Hosts that one ENT reports, as its checks read them. */
export const hostsSql = (effects: Effect[], p: Params, now: string): string[] =>
  only(effects, "keep-hosts").flatMap(({ added, removed }, n) => [
    ...(added.length > 0
      ? [
          `reported${n} as (insert into reported_host (dispositif_id, host, reason, why, "by", at)
      select moved.dispositif_id, e.host, e.reason, e.why, e."by", ${now}
        from moved, jsonb_to_recordset(${p.json(added)}::jsonb) e(host text, reason text, why text, "by" text)
      on conflict (dispositif_id, host) do update set reason = excluded.reason, why = excluded.why,
             "by" = excluded."by", at = excluded.at)`,
        ]
      : []),
    ...(removed.length > 0
      ? [
          `unreported${n} as (delete from reported_host r using moved
      where r.dispositif_id = moved.dispositif_id and r.host = any(${p.add(removed)}::text[]))`,
        ]
      : []),
  ]);
