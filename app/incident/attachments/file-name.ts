import { oneLine } from "#app/ui/mail/clean.ts";

/** Characters that mean something to a file system, a shell or a header. */
const RISKY = /[<>:"/\\|?*;`$%]/g;

/** A name that is safe to show, to save and to send back, with the ending that the content deserves. */
export function safeName(given: string, ending: string): string {
  const base = oneLine(given.split(/[/\\]/).at(-1) ?? "", 200)
    .replace(RISKY, "_")
    .replace(/^[.\s_]+/, "")
    .replace(/[.\s]+$/, "");
  const stem = base.replace(new RegExp(`\\.${ending === "jpg" ? "jpe?g" : ending}$`, "i"), "");
  return `${Array.from(stem).slice(0, 100).join("") || "piece-jointe"}.${ending}`;
}
