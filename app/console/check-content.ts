import { join } from "node:path";
import { projectRoot } from "#app/platform/root.ts";
import { checkConventions, writeProblem } from "#conventions/read.ts";
import type { Command } from "./command.ts";

export const checkContentCommand: Command = {
  name: "check:content",
  database: false,
  help: `npm run check:content

  Contrôle conventions/ (et runbooks/ quand il y en aura) ; erreurs en fichier:ligne.
`,
  async run(_, { io }) {
    const problems = await checkConventions(join(projectRoot, "conventions"));
    for (const problem of problems) io.err(`${writeProblem(problem)}\n`);
    if (problems.length === 0) io.out("Contenus valides.\n");
    return problems.length === 0 ? 0 : 1;
  },
};
