import { domainToUnicode } from "node:url";

/** Letters of other alphabets and figures that are read as Latin ones. */
const twins: Record<string, string> = {
  а: "a",
  е: "e",
  о: "o",
  р: "p",
  с: "c",
  у: "y",
  х: "x",
  і: "i",
  ј: "j",
  ѕ: "s",
  ԁ: "d",
  ɡ: "g",
  ո: "n",
  ν: "v",
  ο: "o",
  α: "a",
  ι: "i",
  "0": "o",
  "1": "l",
  "3": "e",
  "5": "s",
};

/** A host as an eye reads it: punycode undone, accents dropped, look-alike letters as Latin ones, rn as m. */
export const skeleton = (host: string): string =>
  [...domainToUnicode(host.toLowerCase()).normalize("NFKD").replace(/\p{M}/gu, "")]
    .map((letter) => twins[letter] ?? letter)
    .join("")
    .replaceAll("rn", "m")
    .replaceAll("vv", "w");

/** Letters to change, add, leave out or swap with the next to go from one to the other (optimal string alignment). */
export function distance(a: string, b: string): number {
  const rows: number[][] = [Array.from({ length: b.length + 1 }, (_, n) => n)];
  const at = (i: number, j: number) => rows[i]?.[j] as number;
  for (let i = 1; i <= a.length; i += 1) {
    rows.push([i]);
    for (let j = 1; j <= b.length; j += 1) {
      const swapped = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
      (rows[i] as number[])[j] = Math.min(
        at(i - 1, j) + 1,
        at(i, j - 1) + 1,
        at(i - 1, j - 1) + (a[i - 1] === b[j - 1] ? 0 : 1),
        swapped ? at(i - 2, j - 2) + 1 : Number.POSITIVE_INFINITY,
      );
    }
  }
  return at(a.length, b.length);
}

/** A known host that this one may be taken for, without being it; null when none. */
export function looksLike(host: string, known: readonly string[]): string | null {
  const seen = skeleton(host);
  for (const other of known) {
    if (other === host || sameSite(host, other)) continue;
    const target = skeleton(other);
    if (seen === target || nearly(seen, target) || elsewhere(seen, target)) return other;
  }
  return null;
}

/** Short names differ by a letter all the time; from seven on it is no chance. */
const nearly = (seen: string, target: string) =>
  seen.length > 6 && Math.abs(seen.length - target.length) < 2 && distance(seen, target) <= 1;

/** The same name under another ending: pronote.fr and pronote.app. */
const elsewhere = (seen: string, target: string) => {
  const [a, b] = [siteOf(seen), siteOf(target)];
  return a.length > 4 && a === b;
};

/** The name that was registered, without its ending: « labo » of www.labo.fr. */
const siteOf = (host: string) => host.split(".").at(-2) ?? "";

/** a.exemple.fr and b.exemple.fr belong to the same owner: one is no imitation of the other. */
const sameSite = (a: string, b: string) =>
  a.split(".").slice(-2).join(".") === b.split(".").slice(-2).join(".");
