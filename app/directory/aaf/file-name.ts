import { basename } from "node:path";

/** What the name of an AAF file says: who asked for it, everything or changes only, and which records. */
export type AafFile = { prefix: string; complete: boolean; date: string | null; category: string | null };

const NAME = /^(.*?)_?(Complet|Delta)_(\d{8})(?:_([A-Za-z]+))?(?:_\d+)?/i;

/** A file whose name does not say « Complet » is taken as a Delta: it can then close nothing by omission. */
export function readFileName(name: string): AafFile {
  const found = NAME.exec(basename(name.replace(/\\/g, "/")));
  if (!found) return { prefix: "AAF", complete: false, date: null, category: null };
  const [, prefix, kind, date, category] = found;
  return {
    prefix: prefix || "AAF",
    complete: /^complet$/i.test(kind ?? ""),
    date: date ?? null,
    category: category ?? null,
  };
}
