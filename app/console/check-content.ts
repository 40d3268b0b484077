import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { readyExercises } from "#app/exercise/content/read-ready.ts";
import { readContent, writeContentProblem } from "#app/homologation/content/read-content.ts";
import { projectRoot } from "#app/platform/root.ts";
import { knownWords } from "#app/runbook/import-runbook.ts";
import { checkConventions, readAll, writeProblem } from "#conventions/read.ts";
import { checkRunbooks } from "#runbooks/check.ts";
import { writeRunbookProblem } from "#runbooks/read.ts";
import type { Command } from "./command.ts";

export const checkContentCommand: Command = {
  name: "check:content",
  database: false,
  help: `npm run check:content

  Contrôle conventions/, runbooks/, homologations/ et exercices/ ; erreurs en fichier:ligne. Un avertissement ne refuse rien.
`,
  async run(_, { io }) {
    const conventions = join(projectRoot, "conventions");
    const problems = await checkConventions(conventions);
    for (const problem of problems) io.err(`${writeProblem(problem)}\n`);
    const known = knownWords((await readAll(conventions)).conventions);
    const runbookProblems = await checkRunbooks(join(projectRoot, "runbooks"), known);
    for (const problem of runbookProblems) io.err(`${writeRunbookProblem(problem)}\n`);
    const { problems: homologation } = await readContent();
    for (const problem of homologation) io.err(`${writeContentProblem(problem)}\n`);
    const runbooks = (await readdir(join(projectRoot, "runbooks"))).flatMap((name) =>
      name.endsWith(".md") ? [name.slice(0, -3)] : [],
    );
    const { problems: exercises } = await readyExercises(undefined, runbooks);
    for (const { file, line, what } of exercises) io.err(`${file}:${line}: ${what}\n`);
    const wrong =
      problems.length +
      homologation.length +
      exercises.length +
      runbookProblems.filter(({ warning }) => !warning).length;
    if (wrong === 0) io.out("Contenus valides.\n");
    return wrong === 0 ? 0 : 1;
  },
};
