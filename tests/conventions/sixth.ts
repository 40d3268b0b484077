import { readFileSync } from "node:fs";
import { type Problem, readConvention } from "#conventions/read.ts";

/** The tiny convention the stories start from. */
export const sixth = readFileSync(new URL("./sixth.yaml", import.meta.url), "utf8");

/** The sixth convention with one edit, which must really apply. */
export function sixthWith(before: string, after: string): string {
  if (!sixth.includes(before)) throw new Error(`not in sixth.yaml: ${before}`);
  return sixth.replace(before, after);
}

/** The problems of a text, none when it is a convention. */
export function problemsOf(text: string): Problem[] {
  const reading = readConvention(text, "sixth.yaml");
  return reading.ok ? [] : reading.problems;
}

/** The line, from 1, on which a piece of text stands. */
export function lineOf(text: string, piece: string): number {
  const offset = text.indexOf(piece);
  if (offset < 0) throw new Error(`not in the text: ${piece}`);
  return text.slice(0, offset).split("\n").length;
}
