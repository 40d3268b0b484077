import { readFile, stat } from "node:fs/promises";
import { basename, resolve } from "node:path";
import { badHosts } from "#app/messages/whitelist-hosts.ts";
import { importHosts, previewHosts, textOf } from "#app/whitelist/bad-hosts/import-hosts.ts";
import { LARGEST_LIST } from "#app/whitelist/bad-hosts/read-hosts.ts";
import type { Surroundings } from "./command.ts";

/**
 * `npm run import -- hotes-signales <fichier…>`: lists of known-bad hosts, each named by its file unless `--source`
 * says otherwise; a list of the same name is replaced. @returns the exit code.
 */
export async function importHostLists(
  files: string[],
  { db, io, now }: Surroundings,
  { dryRun, source: given }: { dryRun: boolean; source: string | undefined },
): Promise<number> {
  const n = (value: number) => value.toLocaleString("fr-FR");
  for (const file of files) {
    const path = resolve(io.cwd, file);
    const { size } = await stat(path);
    if (size > LARGEST_LIST) throw new Error(`${file} : ${n(LARGEST_LIST / 1e6)} Mo au plus.`);
    const text = textOf(await readFile(path));
    const source = (given ?? basename(file).replace(/\.[^.]+$/, "")).slice(0, 60);
    const made = dryRun
      ? await previewHosts(db, { source, text })
      : await importHosts(db, { source, file, text }, now());
    io.out(
      `${file} : liste « ${source} », ${n(made.read)} lues, ${n(made.added)} ajoutées, ${n(made.changed)} modifiées, ` +
        `${n(made.left)} inchangées, ${n(made.removed)} retirées, ${n(made.twice)} en double, ${n(made.refused.length)} refusées\n`,
    );
    for (const { ref, title } of made.touched) io.out(`  concerne ${ref} ${title}\n`);
    for (const { line, text: said, reason } of made.refused.slice(0, 200))
      io.out(`  ${file} : ${badHosts.line(line, said, reason)}\n`);
    if (made.refused.length > 200) io.out(`  ${badHosts.more(made.refused.length - 200)}\n`);
  }
  return 0;
}
