import type { Effect } from "#machines/effects.ts";
import { only, type Params } from "./rows.ts";

/**
 * Names that a dossier takes, instead of those it had. One held by another breaks their key, and the whole statement
 * with it: of two that take it at the same instant one is written, the other is stepped again and sees the first.
 */
export const claimsSql = (effects: Effect[], p: Params): string[] =>
  only(effects, "claim").flatMap(({ names }, n) => {
    const list = `${p.add(names)}::text[]`;
    return [
      `unclaimed${n} as (delete from claimed_name c using moved where c.dossier_id = moved.id and c.name <> all(${list}))`,
      `claimed${n} as (insert into claimed_name (dispositif_id, name, dossier_id)
        select moved.dispositif_id, name, moved.id from moved cross join unnest(${list}) name
         where not exists (select 1 from claimed_name c
           where c.dispositif_id = moved.dispositif_id and c.name = name.name and c.dossier_id = moved.id))`,
    ];
  });

/** PostgreSQL's word for « another dossier took that name just before ». */
export const isNameTaken = (error: unknown): boolean =>
  error instanceof Error &&
  "code" in error &&
  error.code === "23505" &&
  error.message.includes("claimed_name_pkey");
