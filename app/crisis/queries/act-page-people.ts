import { functionLabel } from "#app/messages/directory-words.ts";
import type { Sql } from "#app/platform/database/database.ts";
import type { Choice } from "#app/ui/form/choice-cards.tsx";
import type { OrganisationOf } from "#machines/crisis/v1/facts.ts";
import type { CellRole } from "#runbooks/schema.ts";

/** Somebody who can take a seat, in the function that they hold. `tenure`: what a form sends. */
export type Seatable = {
  tenure: string;
  person: string;
  name: string;
  function: string;
  organisation: OrganisationOf;
};

const MOST = 8;

/** Functions that fill each seat by nature; a search finds anybody else of the dispositif. */
const natural: Record<CellRole, string[]> = {
  direction: ["recteur", "dasen", "dane", "dsi", "elu"],
  rssi: ["rssi"],
  "main-courante": ["dane", "dsi", "referentNumerique", "rssi"],
  communication: ["dane", "recteur", "dasen", "elu"],
  dpd: ["dpd"],
  prestataire: ["exploitant"],
  liaison: ["dasen", "dsi", "elu", "dane", "draaf", "referentNumerique"],
};

const plain = (text: string) =>
  `translate(lower(${text}), 'àâäáãçéèêëíîïñóôöõúùûüýÿ’', 'aaaaaceeeeiiinoooouuuuyy ')`;

/** Tenures of today in organisations that the dispositif covers. `$1` dispositif, `$2` now. */
const tenuresSql = `
  select t.id tenure, p.id person, concat_ws(' ', p.given_name, p.name) as name, t.function,
         json_build_object('id', o.id, 'key', o.key, 'kind', o.kind, 'name', o.name) organisation
    from tenure t join person p on p.id = t.person_id and p.closed_at is null
    join organisation o on o.id = t.organisation_id and o.closed_at is null
    join coverage c on c.organisation_id = o.id and c.dispositif_id = $1
   where t."from" <= $2 and (t.until is null or t.until > $2)`;

/** Whoever would naturally sit there, parties of the convention first. */
export const proposedFor = (sql: Sql, dispositif: string, role: CellRole, now: Date): Promise<Seatable[]> =>
  sql.query<Seatable>(
    `${tenuresSql} and t.function = any($3::text[]) and o.kind not in ('ecole', 'etablissement')
      order by array_position($3::text[], t.function), c.party_key nulls last, t.rank, p.name limit ${MOST}`,
    [dispositif, now.toISOString(), natural[role] ?? []],
  );

/** People of the dispositif of whom every word is said: name, function, organisation. */
export function searchSeatable(sql: Sql, dispositif: string, typed: string, now: Date): Promise<Seatable[]> {
  const words = typed
    .slice(0, 120)
    .split(/\s+/)
    .filter(Boolean)
    .slice(0, 6)
    .map((word) => word.replace(/[\\%_]/g, "\\$&"));
  return sql.query<Seatable>(
    `${tenuresSql} and not exists (select 1 from unnest($3::text[]) w(word)
        where ${plain("concat_ws(' ', p.given_name, p.name, t.function, o.name, o.key)")} not like '%' || ${plain("w.word")} || '%')
      order by p.name, o.name limit ${MOST}`,
    [dispositif, now.toISOString(), words],
  );
}

/** The person behind a tenure of that dispositif; null when it is none of today's. */
export async function seatable(
  sql: Sql,
  dispositif: string,
  tenure: string,
  now: Date,
): Promise<Seatable | null> {
  const [found] = await sql.query<Seatable>(`${tenuresSql} and t.id::text = $3`, [
    dispositif,
    now.toISOString(),
    tenure,
  ]);
  return found ?? null;
}

export const seatableChoice = (one: Seatable): Choice => ({
  value: one.tenure,
  label: one.name,
  hint: `${functionLabel(one.function)} · ${one.organisation.name}`,
});
