import departements from "@etalab/decoupage-administratif/data/departements.json" with { type: "json" };
import regions from "@etalab/decoupage-administratif/data/regions.json" with { type: "json" };
import { slug } from "./names.ts";

/** Académies and their départements, checked against the public annuaire. */
const ACADEMIES: Record<string, string> = {
  "Aix-Marseille": "04 05 13 84",
  Amiens: "02 60 80",
  Besançon: "25 39 70 90",
  Bordeaux: "24 33 40 47 64",
  "Clermont-Ferrand": "03 15 43 63",
  Corse: "2A 2B",
  Créteil: "77 93 94",
  Dijon: "21 58 71 89",
  Grenoble: "07 26 38 73 74",
  Guadeloupe: "971 977 978",
  Guyane: "973",
  "La Réunion": "974",
  Lille: "59 62",
  Limoges: "19 23 87",
  Lyon: "01 42 69",
  Martinique: "972",
  Mayotte: "976",
  Montpellier: "11 30 34 48 66",
  "Nancy-Metz": "54 55 57 88",
  Nantes: "44 49 53 72 85",
  Nice: "06 83",
  Normandie: "14 27 50 61 76",
  "Nouvelle-Calédonie": "988",
  "Orléans-Tours": "18 28 36 37 41 45",
  Paris: "75",
  Poitiers: "16 17 79 86",
  "Polynésie française": "987",
  Reims: "08 10 51 52",
  Rennes: "22 29 35 56",
  "Saint-Pierre-et-Miquelon": "975",
  Strasbourg: "67 68",
  Toulouse: "09 12 31 32 46 65 81 82",
  Versailles: "78 91 92 95",
  "Wallis-et-Futuna": "986",
};

const TIMEZONES: Record<string, string> = {
  "971": "America/Guadeloupe",
  "972": "America/Martinique",
  "973": "America/Cayenne",
  "974": "Indian/Reunion",
  "975": "America/Miquelon",
  "976": "Indian/Mayotte",
  "977": "America/St_Barthelemy",
  "978": "America/Marigot",
  "986": "Pacific/Wallis",
  "987": "Pacific/Tahiti",
  "988": "Pacific/Noumea",
};

const academieBySlug = new Map(Object.keys(ACADEMIES).map((name) => [slug(name), name]));
const academieByDepartement = new Map(
  Object.entries(ACADEMIES).flatMap(([name, codes]) => codes.split(" ").map((code) => [code, name] as const)),
);
const regionNames = new Map(regions.map(({ code, nom }) => [code, nom]));
const departementsByCode = new Map(departements.map((one) => [one.code, one]));

/** The one spelling of an académie, however the file writes it: `AIX-MARSEILLE` → `Aix-Marseille`. */
export const academieName = (text: string): string => academieBySlug.get(slug(text)) ?? text.trim();

/** The académie of a département; null where there is none. */
export const academieOf = (departement: string): string | null =>
  academieByDepartement.get(departement) ?? null;

/** Codes of the départements of an académie, by its one spelling. */
export const departementsOf = (academie: string): string[] => ACADEMIES[academie]?.split(" ") ?? [];
export const knownAcademie = (academie: string): boolean => Object.hasOwn(ACADEMIES, academie);

/** Between « DSDEN » and the name, by INSEE's type of liaison. */
const LIAISONS = ["de ", "d’", "du ", "de la ", "des ", "de l’", "des ", "de las ", "de los "];

/** A département in the genitive: « des Yvelines », « du Nord », « de l’Ain ». */
export function ofDepartement(code: string): string {
  const one = departementsByCode.get(code);
  return one ? `${LIAISONS[one.typeLiaison] ?? "de "}${one.nom}` : `du ${code}`;
}

/** « Moselle (57) »; the code alone where INSEE names none. */
export function departementName(code: string): string {
  const one = departementsByCode.get(code);
  return one ? `${one.nom} (${code})` : code;
}

/** An académie in the genitive: « de Nancy-Metz », « d’Aix-Marseille ». */
export const ofAcademie = (name: string): string => (/^[AEIOUYÉ]/i.test(name) ? `d’${name}` : `de ${name}`);

/** Name of the région of a département; an overseas collectivité is its own. */
export function regionOf(departement: string): string | null {
  const region = departementsByCode.get(departement)?.region ?? departement;
  return regionNames.get(region) ?? null;
}

/** Clocks run in the time of the place. */
export const timezoneOf = (departement: string | null): string =>
  TIMEZONES[departement ?? ""] ?? "Europe/Paris";

/** `078`, `02A` and `1` as INSEE writes them. */
export function departementCode(text: string): string {
  const code = text.trim().toUpperCase();
  return /^0(\d\d|2[AB])$/.test(code) ? code.slice(1) : code.padStart(2, "0");
}

/** A commune, or the one its arrondissement belongs to: conventions name Marseille, schools stand in its 1er. */
export function communeOf(insee: string, name: string): { insee: string; name: string } {
  if (/^751\d\d$/.test(insee)) return { insee: "75056", name: "Paris" };
  if (/^132\d\d$/.test(insee)) return { insee: "13055", name: "Marseille" };
  if (/^6938\d$/.test(insee)) return { insee: "69123", name: "Lyon" };
  return { insee, name };
}
