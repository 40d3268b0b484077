import { mailState } from "../mail-state.ts";
import { circonscriptionKey, clean } from "../names.ts";
import { dsdenKey, type StagedOrganisation, staged } from "../staging/organisation.ts";
import { communeOf, timezoneOf } from "../territories.ts";

/** The fields of one row, empty ones absent. */
export type Fields = {
  uai: string;
  name: string;
  academie: string;
  departement: string;
  region: string | null;
  type?: string | null;
  nature?: string | null;
  sector?: string | null;
  street?: string | null;
  postalCode?: string | null;
  communeInsee?: string | null;
  communeName?: string | null;
  phone?: string | null;
  mail?: string | null;
  derived: boolean;
  siret?: string | null;
  closed: boolean;
};

/** What a row of the annuaire is to the alert chain. */
export type Nature =
  | "ecole"
  | "college"
  | "lycee"
  | "autre"
  | "circonscription"
  | "dsden"
  | "academie"
  | "service";

/** Reads the type, then the nature, then the name: extracts leave one or the other empty. */
export function natureOf(type: string, nature: string, name: string): Nature {
  if (/^CIRCONSCRIPTION/i.test(nature)) return "circonscription";
  if (/^DIRECTION SERVICES DEPARTEMENTAUX/i.test(nature)) return "dsden";
  if (/^RECTORAT/i.test(nature)) return "academie";
  if (/^service/i.test(type)) return "service";
  if (type) return secondDegree(type);
  return secondDegree(nature || name);
}

function secondDegree(text: string): Nature {
  if (/^coll[eè]ge/i.test(text)) return "college";
  if (/^(lyc[eé]e|section d enseignement pro|section enseigt general)/i.test(text)) return "lycee";
  // « Ecole secondaire spécialisée » and schools for BTS are no écoles of first degree.
  if (/^[eé]coles? (second|pro|compos)/i.test(text)) return "autre";
  return /^([eé]cole|maternelle|[eé]l[eé]mentaire|primaire)/i.test(text) ? "ecole" : "autre";
}

/** Public écoles bear the SIREN of their commune: it would name hundreds of schools at once. */
const ownSiren = (fields: Fields, kind: string) =>
  kind === "ecole" && fields.sector !== "prive" ? null : (fields.siret?.slice(0, 9) ?? null);

/** A school, or a circonscription that has a row of its own. */
export function schoolOf(fields: Fields, nature: Nature): StagedOrganisation {
  const kind = nature === "circonscription" ? nature : nature === "ecole" ? "ecole" : "etablissement";
  const commune = communeOf(fields.communeInsee ?? "", fields.communeName ?? "");
  return staged({
    key: fields.uai || circonscriptionKey(fields.departement, fields.name),
    uai: fields.uai || null,
    kind,
    name: fields.name,
    siren: ownSiren(fields, kind),
    schoolType: nature === "circonscription" ? null : nature,
    sector: fields.sector ?? null,
    parentKey: dsdenKey(fields.departement),
    academie: fields.academie,
    departement: fields.departement,
    region: fields.region,
    communeInsee: clean(commune.insee),
    communeName: fields.communeName ?? null,
    street: fields.street ?? null,
    postalCode: fields.postalCode ?? null,
    phone: fields.phone ?? null,
    mail: fields.mail ?? null,
    mailState: fields.mail ? mailState(fields.mail, fields.derived) : "ok",
    timezone: timezoneOf(fields.departement),
    closed: fields.closed,
    level: nature === "circonscription" ? 2 : 3,
  });
}
