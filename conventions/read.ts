import { readdir, readFile, stat } from "node:fs/promises";
import { join } from "node:path";
import { type Document, isAlias, isScalar, LineCounter, parseDocument, visit, type YAMLError } from "yaml";
import { crosscheck } from "./crosscheck.ts";
import { explainIssue, explainYaml } from "./explain.ts";
import { locate } from "./locate.ts";
import { type Finding, type Problem, writePath } from "./problem.ts";
import { type Convention, conventionSchema } from "./schema.ts";

export { type Problem, writeProblem } from "./problem.ts";

/** A convention is 40 kB at most; anything near this is not one. */
export const MAX_BYTES = 1024 * 1024;

/** A file with more mistakes than this is not a convention: the rest would teach nothing. */
const MAX_PROBLEMS = 100;

/** What reading one file gives: the convention, or every mistake found in it. */
export type Reading = { ok: true; convention: Convention } | { ok: false; problems: Problem[] };

/** What reading a folder gives; one bad file does not hide the others. */
export interface Library {
  conventions: Convention[];
  problems: Problem[];
}

const tooBig = "Le fichier dépasse 1 Mo ; une convention est bien plus courte, et il n’a pas été lu.";
const notYaml = "On trouve trop de niveaux imbriqués ; on attend une convention.";

function refuse(file: string, message: string): Reading {
  return { ok: false, problems: [{ file, line: 1, path: writePath([]), message }] };
}

// A few nested aliases can unfold into gigabytes, and a file without them is read more easily.
function firstAlias(file: string, document: Document, lines: LineCounter): Problem | undefined {
  let offset: number | undefined;
  visit(document, (_, node) => {
    if (!isAlias(node)) return undefined;
    offset = node.range?.[0] ?? 0;
    return visit.BREAK;
  });
  if (offset === undefined) return undefined;
  const { line, col } = lines.linePos(offset);
  const message = "On trouve un alias ; une convention s’écrit sans alias ni ancre.";
  return { file, line, column: col, path: "(syntaxe)", message };
}

function repeatedKeys(file: string, document: Document, lines: LineCounter): Problem[] {
  const problems: Problem[] = [];
  visit(document, {
    Map: (_, map) => {
      const seen = new Set<string>();
      for (const { key } of map.items) {
        const name = isScalar(key) ? String(key.value) : "";
        if (seen.has(name) && isScalar(key)) {
          const { line, col } = lines.linePos(key.range?.[0] ?? 0);
          const message = `On trouve deux fois la clé « ${name} » dans ce bloc ; on l’attend une seule fois.`;
          problems.push({ file, line, column: col, path: "(syntaxe)", message });
        }
        seen.add(name);
      }
      return problems.length > MAX_PROBLEMS ? visit.BREAK : undefined;
    },
  });
  return problems.slice(0, MAX_PROBLEMS);
}

function syntax(file: string, lines: LineCounter, errors: readonly YAMLError[]): Problem[] {
  return errors.slice(0, MAX_PROBLEMS).map((error) => {
    const { line, col } = lines.linePos(error.pos[0]);
    return { file, line: Math.max(line, 1), column: col, path: "(syntaxe)", message: explainYaml(error) };
  });
}

function place(file: string, document: Document, lines: LineCounter, findings: Finding[]): Problem[] {
  return findings
    .slice(0, MAX_PROBLEMS)
    .map(({ path, message }) => ({ file, ...locate(document, lines, path), path: writePath(path), message }))
    .sort((a, b) => a.line - b.line || a.column - b.column);
}

function read(text: string, file: string): Reading {
  const lines = new LineCounter();
  // The parser's own search for repeated keys and its pretty errors are quadratic: minutes on 1 MB.
  const options = { lineCounter: lines, prettyErrors: false, uniqueKeys: false, version: "1.2" } as const;
  const document = parseDocument(text, options);
  const broken = [...document.errors, ...document.warnings];
  if (broken.length > 0) return { ok: false, problems: syntax(file, lines, broken) };
  if (document.contents === null) return refuse(file, "Le fichier est vide ; on attend une convention.");
  const alias = firstAlias(file, document, lines);
  if (alias) return { ok: false, problems: [alias] };
  const repeated = repeatedKeys(file, document, lines);
  if (repeated.length > 0) return { ok: false, problems: repeated };

  const data: unknown = document.toJS();
  const parsed = conventionSchema.safeParse(data);
  const findings = parsed.success
    ? crosscheck(parsed.data)
    : parsed.error.issues.flatMap((issue) => explainIssue(issue, data));
  if (!parsed.success || findings.length > 0) {
    return { ok: false, problems: place(file, document, lines, findings) };
  }
  return { ok: true, convention: parsed.data };
}

/** Reads one convention from the text of its file; never throws, whatever the text. */
export function readConvention(text: string, fileName: string): Reading {
  if (Buffer.byteLength(text) > MAX_BYTES) return refuse(fileName, tooBig);
  try {
    return read(text, fileName);
  } catch (error) {
    // Thousands of nested brackets exhaust the parser’s stack before it can complain.
    if (error instanceof RangeError) return refuse(fileName, notYaml);
    throw error;
  }
}

async function readFileOnce(dir: string, file: string): Promise<Reading> {
  const path = join(dir, file);
  const { size } = await stat(path);
  if (size > MAX_BYTES) return refuse(file, tooBig);
  const bytes = await readFile(path);
  try {
    return readConvention(new TextDecoder("utf-8", { fatal: true }).decode(bytes), file);
  } catch (error) {
    if (error instanceof TypeError) return refuse(file, "Le fichier n’est pas en UTF-8.");
    throw error;
  }
}

function twice(file: string, convention: Convention, seen: Map<string, string>): Problem[] {
  const id = `${convention.key} ${convention.version}`;
  const first = seen.get(id);
  if (first === undefined) {
    seen.set(id, file);
    return [];
  }
  const message = `La convention « ${convention.key} » du ${convention.version} est déjà dans ${first} ; un avenant porte une autre date d’effet.`;
  return [{ file, line: 1, path: "version", message }];
}

/** Reads every `.yaml` and `.yml` file of a folder, in the order of their names. */
export async function readAll(dir: string): Promise<Library> {
  const library: Library = { conventions: [], problems: [] };
  const seen = new Map<string, string>();
  const files = (await readdir(dir)).filter((name) => /\.ya?ml$/.test(name)).sort();
  for (const file of files) {
    const reading = await readFileOnce(dir, file);
    const problems = reading.ok ? twice(file, reading.convention, seen) : reading.problems;
    library.problems.push(...problems);
    if (reading.ok && problems.length === 0) library.conventions.push(reading.convention);
  }
  return library;
}

/** The mistakes of a folder of conventions, for `npm run check:content`; none when all is well. */
export async function checkConventions(dir: string): Promise<Problem[]> {
  const { conventions, problems } = await readAll(dir);
  if (conventions.length > 0 || problems.length > 0) return problems;
  return [{ file: dir, line: 1, path: writePath([]), message: "Le dossier ne contient aucune convention." }];
}
