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

/** Letters to change, add or leave out to go from one to the other. */
export function distance(a: string, b: string): number {
  let before = Array.from({ length: b.length + 1 }, (_, n) => n);
  for (let i = 1; i <= a.length; i += 1) {
    const row = [i];
    for (let j = 1; j <= b.length; j += 1)
      row[j] = Math.min(
        (before[j] as number) + 1,
        (row[j - 1] as number) + 1,
        (before[j - 1] as number) + (a[i - 1] === b[j - 1] ? 0 : 1),
      );
    before = row;
  }
  return before[b.length] as number;
}

/** A known host that this one may be taken for, without being it; null when none. */
export function looksLike(host: string, known: readonly string[]): string | null {
  const seen = skeleton(host);
  for (const other of known) {
    if (other === host || sameSite(host, other)) continue;
    const target = skeleton(other);
    if (
      seen === target ||
      (seen.length > 6 && Math.abs(seen.length - target.length) < 2 && distance(seen, target) <= 1)
    )
      return other;
  }
  return null;
}

/** a.exemple.fr and b.exemple.fr belong to the same owner: one is no imitation of the other. */
const sameSite = (a: string, b: string) =>
  a.split(".").slice(-2).join(".") === b.split(".").slice(-2).join(".");
