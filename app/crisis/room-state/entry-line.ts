import type { LogKind } from "#machines/crisis/v1/words.ts";

/** First letter typed on the entry line, and the kind that it stands for. */
export const kindLetters: Record<string, LogKind> = {
  f: "fait",
  h: "hypothese",
  d: "decision",
  a: "action",
  c: "communication",
};

/**
 * « d couper la messagerie » or « d: couper »: the kind, and what remains. A capital letter begins a sentence
 * (« A appelé le 17 »), so it is left alone.
 * @returns null when the text begins with no such letter.
 */
export function readPrefix(text: string): { kind: LogKind; rest: string } | null {
  const found = /^([fhdac])(?:\s?:\s?|\s)/.exec(text);
  const kind = found && kindLetters[found[1] ?? ""];
  return found && kind ? { kind, rest: text.slice(found[0].length) } : null;
}
