import { categoryLabels, functionShortLabels, matterLabels, perimeterLabels } from "#conventions/labels.ts";
import type {
  Certainty,
  Clock,
  Compromise,
  Duration,
  FunctionKey,
  Instance,
  PartyKind,
  PerimeterSlice,
  Place,
  SchoolType,
  Target,
  When,
} from "#conventions/schema.ts";

const kinds: Record<PartyKind, string> = {
  region: "la Région",
  academie: "l’académie",
  departement: "le Département",
  commune: "la commune",
  dsden: "la DSDEN",
  circonscription: "la circonscription",
  etablissement: "l’établissement",
  ecole: "l’école",
  prestataire: "le prestataire",
  draaf: "la DRAAF",
};
const places: Record<Place, string> = {
  school: "de l’école ou de l’établissement",
  circonscription: "de la circonscription",
  commune: "de la commune",
  departement: "du Département",
  dsden: "de la DSDEN",
  academie: "de l’académie",
  region: "de la Région",
  prestataire: "du prestataire",
  draaf: "de la DRAAF",
};
const certainties: Record<Certainty, string> = { attempt: "tenté", suspected: "soupçonné", proven: "avéré" };
const compromises: Record<Compromise, string> = {
  messaging: "la messagerie de l’ENT",
  authentication: "l’authentification",
  "sso-application": "une application ouverte depuis l’ENT",
};
const starts: Record<Clock["start"], string> = {
  "party-notified": "du moment où la partie apprend l’incident",
  awareness: "de la prise de connaissance de la violation",
  qualified: "de la qualification de l’incident",
};
const acts: Record<Clock["metBy"], string> = {
  "alerts-sent": "l’envoi des alertes",
  "follow-up-sent": "l’envoi des suites données",
  "authority-notified": "la notification à la CNIL",
  acknowledged: "l’accusé de réception",
};
const steps = { substitute: "le suppléant", above: "le niveau au-dessus" } as const;
const days = ["", "lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche"];

const upper = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);
const lower = (text: string) => (/^.[A-Z]/.test(text) ? text : text.charAt(0).toLowerCase() + text.slice(1));

/** « a, b et c » */
export function joined(items: readonly string[], last = "et"): string {
  if (items.length < 2) return items[0] ?? "";
  return `${items.slice(0, -1).join(", ")} ${last} ${items.at(-1)}`;
}
const functions = (keys: readonly FunctionKey[]) => keys.map((key) => functionShortLabels[key]);

/** « 48 h », « 5 jours ouvrés » */
export function durationWords({ minutes, hours, workingHours, workingDays }: Duration): string {
  if (minutes) return `${minutes} minutes`;
  if (hours) return `${hours} h`;
  if (workingHours) return `${workingHours} h ouvrées`;
  return workingDays === 1 ? "1 jour ouvré" : `${workingDays} jours ouvrés`;
}

/** How a duration is counted, and the choice of the console that says so. */
export function countedWords({ workingHours, workingDays }: Duration): { text: string; rule: string } {
  if (workingDays)
    return { text: "en jours ouvrés ; le jour de départ ne compte pas, fin à 24 h", rule: "CHOIX-1" };
  if (workingHours) return { text: "24 h par jour ouvré", rule: "CHOIX-2" };
  return { text: "jour et nuit, jours fériés compris", rule: "CHOIX-3" };
}

/** « l’académie et la commune » */
export const kindsWords = (list: readonly PartyKind[], last = "et") =>
  joined(
    list.map((kind) => kinds[kind]),
    last,
  );
export const categoriesWords = (list: readonly (keyof typeof categoryLabels)[], last = "et") =>
  joined(
    list.map((one) => lower(categoryLabels[one].label)),
    last,
  );

/** « un incident est déclaré par la commune, et que des données personnelles sont en cause » */
export function whenWords(when: When): string {
  const by = when.declaredBy ? ` par ${kindsWords(when.declaredBy, "ou")}` : "";
  const base = when.onlyFollowUp ? "les suites données sont envoyées" : `un incident est déclaré${by}`;
  const clauses = [
    when.categories && `que sa catégorie est ${categoriesWords(when.categories, "ou")}`,
    when.certainty &&
      `qu’il est ${joined(
        when.certainty.map((one) => certainties[one]),
        "ou",
      )}`,
    when.personalData === true && "que des données personnelles sont en cause",
    when.personalData === false && "qu’aucune donnée personnelle n’est en cause",
    when.perimeter &&
      `que le périmètre est : ${joined(
        when.perimeter.map((one) => lower(perimeterLabels[one])),
        "ou",
      )}`,
    when.compromises &&
      `que ${joined(
        when.compromises.map((one) => compromises[one]),
        "ou",
      )} est compromise`,
  ].filter((clause) => typeof clause === "string");
  return clauses.length > 0 ? `${base} et ${joined(clauses)}` : `${base}${by ? "" : ", quel qu’il soit"}`;
}

/** « IEN de la circonscription, à défaut Recteur » */
export function targetWords(target: Target, mailbox: (key: string) => string): string {
  if (target.to === "mailbox") return mailbox(target.mailbox);
  if (target.to === "function") {
    const otherwise = target.otherwise ? `, à défaut ${joined(functions(target.otherwise), "puis")}` : "";
    return `${functionShortLabels[target.function]} ${places[target.at]}${otherwise}`;
  }
  const which = target.kinds ? ` (${kindsWords(target.kinds)})` : "";
  return `les autres parties${which} : le premier joignable parmi ${joined(functions(target.functions), "ou")}`;
}

const schools: Record<SchoolType, string> = { ecole: "écoles", college: "collèges", lycee: "lycées" };

/** « Écoles publiques de l’académie de Versailles » */
export function perimeterWords(
  slice: PerimeterSlice,
  names: { departement(code: string): string; commune(code: string): string },
): string {
  const feminine = slice.types.length === 1 && slice.types[0] === "ecole";
  const sectors = slice.sectors?.map((one) =>
    one === "public" ? (feminine ? "publiques" : "publics") : feminine ? "privées" : "privés",
  );
  const where = [
    slice.communes && `à ${joined(slice.communes.map(names.commune))}`,
    slice.departements && joined(slice.departements.map(names.departement)),
    slice.academies &&
      `${slice.academies.length > 1 ? "des académies de " : "de l’académie de "}${joined(slice.academies)}`,
  ].filter(Boolean);
  return [upper(joined(slice.types.map((one) => schools[one]))), sectors && joined(sectors), where.join(", ")]
    .filter(Boolean)
    .join(" ");
}

export const startWords = (start: Clock["start"]) => starts[start];
export const metWords = (metBy: Clock["metBy"]) => acts[metBy];
export const escalationWords = (to: readonly (keyof typeof steps)[]) =>
  joined(
    to.map((one) => steps[one]),
    "puis",
  );
export const daysWords = (list: readonly number[]) => joined(list.map((day) => days[day] ?? ""));
/** A duty without a figure never ends by itself. */
export const noDuration = "Sans délai chiffré : le devoir reste ouvert jusqu’à ce qu’il soit rempli.";

const seatOf: Record<PartyKind, string> = {
  region: "Région",
  academie: "académie",
  departement: "Département",
  commune: "commune",
  dsden: "DSDEN",
  circonscription: "circonscription",
  etablissement: "établissement",
  ecole: "école",
  prestataire: "prestataire",
  draaf: "DRAAF",
};

/** « 1 siège par académie (RSSI) et 1 suppléant », « 3 sièges pour tous les établissements » */
export function seatWords({ kind, function: held, seats, inAll, substitutes }: Instance["members"][number]) {
  const many = seats > 1 ? "sièges" : "siège";
  const whose = inAll
    ? `pour l’ensemble des ${seatOf[kind]}${seatOf[kind] === "DRAAF" ? "" : "s"}`
    : `par ${seatOf[kind]}`;
  const spare = substitutes > 0 ? `, ${substitutes} suppléant${substitutes > 1 ? "s" : ""} chacun` : "";
  return `${seats} ${many} ${whose}${held ? ` (${functionShortLabels[held]})` : ""}${spare}`;
}

/** « la moitié des sièges pourvus » */
export function quorumWords(quorum: Instance["quorum"] = { of: "half" }): string {
  if ("seats" in quorum) return `${quorum.seats} siège${quorum.seats > 1 ? "s" : ""} présents`;
  return {
    third: "un tiers des sièges pourvus",
    half: "la moitié des sièges pourvus",
    majority: "plus de la moitié des sièges pourvus",
    all: "tous les sièges pourvus",
  }[quorum.of];
}

/** « exploitant (prestataire) » */
export const guestsWords = (guests: Instance["guests"]) =>
  joined(
    guests.map(({ kind, function: held }) =>
      held ? `${functionShortLabels[held]} (${seatOf[kind]})` : seatOf[kind],
    ),
  );
export const mattersWords = (matters: Instance["matters"]) =>
  matters.map((one) => lower(matterLabels[one])).join(", ");
