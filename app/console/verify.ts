import { resolve } from "node:path";
import { parseArgs } from "node:util";
import { type Verified, verify } from "#app/engine/journal/verify.ts";
import { verifyExport } from "#app/incident/evidence/verify-export.ts";
import type { Command } from "./command.ts";
import { progress } from "./progress.ts";

export const verifyCommand: Command = {
  name: "verify",
  database: true,
  help: `npm run verify [-- --export FICHIER]

  Contrôle chaque chaîne du journal et chaque sceau, de la base ou d'un export.
  Sort avec 1 et la première entrée fausse s'il y en a une.
`,
  async run(args, { db, io }) {
    const { values } = parseArgs({ args, options: { export: { type: "string" } } });
    const bar = progress(io, "entrées");
    const result: Verified & { notes?: string[] } = values.export
      ? await verifyExport(resolve(io.cwd, values.export))
      : await verify(db, (entries) => bar.at(entries));
    bar.end();
    for (const note of result.notes ?? []) io.out(`${note}\n`);
    const { entries, chains, seals, seconds, bad } = result;
    const speed = Math.round(entries / Math.max(seconds, 0.001));
    io.out(
      `${entries} entrées, ${chains} chaînes, ${seals} sceaux contrôlés en ${seconds.toFixed(2)} s (${speed}/s)\n`,
    );
    if (!bad) io.out("Journal intègre.\n");
    else io.err(`Première entrée fausse : dossier ${bad.dossier}, entrée ${bad.seq} : ${bad.why}\n`);
    return bad ? 1 : 0;
  },
};
