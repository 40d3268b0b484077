import departements from "@etalab/decoupage-administratif/data/departements.json" with { type: "json" };
import type { Sql } from "#app/platform/database/database.ts";
import type { RecipientVariable } from "#machines/variables/known.ts";
import { valueSql } from "./values.sql.ts";

export type Values = Readonly<Record<string, string>>;
const names = new Map(departements.map(({ code, nom }) => [code, nom]));

/** The values of these variables for these organisations; a variable without value is not there. */
export async function valuesOf(
  sql: Sql,
  organisations: string[],
  variables: RecipientVariable[],
  now: Date,
): Promise<Map<string, Values>> {
  const columns = variables.map(
    (name) => `'${name}', nullif(trim(${valueSql(name, "$2::timestamptz")}), '')`,
  );
  const rows = await sql.query<{ id: string; values: Record<string, string> }>(
    `select o.id, jsonb_strip_nulls(jsonb_build_object(${columns.join(", ")})) "values" from organisation o
      where o.id = any($1::uuid[]) and $2::timestamptz is not null`,
    [organisations, now.toISOString()],
  );
  return new Map(
    rows.map(({ id, values }) => {
      const { departement } = values;
      return [id, departement ? { ...values, departement: names.get(departement) ?? departement } : values];
    }),
  );
}
