import type { Sql } from "../../platform/database/database.ts";
import type { StagedOrganisation } from "./organisation.ts";

const BATCH = 2000;

/** Columns staged, in the order of the temporary table. */
const COLUMNS: [column: string, type: string, from: keyof StagedOrganisation][] = [
  ["key", "text", "key"],
  ["kind", "text", "kind"],
  ["name", "text", "name"],
  ["uai", "text", "uai"],
  ["siren", "text", "siren"],
  ["school_type", "text", "schoolType"],
  ["sector", "text", "sector"],
  ["parent_key", "text", "parentKey"],
  ["academie", "text", "academie"],
  ["departement", "text", "departement"],
  ["region", "text", "region"],
  ["commune_insee", "text", "communeInsee"],
  ["commune_name", "text", "communeName"],
  ["street", "text", "street"],
  ["postal_code", "text", "postalCode"],
  ["phone", "text", "phone"],
  ["mail", "text", "mail"],
  ["mail_state", "text", "mailState"],
  ["timezone", "text", "timezone"],
  ["source_key", "text", "sourceKey"],
  ["closed", "boolean", "closed"],
  ["level", "int", "level"],
  ["own", "boolean", "own"],
  ["fingerprint", "text", "fingerprint"],
];
const typed = COLUMNS.map(([column, type]) => `"${column}" ${type}`).join(", ");
const names = COLUMNS.map(([column]) => `"${column}"`).join(", ");

/** Puts organisations in the temporary table `staged_organisation`, which goes with the transaction. */
export async function loadOrganisations(
  sql: Sql,
  organisations: Iterable<StagedOrganisation>,
): Promise<void> {
  await sql.query(`create temp table if not exists staged_organisation (${typed}, id uuid) on commit drop`);
  let batch: Record<string, unknown>[] = [];
  const flush = async () => {
    if (batch.length === 0) return;
    await sql.query(
      `insert into staged_organisation (${names}) select ${names} from jsonb_to_recordset($1::jsonb) as r(${typed})`,
      [JSON.stringify(batch)],
    );
    batch = [];
  };
  for (const organisation of organisations) {
    batch.push(Object.fromEntries(COLUMNS.map(([column, , from]) => [column, organisation[from]])));
    if (batch.length === BATCH) await flush();
  }
  await flush();
  await sql.query("create index if not exists staged_organisation_key on staged_organisation (level, key)");
  await sql.query("analyze staged_organisation");
}
