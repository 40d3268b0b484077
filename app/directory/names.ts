/** Lower case, no accents, words joined by dashes: `La Réunion` → `la-reunion`. */
export function slug(text: string): string {
  return text
    .normalize("NFD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .replace(/œ/g, "oe")
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-|-$/g, "");
}

/**
 * What two writings of a circonscription have in common, for matching only:
 * « Circonscription d'inspection du 1er degré des Mureaux » and « IEN LES MUREAUX » are one.
 */
export function circonscriptionSlug(name: string): string {
  const words = slug(name)
    .replace(/^(circonscription-)?(d-inspection-)?(du-1er-degre-?)?/, "")
    .replace(/^(ien|circonscription)-/, "")
    .split("-")
    .map((word) => (word === "saint" ? "st" : word === "sainte" ? "ste" : word));
  while (words.length > 1 && /^(de|du|des|d|la|le|les|l)$/.test(words[0] ?? "")) words.shift();
  return words.join("-");
}

/** Key of a circonscription whose UAI is not known. */
export const circonscriptionKey = (departement: string, name: string) =>
  `ien-${departement.toLowerCase()}-${circonscriptionSlug(name)}`.slice(0, 100);

/** Spaces squeezed, control characters out (PostgreSQL refuses NUL), null when nothing is left. */
export function clean(text: string | undefined): string | null {
  if (!text) return null;
  const cleaned = text.replace(/[\p{Cc}\s]+/gu, " ").trim();
  return cleaned || null;
}
