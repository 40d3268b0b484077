import type { Sql } from "../../platform/database/database.ts";
import type { Report } from "../report.ts";
import { loadOrganisations } from "../staging/load.ts";
import { fingerprinted, type StagedOrganisation } from "../staging/organisation.ts";
import type { Aaf } from "./gather.ts";
import type { Structure } from "./structure.ts";

const BATCH = 2000;

/** Inserts rows as JSON, batch by batch, into a temporary table. */
export async function loadRows(sql: Sql, table: string, columns: string, rows: unknown[]): Promise<void> {
  const names = columns.replace(/ \w+(,|$)/g, "$1");
  await sql.query(`create temp table ${table} (${columns}) on commit drop`);
  for (let at = 0; at < rows.length; at += BATCH)
    await sql.query(
      `insert into ${table} (${names}) select ${names} from jsonb_to_recordset($1::jsonb) as r(${columns})`,
      [JSON.stringify(rows.slice(at, at + BATCH))],
    );
}

/** Stages the structures; those of which a Delta gives only changes are completed from what is known. */
export async function stageStructures(sql: Sql, aaf: Aaf, report: Report): Promise<void> {
  const partial = aaf.structures.filter((one) => one.partial);
  const known = await sql.query<{ source_key: string; key: string; name: string; kind: string }>(
    "select source_key, key, name, kind from organisation where source_key = any($1::text[])",
    [partial.map(({ organisation }) => organisation.sourceKey)],
  );
  const bySource = new Map(known.map((one) => [one.source_key, one]));
  const lineOf = new Map<string, number>();
  const staged: StagedOrganisation[] = [];
  for (const structure of aaf.structures) {
    const organisation = structure.partial ? completed(structure, bySource, report) : structure.organisation;
    if (!organisation) continue;
    const first = lineOf.get(organisation.key);
    if (first) {
      const reason = `UAI déjà lu ligne ${first}, dont la structure est gardée`;
      report.refused.push({ file: structure.path, line: structure.line, key: organisation.key, reason });
      continue;
    }
    lineOf.set(organisation.key, structure.line);
    staged.push(fingerprinted(organisation));
  }
  await loadOrganisations(sql, [...aaf.levels.all(), ...staged]);
}

type Known = Map<string, { key: string; name: string; kind: string }>;

function completed(
  { organisation, line, path }: Structure,
  known: Known,
  report: Report,
): StagedOrganisation | null {
  const one = known.get(organisation.sourceKey ?? "");
  if (one) {
    const level = one.kind === "circonscription" ? 2 : 3;
    return { ...organisation, key: one.key, kind: one.kind, name: organisation.name || one.name, level };
  }
  const reason = "structure inconnue : un Complet est attendu avant ce Delta";
  report.refused.push({ file: path, line, key: organisation.sourceKey ?? "", reason });
  return null;
}
