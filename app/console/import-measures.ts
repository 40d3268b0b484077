import { readFile } from "node:fs/promises";
import { resolve } from "node:path";
import { keepCatalogue } from "#app/homologation/content/keep-catalogue.ts";
import { readCatalogue } from "#app/homologation/content/read-catalogue.ts";
import type { Surroundings } from "./command.ts";

/**
 * `npm run import -- mesures <fichier…>`: catalogues of measures. Twice changes nothing; each refused line is told.
 * @returns the exit code.
 */
export async function importMeasures(
  files: string[],
  around: Surroundings,
  dryRun: boolean,
): Promise<number> {
  const { db, io, now } = around;
  for (const file of files) {
    const startedAt = now();
    const text = await readFile(resolve(io.cwd, file), "utf8");
    const { catalogue, refused, counted } = readCatalogue(file, text);
    const kept = await keepCatalogue(db, catalogue, now(), dryRun);
    const n = (value: number) => value.toLocaleString("fr-FR");
    io.out(
      `${file} : « ${catalogue.title} » version ${catalogue.version}, ${n(kept.added)} ajoutées, ${n(kept.changed)} modifiées, ` +
        `${n(kept.left)} inchangées, ${n(kept.closed)} fermées, ${n(refused.length)} refusées\n`,
    );
    for (const [what, count] of Object.entries(counted)) io.out(`  ${what} : ${n(count)}\n`);
    for (const { line, key, reason } of refused)
      io.out(`  ${file}:${line}${key ? ` ${key}` : ""} : ${reason}\n`);
    if (!dryRun)
      await db.query(
        `insert into import_run (kind, file, hash, counts, refused, started_at, ended_at)
         values ('mesures', $1, $2, $3::jsonb, $4::jsonb, $5, $6)`,
        [
          file,
          catalogue.hash,
          JSON.stringify({
            ...kept,
            counted,
            dryRun,
            mails: { ok: 0, derived: 0, invalid: 0, missing: 0 },
            policy: "Une ligne fautive est refusée et nommée, les autres sont importées.",
          }),
          JSON.stringify(refused.map((one) => ({ file, ...one }))),
          startedAt.toISOString(),
          now().toISOString(),
        ],
      );
  }
  return 0;
}
