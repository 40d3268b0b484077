import { isAlias, isMap, isScalar, LineCounter, parseDocument, visit } from "yaml";
import { locate } from "#conventions/locate.ts";
import { writePath } from "#conventions/problem.ts";
import type { Desk } from "./desk.ts";

const where = "en-tête";
const pattern = /^---[ \t]*\n([\s\S]*?\n)??---[ \t]*(?:\n|$)/;

/** Told once as missing or unreadable, rather than one by one. */
const frontKeys = ["key", "version", "title", "summary", "categories", "lock"];

/** Filled by the body: a front matter that gives them too would say things twice. */
const fromBody = ["triggers", "activation", "exit", "phases", "templates"];

/**
 * Reads what stands between the first two `---`.
 * @returns its data, and the text with the front matter blanked so that lines and offsets stay those of the file.
 */
export function readFront(desk: Desk): { data: Record<string, unknown>; body: string } {
  const [whole, yaml = ""] = pattern.exec(desk.text) ?? [];
  if (whole === undefined) {
    const what = desk.text.startsWith("---") ? "l’en-tête n’est pas fermé" : "le fichier n’a pas d’en-tête";
    desk.refuse([], 1, where, { what, expected: "des lignes « clé: valeur » entre deux lignes « --- »" });
    for (const key of frontKeys) desk.places.tell([key]);
    return { data: {}, body: desk.text };
  }
  const body = whole.replace(/[^\n]/g, " ") + desk.text.slice(whole.length);
  return { data: readYaml(desk, yaml), body };
}

function readYaml(desk: Desk, yaml: string): Record<string, unknown> {
  const lines = new LineCounter();
  const document = parseDocument(yaml, { lineCounter: lines, prettyErrors: false, uniqueKeys: false });
  const lineAt = (offset: number) => lines.linePos(offset).line + 1;
  const broken = (offset: number, what: string, expected: string) => {
    desk.refuse([], lineAt(offset), where, { what, expected });
    for (const key of frontKeys) desk.places.tell([key]);
  };

  for (const error of [...document.errors, ...document.warnings].slice(0, 20))
    broken(error.pos[0], `ce n’est pas du YAML correct (${error.code})`, "des lignes « clé: valeur »");
  if (desk.problems.length > 0) return {};
  visit(document, {
    Node: (_, node) => {
      if (!isAlias(node)) return undefined;
      broken(node.range?.[0] ?? 0, "on trouve un alias", "un en-tête sans alias ni ancre");
      return visit.BREAK;
    },
    Map: (_, map) => {
      const seen = new Set<string>();
      for (const { key } of map.items) {
        const name = isScalar(key) ? String(key.value) : "";
        if (seen.has(name) && isScalar(key))
          broken(key.range?.[0] ?? 0, `on trouve deux fois la clé « ${name} »`, "chaque clé une seule fois");
        seen.add(name);
      }
    },
  });
  if (desk.problems.length > 0) return {};
  if (!isMap(document.contents)) {
    broken(0, "l’en-tête n’est pas une liste de clés", "des lignes « clé: valeur »");
    return {};
  }

  const data = document.toJS() as Record<string, unknown>;
  notePlaces(desk, data, (path) => locate(document, lines, path).line + 1);
  for (const key of fromBody.filter((one) => one in data)) {
    const mistake = {
      what: `la clé « ${key} » est dans l’en-tête`,
      expected: "qu’elle vienne du corps du fichier",
    };
    desk.refuse([key], desk.places.of([key]).line, where, mistake);
    delete data[key];
  }
  return data;
}

function notePlaces(
  desk: Desk,
  value: unknown,
  lineOf: (path: (string | number)[]) => number,
  path: (string | number)[] = [],
): void {
  if (path.length > 0) desk.places.note(path, lineOf(path), `${where}, ${writePath(path)}`);
  if (typeof value !== "object" || value === null) return;
  const entries: [string | number, unknown][] = Array.isArray(value)
    ? [...value.entries()]
    : Object.entries(value);
  for (const [key, below] of entries.slice(0, 200)) notePlaces(desk, below, lineOf, [...path, key]);
}
