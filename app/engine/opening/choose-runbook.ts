import type { Sql } from "#app/platform/database/database.ts";
import { InputRefused } from "../input.ts";

export type ChosenRunbook = {
  key: string;
  version: number;
  hash: string;
  title: string;
  /** Approved in a commission of this dispositif (MBN-6.2), in force there or not yet. */
  approved: boolean;
};

/**
 * The text on which a crisis of that dispositif would run: the version in force there, else one that was approved,
 * else the newest known.
 * @throws InputRefused when no runbook bears that key.
 */
export async function chooseRunbook(db: Sql, dispositif: string, key: string): Promise<ChosenRunbook> {
  const [row] = await db.query<ChosenRunbook>(
    `select c.body->>'key' as key, (c.body->>'version')::int as version, c.hash, c.body->>'title' as title,
            coalesce(v.state in ('approved', 'in-force'), false) as approved
       from content c
       left join dossier d on d.kind = 'runbook' and d.dispositif_id = $1 and d.columns->>'key' = $2
       left join lateral (
         select e->>'state' as state from jsonb_array_elements(d.context->'versions') e where e->>'hash' = c.hash limit 1
       ) v on true
      where c.kind = 'runbook' and c.body->>'key' = $2
        and (d.id is null or v.state in ('draft', 'submitted', 'approved', 'in-force'))
      order by coalesce(v.state = 'in-force', false) desc, approved desc, (c.body->>'version')::int desc, c.created_at desc limit 1`,
    [dispositif, key],
  );
  if (row) return row;
  const known = await db.query<{ key: string }>(
    "select distinct body->>'key' as key from content where kind = 'runbook' order by 1",
  );
  const message = `Procédure inconnue : « ${key.slice(0, 40)} ». Connues : ${known.map((one) => one.key).join(", ") || "aucune"}.`;
  throw new InputRefused([{ path: "runbook", message }]);
}
