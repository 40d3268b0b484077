import { diffArrays, diffWordsWithSpace } from "diff";

type Part = { text: string; changed: boolean };
/** A line of the comparison; a changed line is told as one removed and one added, with the words that differ. */
export type DiffLine =
  | { kind: "same"; text: string }
  | { kind: "skipped"; count: number }
  | { kind: "added" | "removed"; parts: Part[] };
export type TextDiff = { lines: DiffLine[]; added: number; removed: number };

/** Unchanged lines kept around a change. */
const AROUND = 2;

/** What changed from one text to another, by lines, and by words within a line that was changed. */
export function textDiff(before: string, after: string): TextDiff {
  const lines: DiffLine[] = [];
  const changes = diffArrays(before.split("\n"), after.split("\n"));
  for (let n = 0; n < changes.length; n += 1) {
    const { value, added, removed } = changes[n] as (typeof changes)[number];
    const next = changes[n + 1];
    if (removed && next?.added) {
      lines.push(...changed(value, next.value));
      n += 1;
    } else if (added || removed)
      for (const text of value)
        lines.push({ kind: added ? "added" : "removed", parts: [{ text, changed: false }] });
    else lines.push(...around(value, n === 0, n === changes.length - 1));
  }
  const count = (kind: DiffLine["kind"]) => lines.filter((line) => line.kind === kind).length;
  return { lines, added: count("added"), removed: count("removed") };
}

/** Lines replaced by others, in pairs as far as they go. */
function changed(before: string[], after: string[]): DiffLine[] {
  const lines: DiffLine[] = [];
  for (let n = 0; n < Math.max(before.length, after.length); n += 1) {
    const [old, fresh] = [before[n], after[n]];
    const words = old !== undefined && fresh !== undefined ? diffWordsWithSpace(old, fresh) : null;
    const parts = (side: "added" | "removed", text: string): Part[] =>
      words
        ? words
            .filter((one) => one[side] || (!one.added && !one.removed))
            .map((one) => ({ text: one.value, changed: one[side] }))
        : [{ text, changed: false }];
    if (old !== undefined) lines.push({ kind: "removed", parts: parts("removed", old) });
    if (fresh !== undefined) lines.push({ kind: "added", parts: parts("added", fresh) });
  }
  return lines;
}

function around(lines: string[], first: boolean, last: boolean): DiffLine[] {
  const [head, tail] = [first ? 0 : AROUND, last ? 0 : AROUND];
  const same = (text: string): DiffLine => ({ kind: "same", text });
  if (lines.length <= head + tail + 1) return lines.map(same);
  return [
    ...lines.slice(0, head).map(same),
    { kind: "skipped", count: lines.length - head - tail },
    ...(tail ? lines.slice(-tail).map(same) : []),
  ];
}
