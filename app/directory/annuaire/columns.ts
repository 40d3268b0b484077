import { slug } from "../names.ts";

/** What the import reads in an annuaire, and the names each publication gives it (2020, 2024 and after, consolidated). */
const NAMES = {
  uai: ["identifiant-de-l-etablissement", "uai"],
  name: ["nom-etablissement", "nom"],
  type: ["type-etablissement", "type"],
  nature: ["libelle-nature", "nature"],
  sector: ["statut-public-prive", "secteur"],
  street: ["adresse-1", "adresse"],
  postalCode: ["code-postal"],
  communeInsee: ["code-commune", "code-insee"],
  communeName: ["nom-commune", "commune"],
  communeSiren: ["siren-commune"],
  departement: ["code-departement"],
  academie: ["libelle-academie", "academie"],
  region: ["libelle-region"],
  phone: ["telephone"],
  mail: ["mail"],
  mailOrigin: ["mail-origine"],
  siret: ["siren-siret", "siret"],
  pupils: ["nombre-d-eleves", "effectifs"],
  state: ["etat"],
  circonscriptionCode: ["code-circonscription"],
  circonscriptionName: ["nom-circonscription", "circonscription"],
} as const;
export type Column = keyof typeof NAMES;

/** `schools` for the annuaire in any naming, `circonscriptions` for a list of IEN with their mailboxes. */
export type Layout = {
  is: "schools" | "circonscriptions";
  width: number;
  at: Partial<Record<Column, number>>;
};

/** Recognises a header; null, with what is missing, when it is no annuaire. */
export function layout(header: string[]): Layout | { missing: string } {
  const titles = header.map(slug);
  const at: Layout["at"] = {};
  for (const [column, names] of Object.entries(NAMES) as [Column, readonly string[]][]) {
    const index = titles.findIndex((title) => names.includes(title));
    if (index >= 0) at[column] = index;
  }
  const base: Column[] = ["uai", "name", "academie", "departement"];
  const missing = base.filter((column) => at[column] === undefined).map((column) => NAMES[column][0]);
  if (missing.length > 0) return { missing: missing.join(", ") };
  const schools = at.type !== undefined || at.nature !== undefined;
  return { is: schools ? "schools" : "circonscriptions", width: header.length, at };
}
