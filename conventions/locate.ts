import {
  type Document,
  isCollection,
  isMap,
  isPair,
  isScalar,
  isSeq,
  type LineCounter,
  type Node,
} from "yaml";
import type { Path } from "./problem.ts";

/** A line and a column, counted from 1. */
export interface Position {
  line: number;
  column: number;
}

type Found = { at: Node | null; below: unknown };

function step(node: unknown, key: string | number): Found | undefined {
  if (isSeq(node) && typeof key === "number") {
    const item = node.items[key];
    return item === undefined ? undefined : { at: item as Node, below: item };
  }
  if (!isMap(node)) return undefined;
  const pair = node.items.find((p) => isPair(p) && isScalar(p.key) && String(p.key.value) === String(key));
  return pair === undefined ? undefined : { at: pair.key as Node, below: pair.value };
}

/**
 * The position of a path in the file. A key that is missing has no place of its
 * own: the nearest thing that exists around it is shown instead. A key shows its
 * own line rather than its value’s, since that is where an author looks.
 */
export function locate(document: Document, lines: LineCounter, path: Path): Position {
  let node: unknown = document.contents;
  let at: Node | null = isCollection(node) ? node : null;
  for (const key of path) {
    const found = step(node, key);
    if (!found) break;
    at = found.at;
    node = found.below;
  }
  const { line, col } = lines.linePos(at?.range?.[0] ?? 0);
  return { line: Math.max(line, 1), column: Math.max(col, 1) };
}
