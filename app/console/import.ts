import { readFile } from "node:fs/promises";
import { resolve } from "node:path";
import { parseArgs } from "node:util";
import { importSchoolHolidays } from "#app/directory/calendars/import-school-holidays.ts";
import { importAaf } from "#app/directory/import-aaf.ts";
import { importAnnuaire } from "#app/directory/import-annuaire.ts";
import { importConvention } from "#app/directory/import-convention.ts";
import type { Progress, Report } from "#app/directory/report.ts";
import { importGar } from "#app/whitelist/import-gar.ts";
import { type Command, Misused, type Surroundings } from "./command.ts";
import { importHostLists } from "./import-hosts.ts";
import { importMeasures } from "./import-measures.ts";
import { importRunbooks } from "./import-runbooks.ts";
import { progress } from "./progress.ts";

const kinds = ["convention", "annuaire", "aaf", "calendrier"] as const;

export const importCommand: Command = {
  name: "import",
  database: true,
  help: `npm run import -- <convention|annuaire|aaf|calendrier|runbook|mesures> <fichier…> [--dry-run] [--accept-closures]

  convention   convention d'un dispositif (YAML)
  annuaire     annuaire public de l'éducation, ou boîtes des circonscriptions (CSV)
  aaf          annuaire académique fédérateur (XML, zip, tar, tar.gz ; Complet ou Delta)
  calendrier   vacances scolaires (jeu public fr-en-calendrier-scolaire en CSV ou JSON, ou fichiers ICS)
  gar          liste des ressources du GAR (CSV) : leurs demandes suivent l’article qui le dit
  hotes-signales  hôtes connus pour être dangereux (fichier hosts, un par ligne, ou CSV) : la liste blanche les refuse
  runbook      procédure de crise (Markdown) ; la version en vigueur se décide ensuite en commission
  mesures      catalogue de mesures (bibliothèque YAML de CISO Assistant, CSV de MonServiceSécurisé, ou YAML de la console)

  --dry-run          lit et contrôle tout, n'écrit rien
  --source NOM       nom de la liste d'hôtes (sinon celui du fichier) ; celle de même nom est remplacée
  --accept-closures  accepte de fermer plus de 10 % des organisations connues
`,
  async run(args, around) {
    const { values, positionals } = parseArgs({
      args,
      allowPositionals: true,
      options: {
        "dry-run": { type: "boolean" },
        "accept-closures": { type: "boolean" },
        source: { type: "string" },
      },
    });
    const [kind, ...files] = positionals;
    if (kind === "mesures" && files.length > 0)
      return importMeasures(files, around, values["dry-run"] ?? false);
    if (kind === "runbook" && files.length > 0)
      return importRunbooks(files, around, values["dry-run"] ?? false);
    if (kind === "hotes-signales" && files.length > 0)
      return importHostLists(files, around, { dryRun: values["dry-run"] ?? false, source: values.source });
    if (kind === "gar" && files.length > 0) {
      for (const file of files) {
        const path = resolve(around.io.cwd, file);
        const made = await importGar(around.db, {
          file: path,
          now: around.now(),
          dryRun: values["dry-run"] ?? false,
        });
        around.io.out(
          `${file} : ${made.read} lues, ${made.added} ajoutées, ${made.changed} modifiées, ${made.refused.length} refusées\n`,
        );
        for (const { line, reason } of made.refused.slice(0, 200))
          around.io.out(`  ${file}:${line} : ${reason}\n`);
      }
      return 0;
    }
    if (!kinds.includes(kind as (typeof kinds)[number]))
      throw new Misused(
        ["runbook", "mesures", "gar", "hotes-signales"].includes(kind ?? "")
          ? "Quel fichier faut-il importer ?"
          : `Que faut-il importer ? ${kinds.join(", ")}, gar, hotes-signales, runbook, mesures.`,
      );
    if (files.length === 0) throw new Misused("Quel fichier faut-il importer ?");
    const options = {
      dryRun: values["dry-run"] ?? false,
      acceptClosures: values["accept-closures"] ?? false,
    };
    // The parts of one AAF export go together: each alone would close what the others hold.
    const batches = kind === "aaf" ? [files] : files.map((file) => [file]);
    let refused = 0;
    for (const batch of batches) {
      const paths = batch.map((file) => resolve(around.io.cwd, file));
      const report = await importFiles(
        kind as (typeof kinds)[number],
        paths,
        batch.join(", "),
        around,
        options,
      );
      refused += print(report, batch.join(", "), around);
    }
    return refused > 0 && kind === "convention" ? 1 : 0;
  },
};

async function importFiles(
  kind: (typeof kinds)[number],
  files: string[],
  shown: string,
  { db, io, now }: Surroundings,
  options: { dryRun: boolean; acceptClosures: boolean },
): Promise<Report> {
  const bar = progress(io, "octets");
  const onProgress: Progress = ({ done, total }) => bar.at(done, total);
  const [file = ""] = files;
  try {
    if (kind === "convention") {
      const text = await readFile(file, "utf8");
      return await importConvention(db, { file: shown, text, dryRun: options.dryRun, now: now() });
    }
    if (kind === "calendrier")
      return await importSchoolHolidays(db, { file, dryRun: options.dryRun, now: now() });
    if (kind === "annuaire") return await importAnnuaire(db, { file, ...options, now: now(), onProgress });
    return await importAaf(db, { file: files, ...options, now: now(), onProgress });
  } finally {
    bar.end();
  }
}

/** @returns how many rows were refused. */
function print(report: Report, shown: string, { io }: Surroundings): number {
  const n = (value: number) => value.toLocaleString("fr-FR");
  io.out(
    `${shown} : ${n(report.added)} ajoutées, ${n(report.changed)} modifiées, ${n(report.left)} inchangées, ` +
      `${n(report.closed)} fermées, ${n(report.refused.length)} refusées\n`,
  );
  for (const [what, count] of Object.entries(report.counted ?? {})) io.out(`  ${what} : ${n(count)}\n`);
  if (report.mails)
    for (const [what, count] of Object.entries(report.mails)) io.out(`  adresses ${what} : ${n(count)}\n`);
  for (const { file, line, key, reason } of report.refused.slice(0, 200))
    io.out(`  ${file}:${line ?? "?"}${key ? ` ${key}` : ""} : ${reason}\n`);
  if (report.refused.length > 200)
    io.out(`  … et ${n(report.refused.length - 200)} autres (voir l'annuaire, Imports)\n`);
  return report.refused.length;
}
