import { readFile, stat } from "node:fs/promises";
import { resolve } from "node:path";
import { draftRunbooks } from "#app/runbook/commands/ensure-runbooks.ts";
import { importRunbook, knownWords } from "#app/runbook/import-runbook.ts";
import type { Convention } from "#conventions/schema.ts";
import { MAX_BYTES, writeRunbookProblem } from "#runbooks/read.ts";
import { actionsOf } from "#runbooks/schema.ts";
import type { Surroundings } from "./command.ts";

/** `npm run import -- runbook <fichier…>`: one line a file. @returns the exit code, 1 when a file was refused. */
export async function importRunbooks(
  files: string[],
  around: Surroundings,
  dryRun: boolean,
): Promise<number> {
  const { db, io, now } = around;
  const rows = await db.query<{ body: Convention }>("select body from convention");
  const known = rows.length > 0 ? knownWords(rows.map(({ body }) => body)) : undefined;
  let refused = 0;
  for (const file of files) {
    const path = resolve(io.cwd, file);
    if ((await stat(path)).size > MAX_BYTES)
      throw new Error(`${file} : au plus ${MAX_BYTES / 1024} ko pour un runbook.`);
    const result = await importRunbook(db, {
      file,
      text: await readFile(path, "utf8"),
      now: now(),
      dryRun,
      ...(known ? { known } : {}),
    });
    for (const problem of result.ok ? result.warnings : result.problems)
      io.err(`${writeRunbookProblem(problem)}\n`);
    if (!result.ok) {
      refused += 1;
      io.out(`${file} : refusé, rien n'est changé\n`);
      continue;
    }
    const { runbook, hash, added } = result;
    if (!dryRun) await draftRunbooks(db, [hash], now());
    const state = added ? (dryRun ? "serait ajouté" : "ajouté") : "déjà connu";
    const counted = `${runbook.phases.length} phases, ${actionsOf(runbook).length} étapes et décisions`;
    io.out(
      `${file} : ${state}, « ${runbook.title} » version ${runbook.version}, ${counted}, ${hash.slice(0, 12)}\n`,
    );
  }
  return refused > 0 ? 1 : 0;
}
