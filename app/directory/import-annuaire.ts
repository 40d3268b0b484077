import { basename } from "node:path";
import type { Database, Sql } from "../platform/database/database.ts";
import { type Annuaire, gatherAnnuaire } from "./annuaire/gather.ts";
import { guardClosures } from "./closures.ts";
import { saveHeadcounts } from "./headcounts.ts";
import { applyImport } from "./import-run.ts";
import { hashFiles, newReport, type Progress, type Report } from "./report.ts";
import { applyOrganisations, matchOrganisations } from "./staging/apply.ts";
import { loadOrganisations } from "./staging/load.ts";
import { fingerprinted, type StagedOrganisation } from "./staging/organisation.ts";

export type AnnuaireOptions = {
  file: string;
  dryRun?: boolean;
  /** Take a file that closes more than a tenth of the schools it names. */
  acceptClosures?: boolean;
  now: Date;
  onProgress?: Progress;
};

/** The annuaire is the authority on schools: it also takes over those first seen in an AAF export. */
const OWNED = ["annuaire", "aaf"];

/**
 * Imports the public annuaire (2020 or 2024 naming, or consolidated) or a list of circonscriptions with their
 * mailboxes: creates or updates the organisations and the levels above them. An extract never closes what it
 * does not name; only a row that says so does.
 * @throws ImportRefused when the file cannot be read through; nothing is imported then.
 */
export async function importAnnuaire(db: Database, options: AnnuaireOptions): Promise<Report> {
  const { file, dryRun = false, acceptClosures = false, now, onProgress } = options;
  const report = newReport("annuaire", basename(file), dryRun);
  const annuaire = await gatherAnnuaire(file, report, onProgress);
  const hash = await hashFiles([file]);
  return applyImport(db, { report, hash, now }, async (sql) => {
    await stage(sql, annuaire);
    if (!acceptClosures) await guard(sql, report.file);
    const { added, changed, left, closed, deduced } = await applyOrganisations(sql, {
      source: "annuaire",
      owned: OWNED,
      now,
    });
    Object.assign(report, { added, changed, left, closed });
    await saveHeadcounts(sql, annuaire.headcounts, "annuaire", report, now);
    for (const [kind, n] of Object.entries(deduced)) report.counted[`${kind} créés d'après les lignes`] = n;
  });
}

async function stage(sql: Sql, { schools, iens, circonscriptions, levels }: Annuaire) {
  const { keys, created } = await circonscriptions.resolve(sql, iens);
  function* all(): Generator<StagedOrganisation> {
    yield* levels.all();
    yield* created;
    for (const ien of iens) yield fingerprinted(ien);
    for (const school of schools) {
      const parentKey = keys.get(school.parentKey ?? "") ?? school.parentKey;
      yield fingerprinted({ ...school, parentKey });
    }
  }
  await loadOrganisations(sql, all());
  await matchOrganisations(sql);
}

async function guard(sql: Sql, file: string) {
  const [row] = await sql.query<{ open: number; closing: number }>(
    `select count(*) as open, count(*) filter (where s.closed) as closing
     from staged_organisation s join organisation o on o.id = s.id
     where s.own and o.closed_at is null and o.source = any($1::text[])`,
    [OWNED],
  );
  guardClosures(file, "établissements", row);
}
