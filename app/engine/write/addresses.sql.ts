import type { Effect } from "#machines/effects.ts";
import { hasFailed } from "../outbox/failed.sql.ts";
import { only, type Params } from "./rows.ts";

/** An address made up from a UAI that never answered, for `delivery d` and `organisation o`. */
export const unconfirmed =
  "(d.answer is null and o.mail_state = 'derived' and d.person_id is null and d.address = o.mail)";

/** One task a département for the wrong addresses of a notice; it opens again when more of them are found. */
export const addressesSql = (effects: Effect[], p: Params, now: string): string[] =>
  only(effects, "list-addresses").map(
    (
      e,
      n,
    ) => `addresses${n} as (insert into task (dossier_id, key, kind, function, title, rule, article, data, opened_at)
      select moved.id, 'addresses-' || coalesce(o.departement, 'hors'), 'address', ${p.add(e.function)},
             case when count(*) = 1 then 'Une adresse à corriger : ' || min(o.name)
                  else count(*) || ' adresses à corriger dans l’annuaire' || coalesce(', département ' || o.departement, '') end,
             ${p.add(e.rule)}, ${p.add(e.article)},
             jsonb_build_object('count', count(*), 'departement', o.departement), ${now}
        from moved join notice n on n.dossier_id = moved.id and n.key = ${p.add(e.notice)}
        join delivery d on d.notice_id = n.id join organisation o on o.id = d.organisation_id
       where ${e.silent ? `(${hasFailed()} or ${unconfirmed})` : hasFailed()}
       group by moved.id, o.departement
      on conflict (dossier_id, key) do update set title = excluded.title, data = excluded.data, state = 'open', done_at = null
        where (task.data->>'count')::int < (excluded.data->>'count')::int)`,
  );
