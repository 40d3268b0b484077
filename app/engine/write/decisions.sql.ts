import type { Effect } from "#machines/effects.ts";
import { schoolsSql } from "../audience/audience.sql.ts";
import { goodFridayOffSql } from "../opening/place.ts";
import { noticeSql } from "./notice.sql.ts";
import { only, type Params } from "./rows.ts";

/**
 * What each school decides (MBN-5.3-T2): opened, answered, ended by silence, left out, each in the one statement of
 * its step, whatever their number. `messages` comes first: `fresh<n>` says how each head was found.
 */
export function decisionsSql(effects: Effect[], p: Params, now: string, leaves: () => string): string[] {
  const alerts = only(effects, "alert");
  return [
    ...only(effects, "open-decisions").map((e, n) => {
      const wave = alerts.findIndex(({ notice }) => notice === e.notice);
      const found =
        wave < 0
          ? "null"
          : `(select f.via from fresh${wave} f where f.organisation_id = s.id order by f.via limit 1)`;
      const calendars = `jsonb_to_recordset(${p.json(e.calendars)}::jsonb)
        k(timezone text, departement text, "goodFridayOff" boolean, "dueAt" timestamptz)`;
      return `asked${n} as (insert into school_decision (dossier_id, organisation_id, due_at, via, rule, article)
        select moved.id, s.id, k."dueAt", ${found}, ${p.add(e.rule)}, ${p.add(e.article)}
          from moved cross join (${schoolsSql(p, e.scope, "(select dispositif_id from moved)")}) s
          join organisation o on o.id = s.id
          join ${calendars} on k.timezone = o.timezone and k.departement is not distinct from o.departement
           and k."goodFridayOff" is not distinct from ${goodFridayOffSql("o")}
        on conflict do nothing)`;
    }),
    ...only(effects, "decide-school").map(
      (e, n) => `decided${n} as (update school_decision s
          set state = ${p.add(e.state)}, "by" = ${p.add(e.by)}, by_id = ${p.add(e.byId)}::uuid, at = ${now},
              reason = ${p.add(e.reason ?? null)}
         from moved where s.dossier_id = moved.id and s.organisation_id = ${p.add(e.school)}::uuid and s.state = 'pending')`,
    ),
    ...only(effects, "expire-decisions").map(
      (e, n) => `silent${n} as (update school_decision s set state = ${silence(effects)}, at = ${now}
         from moved where s.dossier_id = moved.id and s.state = 'pending' and s.due_at <= ${p.add(e.until)}::timestamptz)`,
    ),
    ...only(effects, "close-decisions").map(
      (_, n) => `gone${n} as (update school_decision s set state = 'closed'
         from moved, organisation o where s.dossier_id = moved.id and o.id = s.organisation_id
          and s.state in ('accepted', 'tacit') and o.closed_at is not null)`,
    ),
    ...only(effects, "remind-undecided").flatMap((e, n) => [
      `undecided${n} as materialized (
        select d.* from delivery d join notice a on a.id = d.notice_id and a.key = ${p.add(e.about)}
          join school_decision s on s.dossier_id = d.dossier_id and s.organisation_id = d.organisation_id
         where d.dossier_id = (select id from moved) and d.state <> 'cancelled' and s.state = 'pending'
           and s.due_at = ${p.add(e.dueAt)}::timestamptz)`,
      noticeSql(`nudge${n}`, `undecided${n}`, p, now, e, e.template),
      `nudged${n} as (insert into delivery (notice_id, dossier_id, organisation_id, function, person_id, name, address, rule,
          article, alert, via, next_at, about_id)
        select n.id, n.dossier_id, d.organisation_id, d.function, d.person_id, d.name, d.address, d.rule, d.article,
               d.alert, d.via, ${leaves()}, d.id from nudge${n} n cross join undecided${n} d on conflict do nothing)`,
    ]),
  ];
}

/** A school whose silence ends as the message leaves, and that has closed, is left out at once. */
const silence = (effects: Effect[]) =>
  only(effects, "close-decisions").length === 0
    ? "'tacit'"
    : "(select case when o.closed_at is null then 'tacit' else 'closed' end from organisation o where o.id = s.organisation_id)";
