/** « Établissement » and « etablissement » are one word to whoever types. */
const plain = (word: string) =>
  word
    .normalize("NFD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .replace(/[^a-z0-9]/g, "");

/** How many letters differ, are missing or are too many (Levenshtein). */
function distance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= b.length; j += 1)
      next[j] = Math.min(
        (row[j] as number) + 1,
        (next[j - 1] as number) + 1,
        (row[j - 1] as number) + (a[i - 1] === b[j - 1] ? 0 : 1),
      );
    row = next;
  }
  return row[b.length] as number;
}

/** The known word that was probably meant, or null when none is near: at most a third of its letters differ. */
export function nearest(word: string, known: readonly string[]): string | null {
  const asked = plain(word).slice(0, 60);
  if (!asked) return null;
  const ranked = known
    .map((name) => ({ name, far: distance(asked, plain(name)), size: plain(name).length }))
    .filter(({ far, size }) => far <= Math.max(1, Math.floor(size / 3)))
    .sort((a, b) => a.far - b.far);
  return ranked[0]?.name ?? null;
}
