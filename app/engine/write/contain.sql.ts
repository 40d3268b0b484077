import type { Effect } from "#machines/effects.ts";
import { only, type Params } from "./rows.ts";

/** Minutes during which a measure is tried: a message can be taken back for an hour only. */
const MINUTES = { "block-accounts": 120, "force-password": 120, "recall-message": 60 } as const;

/** One row an account or message; whoever executes them asks nothing of anyone any more. Never for an exercise. */
export const containSql = (effects: Effect[], p: Params, leaves: () => string): string[] =>
  only(effects, "contain").map((e, n) => {
    const now = leaves();
    return `containing${n} as (insert into containment (dossier_id, dispositif_id, key, measure, target, next_at, until)
      select moved.id, moved.dispositif_id, ${p.add(e.key)}::uuid, ${p.add(e.measure)}, target, ${now},
             ${now} + make_interval(mins => ${MINUTES[e.measure]})
        from moved cross join unnest(${p.add(e.targets)}::text[]) target
       where not exists (select 1 from dossier d where d.id = moved.id and d.exercise)
      on conflict (dossier_id, key, target) do nothing)`;
  });
