import type { LogLine } from "#machines/crisis/v1/room.ts";
import { type LogKind, logKindSchema } from "#machines/crisis/v1/words.ts";

/** What the main courante is narrowed to, as the address says it. */
export type LogFilter = {
  kinds: LogKind[];
  /** Kind of organisation of the author: a party. */
  party: string;
  text: string;
  /** Typed lines alone, without what else the journal holds. */
  typed: boolean;
};

export function filterOf(search: URLSearchParams): LogFilter {
  const asked = search.getAll("nature");
  return {
    kinds: logKindSchema.options.filter((kind) => asked.includes(kind)),
    party: search.get("partie") ?? "",
    text: (search.get("texte") ?? "").trim(),
    typed: search.get("saisies") === "1",
  };
}

const plain = (text: string) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();

/**
 * @param said what the line says, in French: whoever searches looks for the words that they read.
 */
export function fits(filter: LogFilter, line: LogLine, said: (line: LogLine) => string): boolean {
  const { kinds, party, text, typed } = filter;
  if (typed && line.type !== "log.entered") return false;
  if (kinds.length > 0 && !kinds.some((kind) => line.type === "log.entered" && line.data.kind === kind))
    return false;
  if (party && line.by.organisation?.kind !== party) return false;
  return !text || plain(`${said(line)} ${line.by.name}`).includes(plain(text));
}

export const isFiltered = ({ kinds, party, text, typed }: LogFilter) =>
  kinds.length > 0 || party !== "" || text !== "" || typed;

/** Entry number → the entry that corrects it last. */
export function correctionsOf(lines: readonly LogLine[]): Map<number, number> {
  const corrected = new Map<number, number>();
  for (const { seq, data } of lines) if (typeof data.corrects === "number") corrected.set(data.corrects, seq);
  return corrected;
}
