import { act } from "#app/messages/incident-act.ts";
import type { Sql } from "#app/platform/database/database.ts";
import type { FieldError } from "#app/ui/form/error-summary.tsx";

const UAI = /^\d{7}[a-z]$/i;
/** Told by name; beyond, they are counted. */
const TOLD = 5;
/** Each name is looked for in the whole directory of the dispositif; a UAI costs nothing. */
const NAMES = 200;

type Found = { typed: string; id: string; name: string; uai: string | null };

/**
 * The schools named one by one: a UAI or a name a line, among those that the dispositif covers.
 * @returns their ids, or what is wrong at the field, naming it.
 */
export async function namedSchools(
  sql: Sql,
  convention: string,
  { schools = "", perimeter }: Record<string, string>,
): Promise<{ schools?: string[]; errors: FieldError[] }> {
  const wrong = (message: string) => ({ errors: [{ path: "schools", message }] });
  const typed = entriesOf(schools);
  if (typed.length === 0) return { errors: [] };
  if (perimeter !== "schools") return wrong(act.wrong.schoolsOther);
  if (typed.filter((one) => !UAI.test(one)).length > NAMES) return wrong(act.wrong.schoolsNames(NAMES));
  const rows = await found(sql, convention, typed);
  const byTyped = new Map<string, Found[]>();
  for (const row of rows) byTyped.set(row.typed, [...(byTyped.get(row.typed) ?? []), row]);
  const unknown = typed.filter((one) => !byTyped.has(one));
  if (unknown.length > 0)
    return wrong(
      act.wrong.schoolsUnknown(
        unknown.slice(0, TOLD).map((one) => one.slice(0, 60)),
        unknown.length - TOLD,
      ),
    );
  for (const [one, several] of byTyped)
    if (several.length > 1) {
      const names = several.slice(0, TOLD).map(({ name, uai }) => `${name} (${uai})`);
      return wrong(act.wrong.schoolsSeveral(one.slice(0, 60), names.join(", ")));
    }
  return { schools: [...new Set(rows.map((row) => row.id))], errors: [] };
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
async function found(sql: Sql, convention: string, typed: string[]): Promise<Found[]> {
  const covered = `coverage v on v.organisation_id = o.id and v.dispositif_id = (select dispositif_id from convention where id = $1)
      and o.kind in ('ecole', 'etablissement') and o.closed_at is null`;
  const uais = typed.filter((one) => UAI.test(one));
  const names = typed.filter((one) => !UAI.test(one));
  const byUai = await sql.query<Found>(
    `select o.uai typed, o.id, o.name, o.uai from organisation o join ${covered} where o.uai = any($2::text[])`,
    [convention, uais],
  );
  if (names.length === 0) return byUai;
  const byName = await sql.query<Found>(
    `select w.typed, o.id, o.name, o.uai from organisation o join ${covered}
       join unnest($2::text[], $3::text[]) w(typed, likes) on ${plain("o.name || ' ' || coalesce(o.commune_name, '')")} like all (string_to_array(${plain("w.likes")}, ' '))
      order by o.name`,
    [
      convention,
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
