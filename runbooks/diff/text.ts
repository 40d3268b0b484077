import { diffLines } from "diff";

/** Lines that are in both texts, or in one only. Line numbers count from 1, in the text where the part stands. */
export type TextPart = { kind: "same" | "added" | "removed"; lines: string[]; before: number; after: number };

/** Two texts that differ everywhere are told as one replaced by the other, rather than searched for ever. */
const MAX_MILLISECONDS = 200;

/** What changed between two texts, line by line, in order. */
export function diffTexts(before: string, after: string): TextPart[] {
  const found = diffLines(before, after, { timeout: MAX_MILLISECONDS }) ?? [
    { value: before, added: false, removed: true },
    { value: after, added: true, removed: false },
  ];
  const at = { before: 1, after: 1 };
  return found.map(({ value, added, removed }) => {
    const lines = value.replace(/\n$/, "").split("\n");
    const part: TextPart = { kind: added ? "added" : removed ? "removed" : "same", lines, ...at };
    if (!added) at.before += lines.length;
    if (!removed) at.after += lines.length;
    return part;
  });
}
