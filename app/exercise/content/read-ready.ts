import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { LineCounter, parseDocument } from "yaml";
import { projectRoot } from "#app/platform/root.ts";
import { type ReadyExercise, readyExerciseSchema } from "./schema.ts";

export type ReadyProblem = { file: string; line: number; what: string };
type Read = { exercise: ReadyExercise } | { problems: ReadyProblem[] };

/** One ready exercise from its text, or all that is wrong with it, by line. */
export function readReady(file: string, text: string): Read {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines });
  const lineAt = (offset = 0) => lines.linePos(offset).line;
  if (document.errors.length > 0)
    return {
      problems: document.errors.map(({ message, pos }) => ({
        file,
        line: lineAt(pos[0]),
        what: message.split("\n")[0] ?? "YAML illisible",
      })),
    };
  const parsed = readyExerciseSchema.safeParse(document.toJS({ maxAliasCount: 0 }));
  if (!parsed.success)
    return {
      problems: parsed.error.issues.map(({ path, message }) => {
        const node = document.getIn(path as (string | number)[], true) as { range?: [number] } | undefined;
        return { file, line: lineAt(node?.range?.[0]), what: `${path.join(".")} : ${message}` };
      }),
    };
  const problems = disorder(parsed.data).map((what) => ({ file, line: 1, what }));
  return problems.length > 0 ? { problems } : { exercise: parsed.data };
}

/** What a schema cannot say: keys once, in the order of time. */
function disorder({ stimuli, grille, sieges }: ReadyExercise): string[] {
  const said: string[] = [];
  for (const list of [stimuli, grille]) {
    const keys = list.map(({ cle }) => cle);
    for (const key of keys)
      if (keys.indexOf(key) !== keys.lastIndexOf(key)) said.push(`clé répétée : ${key}`);
  }
  stimuli.forEach(({ cle, a, pour }, n) => {
    if (a < (stimuli[n - 1]?.a ?? 0)) said.push(`${cle} : le chronogramme se lit dans l’ordre du temps`);
    for (const seat of pour)
      if (!sieges.includes(seat)) said.push(`${cle} : le siège « ${seat} » ne joue pas`);
  });
  return [...new Set(said)];
}

/** One of them as its author wrote it, for whoever writes their own. */
export const exampleText = (): Promise<string> =>
  readFile(join(projectRoot, "exercices", "indisponibilite.yaml"), "utf8");

/**
 * The ready exercises that come with the console, in the order of their titles.
 * @param runbooks keys of the known procedures, where an exercise on another is a mistake.
 */
export async function readyExercises(
  folder = join(projectRoot, "exercices"),
  runbooks?: string[],
): Promise<{ exercises: ReadyExercise[]; problems: ReadyProblem[] }> {
  const files = (await readdir(folder).catch(() => [])).filter((name) => name.endsWith(".yaml")).sort();
  const exercises: ReadyExercise[] = [];
  const problems: ReadyProblem[] = [];
  for (const name of files) {
    const file = join("exercices", name);
    const read = readReady(file, await readFile(join(folder, name), "utf8"));
    if ("problems" in read) problems.push(...read.problems);
    else if (runbooks && !runbooks.includes(read.exercise.procedure))
      problems.push({ file, line: 1, what: `procédure inconnue : ${read.exercise.procedure}` });
    else if (read.exercise.stimuli.length < 8 || read.exercise.stimuli.length > 15)
      problems.push({ file, line: 1, what: "un exercice prêt a de 8 à 15 stimuli" });
    else exercises.push(read.exercise);
  }
  return { exercises: exercises.sort((a, b) => a.titre.localeCompare(b.titre, "fr")), problems };
}
