import { resolve } from "node:path";
import { parseArgs } from "node:util";
import { exportEvidence } from "#app/incident/evidence/export-evidence.ts";
import { type Command, Misused } from "./command.ts";

export const exportCommand: Command = {
  name: "export",
  database: true,
  help: `npm run export -- --dossier REF --out FICHIER.zip

  Écrit le dossier de preuve : journal, envois, pièces jointes, sceaux, et une page qui contrôle tout hors ligne.
`,
  async run(args, { db, io }) {
    const text = { type: "string" as const };
    const { values } = parseArgs({ args, options: { dossier: text, out: text } });
    if (!values.dossier || !values.out) throw new Misused("Il faut --dossier et --out.");
    await exportEvidence(db, { ref: values.dossier, out: resolve(io.cwd, values.out) });
    io.out(`${values.out}\n`);
    return 0;
  },
};
