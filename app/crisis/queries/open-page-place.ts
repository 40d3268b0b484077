import { kindLabel } from "#app/messages/directory-words.ts";
import type { Sql } from "#app/platform/database/database.ts";
import type { Choice } from "#app/ui/form/choice-cards.tsx";

type Row = { key: string; name: string; kind: string; uai: string | null };

const FOUND = 8;
const plain = (text: string) =>
  `translate(lower(${text}), 'àâäáãçéèêëíîïñóôöõúùûüýÿ’-', 'aaaaaceeeeiiinoooouuuuyy  ')`;

const choice = ({ key, name, kind, uai }: Row): Choice => ({
  value: key,
  label: name,
  hint: [kindLabel(kind), uai].filter(Boolean).join(" · "),
});

/** Places of a dispositif of which every word is said; a UAI alone is enough. */
export async function searchCrisisPlaces(sql: Sql, dispositif: string, typed: string): Promise<Choice[]> {
  const words = typed
    .slice(0, 120)
    .split(/[\s(),·]+/)
    .filter((word) => word.length > 1)
    .slice(0, 6);
  if (words.length === 0) return [];
  const uai = words.find((word) => /^\d{7}[a-z]$/i.test(word));
  const searched = (uai ? [uai] : words).map((word) => word.replace(/[\\%_]/g, "\\$&"));
  const rows = await sql.query<Row>(
    `select o.key, o.name, o.kind, o.uai from coverage c join dispositif d on d.id = c.dispositif_id and d.key = $1
       join organisation o on o.id = c.organisation_id and o.closed_at is null
      where not exists (select 1 from unnest($2::text[]) w(word)
        where ${plain("concat_ws(' ', o.name, o.commune_name, o.uai, o.key, o.siren)")} not like '%' || ${plain("w.word")} || '%')
      order by length(o.name), o.name limit ${FOUND}`,
    [dispositif, searched],
  );
  return rows.map(choice);
}

/** The place of that key in the dispositif; null when it covers none. */
export async function crisisPlace(sql: Sql, dispositif: string, key: string): Promise<Choice | null> {
  const [row] = await sql.query<Row>(
    `select o.key, o.name, o.kind, o.uai from coverage c join dispositif d on d.id = c.dispositif_id and d.key = $1
       join organisation o on o.id = c.organisation_id where o.key = $2`,
    [dispositif, key],
  );
  return row ? choice(row) : null;
}
