import { readFile, stat } from "node:fs/promises";
import { basename } from "node:path";
import type { Database, Sql } from "../../platform/database/database.ts";
import { applyImport } from "../import-run.ts";
import { count, hashFiles, ImportRefused, newReport, type Report } from "../report.ts";
import { type Period, periodsOf } from "./period.ts";
import { readLines } from "./read-lines.ts";

const MAX_BYTES = 20 * 1024 * 1024;

/**
 * Imports school holidays, shown beside delays and never counted in them (domain.md, Calendars). The same file again
 * changes nothing; a later file corrects the dates of what it names and closes nothing.
 * @throws ImportRefused when the file cannot be read through; nothing is imported then.
 */
export async function importSchoolHolidays(
  db: Database,
  { file, dryRun = false, now }: { file: string; dryRun?: boolean; now: Date },
): Promise<Report> {
  const report = newReport("calendrier", basename(file), dryRun);
  if ((await stat(file)).size > MAX_BYTES)
    throw new ImportRefused(report.file, null, "Plus de 20 Mo : ce n’est pas un calendrier scolaire.");
  const periods = gather(report, decoded(report.file, await readFile(file)));
  const hash = await hashFiles([file]);
  return applyImport(db, { report, hash, now }, async (sql) => {
    const [done] = await upsert(sql, periods, report.file, now);
    const { added = 0, changed = 0 } = done ?? {};
    Object.assign(report, { added, changed, left: periods.length - added - changed });
  });
}

function decoded(file: string, bytes: Buffer): string {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    throw new ImportRefused(file, null, "Ce fichier n’est pas en UTF-8, comme l’est le jeu public.");
  }
}

/** What the lines say, each holiday once; what is wrong goes to the report. */
function gather(report: Report, text: string): Period[] {
  const known = new Map<string, Period>();
  for (const line of readLines(report.file, text)) {
    const found = periodsOf(line);
    if (!Array.isArray(found)) {
      if ("counted" in found) count(report, found.counted);
      else report.refused.push({ file: report.file, line: line.line, reason: found.refused });
      continue;
    }
    for (const period of found) {
      const key = `${period.academie} ${period.year} ${period.name}`;
      const twin = known.get(key);
      if (twin && (twin.starts !== period.starts || twin.ends !== period.ends))
        report.refused.push({
          file: report.file,
          line: line.line,
          key,
          reason: `Deux dates pour les mêmes vacances : ${twin.starts} et ${period.starts}. La première est gardée.`,
        });
      else known.set(key, twin ?? period);
    }
  }
  return [...known.values()];
}

const upsert = (sql: Sql, periods: Period[], file: string, now: Date) =>
  sql.query<{ added: number; changed: number }>(
    `with said as (
       select * from jsonb_to_recordset($1::jsonb)
         e(academie text, departements text[], zone text, name text, year text, starts date, ends date)
     ), written as (
       insert into school_holiday as s (academie, departements, zone, name, year, starts, ends, file, imported_at)
       select academie, departements, zone, name, year, starts, ends, $2, $3::timestamptz from said
       on conflict (academie, year, name) do update set starts = excluded.starts, ends = excluded.ends,
         zone = excluded.zone, departements = excluded.departements, file = excluded.file, imported_at = excluded.imported_at
         where (s.starts, s.ends, s.zone, s.departements)
           is distinct from (excluded.starts, excluded.ends, excluded.zone, excluded.departements)
       returning xmax = 0 as fresh
     ) select count(*) filter (where fresh)::int added, count(*) filter (where not fresh)::int changed from written`,
    [JSON.stringify(periods), file, now.toISOString()],
  );
