import type { Effect } from "#machines/effects.ts";
import { schoolsSql } from "../audience/audience.sql.ts";
import { noticeSql } from "./notice.sql.ts";
import { only, type Params } from "./rows.ts";

/** Messages to the community and what the lock does with them (rules.md §4). */
export function communitySql(effects: Effect[], p: Params, now: string, leaves: () => string): string[] {
  return [
    ...only(effects, "broadcast").flatMap((e, n) => [
      `pupils${n} as materialized (${e.decided ? decidedSql(effects, p) : schoolsSql(p, e.scope, "(select dispositif_id from moved)")})`,
      noticeSql(`broadcast${n}`, `pupils${n}`, p, now, e, "community"),
      `reaching${n} as (insert into delivery (notice_id, dossier_id, organisation_id, function, name, address, channel, rule,
          article, alert, via, next_at, audience, dispositif_id)
        select b.id, b.dossier_id, s.id, profile, s.name, coalesce(s.uai, s.key) || '/' || profile, ${p.add(e.channel)},
               ${p.add(e.rule)}, ${p.add(e.article)}, 'community', 'community', ${leaves()}, 'community', moved.dispositif_id
          from broadcast${n} b cross join moved cross join pupils${n} s
         cross join unnest(${p.add(e.profiles)}::text[]) profile)`,
    ]),
    ...only(effects, "hold").map(
      (e, n) => `holding${n} as (update delivery d
         set state = 'held', held = jsonb_build_object('since', ${now}, 'because', c.because)${past("held", now)}
        from moved, jsonb_to_recordset(${p.json(e.channels)}::jsonb) c(channel text, because jsonb)
       where d.dispositif_id = moved.dispositif_id and d.audience = 'community' and d.channel = c.channel
         and d.state = 'queued' and ${sameWorld})`,
    ),
    ...only(effects, "let-go").map(
      (
        e,
        n,
      ) => `going${n} as (update delivery d set state = 'queued', next_at = ${leaves()}, held = null${past("queued", now)}
        from moved where d.dispositif_id = moved.dispositif_id and d.audience = 'community' and d.state = 'held'
         and d.held->>'decision' = 'release' and d.channel = any(${p.add(e.channels)}::text[]) and ${sameWorld})`,
    ),
    ...only(effects, "settle-held").map((e, n) => settleHeld(e, n, p, now, leaves)),
  ];
}

/** The lock of an exercise holds what the exercise sends, the real one what is sent in earnest: never the other's. */
const sameWorld = `exists (select 1 from dossier sender
         where sender.id = d.dossier_id and sender.exercise_id is not distinct from moved.exercise_id)`;

/**
 * Schools that let the message in, by their own answer or by silence, and that are still open (MBN-5.3-T2). What this
 * very step decides is not in its snapshot yet: said beside it.
 */
function decidedSql(effects: Effect[], p: Params): string {
  const now = [
    ...only(effects, "expire-decisions").map(({ until }) => `s.due_at <= ${p.add(until)}::timestamptz`),
    ...only(effects, "decide-school").flatMap(({ school, state }) =>
      state === "accepted" ? [`s.organisation_id = ${p.add(school)}::uuid`] : [],
    ),
  ].map((condition) => `or (s.state = 'pending' and ${condition})`);
  return `select o.id, o.uai, o.key, o.name from school_decision s join organisation o on o.id = s.organisation_id
     where s.dossier_id = (select id from moved) and o.closed_at is null
       and (s.state in ('accepted', 'tacit') ${now.join(" ")})`;
}

/** A recorded decision: sent on another channel, sent once its own opens, or never. */
function settleHeld(
  e: Extract<Effect, { do: "settle-held" }>,
  n: number,
  p: Params,
  now: string,
  leaves: () => string,
): string {
  const which = `d.dispositif_id = moved.dispositif_id and d.audience = 'community' and d.state = 'held' and ${sameWorld}
    ${e.notice === "all" ? "" : `and d.notice_id = ${p.add(e.notice)}::uuid`}
    ${e.channel ? `and d.channel = ${p.add(e.channel)}` : ""}`;
  if (e.choice === "cancel")
    return `cancelling${n} as (update delivery d set state = 'cancelled',
      held = d.held || '{"decision": "cancel"}'${past("cancelled", now)} from moved where ${which})`;
  if (e.choice === "reroute")
    return `rerouting${n} as (update delivery d set state = 'queued', channel = ${p.add(e.to ?? "")}, next_at = ${leaves()},
      attempts = 0, held = null, history = d.history || jsonb_build_array(jsonb_build_object('state', 'rerouted', 'at',
      ${iso(now)}, 'detail', d.channel)) from moved where ${which})`;
  return `releasing${n} as (update delivery d
      set state = case when d.channel = any(${p.add(e.openNow ?? [])}::text[]) then 'queued' else 'held' end,
          next_at = ${leaves()}, held = d.held || '{"decision": "release"}' from moved where ${which})`;
}

const iso = (now: string) => `to_char(${now} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;
const past = (state: string, now: string) =>
  `, history = d.history || jsonb_build_array(jsonb_build_object('state', '${state}', 'at', ${iso(now)}))`;
