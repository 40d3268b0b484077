import { academieName, departementsOf, knownAcademie } from "../territories.ts";

/** One line of a calendar, as the file has it. Days: YYYY-MM-DD as people say them, without a zone. */
export type Line = {
  line: number | null;
  name: string;
  /** Last day of class, then the day on which classes begin again. */
  starts: string;
  ends: string;
  /** Académies, as the file names them; empty when only a zone is given. */
  places: string[];
  zone: string | null;
  year: string | null;
  /** « Élèves », « Enseignants », « - » */
  population: string;
};
/** Holidays of one académie, ready to be kept. */
export type Period = {
  academie: string;
  departements: string[];
  zone: string | null;
  name: string;
  year: string;
  starts: string;
  ends: string;
};

/** Académies of the three zones, since 2015; the others have a calendar of their own. */
const ZONES: Record<string, string[]> = {
  A: ["Besançon", "Bordeaux", "Clermont-Ferrand", "Dijon", "Grenoble", "Limoges", "Lyon", "Poitiers"],
  B: [
    ...["Aix-Marseille", "Amiens", "Lille", "Nancy-Metz", "Nantes", "Nice", "Normandie", "Orléans-Tours"],
    ...["Reims", "Rennes", "Strasbourg"],
  ],
  C: ["Créteil", "Montpellier", "Paris", "Toulouse", "Versailles"],
};
/** The ministry's own short names. */
const ALIASES: Record<string, string> = {
  Réunion: "La Réunion",
  Polynésie: "Polynésie française",
  "Nouvelle Calédonie": "Nouvelle-Calédonie",
  "Saint Pierre et Miquelon": "Saint-Pierre-et-Miquelon",
  "Wallis et Futuna": "Wallis-et-Futuna",
};
const LONGEST_DAYS = 120;
const DAY_MS = 86_400_000;

/** Why a line is not kept: an error to mend, or something that is no holiday. */
export type Refused = { refused: string } | { counted: string };

/** The holidays that a line says, one an académie, or why there are none. */
export function periodsOf(line: Line): Period[] | Refused {
  const { starts, ends, population } = line;
  const name = line.name.replace(/\s*-\s*Zone\s+[ABC]\s*$/i, "").trim();
  if (!name) return { refused: "La description manque." };
  if (/enseignant/i.test(population) || /enseignant/i.test(name))
    return { counted: "réservées aux enseignants" };
  if (!isDay(starts) || !isDay(ends)) return { refused: `Dates illisibles : « ${starts} », « ${ends} ».` };
  if (ends < starts) return { refused: `La fin (${ends}) vient avant le début (${starts}).` };
  if (ends === starts || /^(pré-?)?rentrée|^début/i.test(name))
    return { counted: "rentrées et jours sans durée" };
  if ((Date.parse(ends) - Date.parse(starts)) / DAY_MS > LONGEST_DAYS)
    return { refused: `Plus de ${LONGEST_DAYS} jours de vacances : vérifiez les dates.` };
  const zone = /([ABC])\s*$/i.exec(line.zone ?? "")?.[1]?.toUpperCase() ?? null;
  const places = line.places.length > 0 ? line.places : (ZONES[zone ?? ""] ?? []);
  if (places.length === 0) return { refused: "Ni académie ni zone : on ne sait pas où ces vacances valent." };
  const names = places.map((place) => academieName(ALIASES[place.trim()] ?? place));
  const unknown = names.find((one) => !knownAcademie(one));
  if (unknown) return { refused: `Académie inconnue : « ${unknown.slice(0, 60)} ».` };
  const year = line.year ?? schoolYear(starts);
  if (!/^\d{4}-\d{4}$/.test(year)) return { refused: `Année scolaire illisible : « ${year.slice(0, 20)} ».` };
  return names.map((academie) => ({
    academie,
    departements: departementsOf(academie),
    zone: zone ?? line.zone,
    name,
    year,
    starts,
    ends,
  }));
}

/** A school year begins in August. */
function schoolYear(day: string): string {
  const year = Number(day.slice(0, 4)) - (Number(day.slice(5, 7)) < 8 ? 1 : 0);
  return `${year}-${year + 1}`;
}

function isDay(text: string): boolean {
  const at = new Date(`${text}T00:00:00Z`);
  return /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(at.getTime()) && at.toISOString().startsWith(text);
}

/**
 * The day that the ministry means: its instants are midnights, of Paris mostly, written in UTC. Half a day later it
 * is that day everywhere, and no time zone is needed.
 */
export function officialDay(text: string): string {
  if (/^\d{4}-\d{2}-\d{2}$/.test(text)) return text;
  const at = Date.parse(text);
  return Number.isNaN(at) ? text.slice(0, 40) : new Date(at + DAY_MS / 2).toISOString().slice(0, 10);
}
