import { namedSchools as named } from "#app/engine/audience/named-schools.ts";
import { act } from "#app/messages/incident-act.ts";
import type { Sql } from "#app/platform/database/database.ts";
import type { FieldError } from "#app/ui/form/error-summary.tsx";

/**
 * The schools named one by one: a UAI or a name a line, among those that the dispositif of a convention covers.
 * @returns their ids, or what is wrong at the field, naming it.
 */
export async function namedSchools(
  sql: Sql,
  convention: string,
  { schools = "", perimeter }: Record<string, string>,
): Promise<{ schools?: string[]; errors: FieldError[] }> {
  const wrong = (message: string) => ({ errors: [{ path: "schools", message }] });
  if (!/[^\s,;]/.test(schools)) return { errors: [] };
  if (perimeter !== "schools") return wrong(act.wrong.schoolsOther);
  const [row] = await sql.query<{ id: string }>("select dispositif_id id from convention where id = $1", [
    convention,
  ]);
  const found = await named(sql, row?.id ?? "", schools);
  if ("schools" in found) return { schools: found.schools.map((one) => one.id), errors: [] };
  if (found.is === "names") return wrong(act.wrong.schoolsNames(found.most));
  if (found.is === "unknown") return wrong(act.wrong.schoolsUnknown(found.names, found.more));
  return wrong(act.wrong.schoolsSeveral(found.typed, found.names));
}
