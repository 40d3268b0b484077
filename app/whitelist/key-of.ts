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

/** A name to be found by. */
export { plainName as searchable } from "#machines/whitelist-request/v1/claims.ts";
