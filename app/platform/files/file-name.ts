/** Characters that mean something to a file system, a shell or a header. */
const RISKY = /[<>:"/\\|?*;`$%]/g;
/** Controls, and marks that would show a name in another order than it is written. */
const UNSEEN = /[\p{Cc}\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]/gu;

/** A name that is safe to show, to save and to send back, with the ending that the content deserves. */
export function safeName(given: string, ending: string): string {
  const base = (given.split(/[/\\]/).at(-1) ?? "")
    .slice(0, 400)
    .replace(/\s+/gu, " ")
    .replace(UNSEEN, "")
    .replace(/\p{Cs}/gu, "\ufffd")
    .trim()
    .replace(RISKY, "_")
    .replace(/^[.\s_]+/, "")
    .replace(/[.\s]+$/, "");
  const stem = base.replace(new RegExp(`\\.${ending === "jpg" ? "jpe?g" : ending}$`, "i"), "");
  return `${Array.from(stem).slice(0, 100).join("") || "piece-jointe"}.${ending}`;
}
