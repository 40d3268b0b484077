import { domainToUnicode } from "node:url";

/** Letters of other alphabets, and figures, that are read as Latin ones: each row is read as its first letter. */
const READ_AS = [
  "aаαɑ4", "bвβЬ", "cсϲ", "dԁđ", "eеεё3", "gɡց", "hһհнħ", "iіιı", "jјϳ", "kкκ", "lӏℓ1ł", "mмʍ", "nոηп", "oоοօσ0øӧ", "pрρ",
  "qԛզ", "rгᴦ", "sѕꜱ5ſ", "tтτ7ŧ", "uսυц", "vνѵ", "wԝω", "xхχ", "yуγү", "zᴢ",
]; // biome-ignore format: an alphabet
const twins = new Map(READ_AS.flatMap((row) => [...row].slice(1).map((twin) => [twin, row[0] as string])));

/** A host as an eye reads it: punycode undone, accents dropped, look-alike letters as Latin ones, rn as m. */
export const skeleton = (host: string): string =>
  [...domainToUnicode(host.toLowerCase()).normalize("NFKD").replace(/\p{M}/gu, "")]
    .map((letter) => twins.get(letter) ?? letter)
    .join("")
    .replaceAll("rn", "m")
    .replaceAll("vv", "w");

/** Whether one of its labels mixes letters of two alphabets, which no honest name in France does. */
export const mixesAlphabets = (host: string): boolean =>
  domainToUnicode(host)
    .split(".")
    .some(
      (label) =>
        ["Latin", "Cyrillic", "Greek", "Armenian"].filter((script) =>
          new RegExp(`\\p{Script=${script}}`, "u").test(label),
        ).length > 1,
    );

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
