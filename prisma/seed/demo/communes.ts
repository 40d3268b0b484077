import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";

export type Commune = {
  code: string;
  nom: string;
  departement: string;
  siren: string;
  codesPostaux: string[];
  population: number;
};

/** Communes of France as they are; the file is large, so it is read only when the demo is made. */
export async function readCommunes(): Promise<Commune[]> {
  const path = createRequire(import.meta.url).resolve("@etalab/decoupage-administratif/data/communes.json");
  const all = JSON.parse(await readFile(path, "utf8")) as (Commune & { type: string })[];
  return all.filter(
    ({ type, siren, population, codesPostaux }) =>
      type === "commune-actuelle" && siren && population && codesPostaux?.length,
  );
}

/** The most peopled communes of a département. */
export function largest(communes: Commune[], departement: string, n: number): Commune[] {
  return communes
    .filter((one) => one.departement === departement)
    .sort((a, b) => b.population - a.population)
    .slice(0, n);
}
