/** « Labo virtuel de l’École ! » → `labo-virtuel-de-l-ecole`; empty when nothing of it can be kept. */
export const keyOf = (name: string): string =>
  name
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-+|-+$/g, "")
    .slice(0, 48)
    .replace(/-+$/, "");

/** A name to be found by: small plain letters and digits, one space between words. */
export const searchable = (name: string): string => keyOfAll(name);

const keyOfAll = (name: string) =>
  name
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, " ")
    .trim();
