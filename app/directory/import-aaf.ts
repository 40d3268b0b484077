import { basename } from "node:path";
import type { Database } from "../platform/database/database.ts";
import { applyPersons, stagePersons } from "./aaf/apply-persons.ts";
import { closePersons, closeStructures } from "./aaf/close.ts";
import { gatherAaf } from "./aaf/gather.ts";
import { stageStructures } from "./aaf/stage.ts";
import { saveHeadcounts } from "./headcounts.ts";
import { applyImport } from "./import-run.ts";
import { hashFiles, newReport, type Progress, type Report } from "./report.ts";
import { applyOrganisations, matchOrganisations } from "./staging/apply.ts";

export type AafOptions = {
  /** An XML, a zip, a tar or a tar.gz; several when one delivery came in several files. */
  file: string | string[];
  dryRun?: boolean;
  /** Take a Complet that closes more than a tenth of what it gave before. */
  acceptClosures?: boolean;
  now: Date;
  onProgress?: Progress;
};

/**
 * Imports an AAF export, Complet or Delta: schools, and the direction of each as the holders and substitutes of
 * `chefEtablissement`. Pupils and their families are counted, never kept. A Complet closes what it no longer
 * holds; parts of one Complet have to come together, as an archive or as several files.
 * @throws ImportRefused when a file cannot be read through, is dangerous, or closes too much; nothing is imported then.
 */
export async function importAaf(db: Database, options: AafOptions): Promise<Report> {
  const { dryRun = false, acceptClosures = false, now, onProgress } = options;
  const files = [options.file].flat();
  const report = newReport("aaf", files.map((file) => basename(file)).join(", "), dryRun);
  const aaf = await gatherAaf(files, report, onProgress);
  const hash = await hashFiles(files);
  return applyImport(db, { report, hash, now }, async (sql) => {
    const closing = { report, now, acceptClosures };
    await stageStructures(sql, aaf, report);
    await matchOrganisations(sql);
    const { added, changed, left } = await applyOrganisations(sql, { source: "aaf", owned: ["aaf"], now });
    Object.assign(report, { added, changed, left });
    await closeStructures(sql, aaf, closing);
    await stagePersons(sql, aaf, report);
    await applyPersons(sql, report, now);
    await closePersons(sql, aaf, closing);
    await saveHeadcounts(sql, aaf.counts.all(), "aaf", report, now);
  });
}
