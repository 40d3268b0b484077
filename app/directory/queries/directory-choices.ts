import departements from "@etalab/decoupage-administratif/data/departements.json" with { type: "json" };
import type { Sql } from "../../platform/database/database.ts";

const names = new Map(departements.map(({ code, nom }) => [code, nom]));

/** What the directory can be filtered by: only what it holds. */
export async function directoryChoices(sql: Sql) {
  const [kinds, codes, dispositifs] = await Promise.all([
    sql.query<{ kind: string }>("select distinct kind from organisation order by kind"),
    sql.query<{ code: string }>(
      "select distinct departement code from organisation where departement is not null order by 1",
    ),
    sql.query<{ key: string; name: string }>("select key, name from dispositif order by name"),
  ]);
  return {
    kinds: kinds.map(({ kind }) => kind),
    departements: codes.map(({ code }) => ({ code, name: names.get(code) ?? "" })),
    dispositifs,
  };
}
