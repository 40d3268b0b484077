import { createHash } from "node:crypto";
import { readdir, readFile, stat } from "node:fs/promises";
import { join } from "node:path";
import { Places } from "./places.ts";
import type { RunbookProblem } from "./problem.ts";
import { readBody } from "./read/body.ts";
import { Desk } from "./read/desk.ts";
import { explainIssue } from "./read/explain.ts";
import { readFront } from "./read/front.ts";
import { hostile, MAX_BYTES } from "./read/hostile.ts";
import { type Runbook, runbookSchema } from "./schema.ts";

export { type RunbookProblem, writeRunbookProblem } from "./problem.ts";
export { MAX_BYTES };

/** A runbook, the text it was read from, the SHA-256 of that text, and where each part stands in it. */
export type RunbookRead = { ok: true; runbook: Runbook; hash: string; text: string; places: Places };
export type RunbookReading = RunbookRead | { ok: false; problems: RunbookProblem[] };

/** A file with more mistakes than this is not a runbook: the rest would teach nothing. */
export const MAX_PROBLEMS = 100;

/**
 * Reads one runbook from the text of its file. Every mistake is told at once, with its line; never throws, whatever
 * the text. Line ends are made `\n` first, so that the same words have the same hash on any system.
 */
export function readRunbook(file: string, text: string): RunbookReading {
  const clean = text.replace(/^\uFEFF/, "").replace(/\r\n?/g, "\n");
  const refused = hostile(file, clean);
  if (refused.length > 0) return { ok: false, problems: refused };
  try {
    return read(file, clean);
  } catch (error) {
    // Nesting beyond the stack of a parser.
    if (!(error instanceof RangeError)) throw error;
    const mistake = { what: "on trouve trop de niveaux imbriqués", expected: "un runbook" };
    return { ok: false, problems: [{ file, line: 1, where: "le fichier", ...mistake }] };
  }
}

function read(file: string, text: string): RunbookReading {
  const places = new Places(file);
  const desk = new Desk(text, places);
  const { data, body } = readFront(desk);
  const draft = { ...data, ...readBody(desk, body, data.title) };
  const parsed = runbookSchema.safeParse(draft);
  const findings = parsed.error?.issues.flatMap((issue) => explainIssue(issue, draft)) ?? [];
  const problems = [
    ...desk.problems,
    ...findings.filter(({ path }) => !places.told(path)).map((finding) => places.problem(finding)),
  ].sort((a, b) => a.line - b.line);
  if (!parsed.success || problems.length > 0) return { ok: false, problems: problems.slice(0, MAX_PROBLEMS) };
  const hash = createHash("sha256").update(text).digest("hex");
  return { ok: true, runbook: parsed.data, hash, text, places };
}

/** Reads one file of a folder; `file` is shown as it is in problems. */
async function readRunbookFile(folder: string, file: string): Promise<RunbookReading> {
  const path = join(folder, file);
  const refuse = (what: string, expected: string): RunbookReading => ({
    ok: false,
    problems: [{ file, line: 1, where: "le fichier", what, expected }],
  });
  if ((await stat(path)).size > MAX_BYTES)
    return refuse("le fichier est trop gros", `au plus ${MAX_BYTES / 1024} ko`);
  try {
    return readRunbook(file, new TextDecoder("utf-8", { fatal: true }).decode(await readFile(path)));
  } catch (error) {
    if (error instanceof TypeError) return refuse("le fichier n’est pas en UTF-8", "un texte en UTF-8");
    throw error;
  }
}

/** What reading a folder gives; one bad file does not hide the others. */
export type RunbookLibrary = { read: (RunbookRead & { file: string })[]; problems: RunbookProblem[] };

/** Reads every `.md` file of a folder, in the order of their names; a key used by two files is a problem. */
export async function readAllRunbooks(folder: string): Promise<RunbookLibrary> {
  const library: RunbookLibrary = { read: [], problems: [] };
  const files = (await readdir(folder)).filter((name) => name.endsWith(".md")).sort();
  for (const file of files) {
    const reading = await readRunbookFile(folder, file);
    if (!reading.ok) {
      library.problems.push(...reading.problems);
      continue;
    }
    const { key } = reading.runbook;
    const twin = library.read.find(({ runbook }) => runbook.key === key);
    const mistake = twin
      ? { what: `la clé « ${key} » est déjà celle de ${twin.file}`, expected: "une clé par fichier" }
      : { what: `la clé « ${key} » n’est pas le nom du fichier`, expected: `un fichier ${key}.md` };
    if (twin || file !== `${key}.md`)
      library.problems.push(reading.places.problem({ path: ["key"], ...mistake }));
    else library.read.push({ ...reading, file });
  }
  return library;
}
