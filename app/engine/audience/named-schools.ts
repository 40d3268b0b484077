import type { Sql } from "#app/platform/database/database.ts";

const UAI = /^\d{7}[a-z]$/i;
/** Told by name; beyond, they are counted. */
const TOLD = 5;
/** Each name is looked for in the whole directory of the dispositif; a UAI costs nothing. */
export const MOST_NAMES = 200;

type Found = { typed: string; id: string; name: string; uai: string | null };
/** What is wrong with a list of schools, for the page to say in its words. */
export type SchoolsProblem =
  | { is: "names"; most: number }
  | { is: "unknown"; names: string[]; more: number }
  | { is: "several"; typed: string; names: string };
export type NamedSchools = { schools: { id: string; name: string; uai: string | null }[] } | SchoolsProblem;

/**
 * Schools named one by one: a UAI or a name a line, among those that a dispositif covers.
 * @param dispositif id (uuid).
 * @returns each school once, or the first problem; nothing typed is no school.
 */
export async function namedSchools(sql: Sql, dispositif: string, text: string): Promise<NamedSchools> {
  const typed = entriesOf(text);
  if (typed.length === 0) return { schools: [] };
  if (typed.filter((one) => !UAI.test(one)).length > MOST_NAMES) return { is: "names", most: MOST_NAMES };
  const rows = await found(sql, dispositif, typed);
  const byTyped = new Map<string, Found[]>();
  for (const row of rows) byTyped.set(row.typed, [...(byTyped.get(row.typed) ?? []), row]);
  const unknown = typed.filter((one) => !byTyped.has(one));
  if (unknown.length > 0) {
    const names = unknown.slice(0, TOLD).map((one) => one.slice(0, 60));
    return { is: "unknown", names, more: unknown.length - names.length };
  }
  for (const [one, several] of byTyped)
    if (several.length > 1) {
      const names = several.slice(0, TOLD).map(({ name, uai }) => `${name} (${uai})`);
      return { is: "several", typed: one.slice(0, 60), names: names.join(", ") };
    }
  return { schools: [...new Map(rows.map(({ id, name, uai }) => [id, { id, name, uai }])).values()] };
}

/** Lines, commas, semicolons; several UAI on one line are several schools. */
function entriesOf(text: string): string[] {
  const entries = text.split(/[\n,;]+/).flatMap((line) => {
    const words = line.trim().split(/\s+/);
    // « École Richard Mique (0781024P) »: the UAI says it all.
    const uais = words.map((word) => word.replace(/^\(|\)$/g, "")).filter((word) => UAI.test(word));
    return uais.length > 0 ? uais.map((uai) => uai.toUpperCase()) : [words.join(" ")];
  });
  return [...new Set(entries.filter(Boolean))];
}

const plain = (text: string) =>
  `translate(lower(${text}), 'àâäáãçéèêëíîïñóôöõúùûüýÿ’''-', 'aaaaaceeeeiiinoooouuuuyy   ')`;

/** By UAI at once; a name is looked for word by word, and its commune may be among them. */
async function found(sql: Sql, dispositif: string, typed: string[]): Promise<Found[]> {
  const covered = `coverage v on v.organisation_id = o.id and v.dispositif_id = $1::uuid
      and o.kind in ('ecole', 'etablissement') and o.closed_at is null`;
  const uais = typed.filter((one) => UAI.test(one));
  const names = typed.filter((one) => !UAI.test(one));
  const byUai = await sql.query<Found>(
    `select o.uai typed, o.id, o.name, o.uai from organisation o join ${covered} where o.uai = any($2::text[])`,
    [dispositif, uais],
  );
  if (names.length === 0) return byUai;
  const byName = await sql.query<Found>(
    `select w.typed, o.id, o.name, o.uai from organisation o join ${covered}
       join unnest($2::text[], $3::text[]) w(typed, likes) on ${plain("o.name || ' ' || coalesce(o.commune_name, '')")} like all (string_to_array(${plain("w.likes")}, ' '))
      order by o.name`,
    [
      dispositif,
      names,
      names.map((name) =>
        name
          .replace(/[\\%_]/g, "\\$&")
          .split(/[\s’'-]+/)
          .map((word) => `%${word}%`)
          .join(" "),
      ),
    ],
  );
  return [...byUai, ...byName];
}
