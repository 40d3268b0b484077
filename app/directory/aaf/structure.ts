import { isAddress } from "../mail-state.ts";
import { clean } from "../names.ts";
import { dsdenKey, type StagedOrganisation, staged } from "../staging/organisation.ts";
import { academieName, academieOf, regionOf, timezoneOf } from "../territories.ts";
import { departementOfUai, uaiProblem } from "../uai.ts";
import type { AafRecord } from "./parse.ts";

/** A structure of an export; `partial` when a Delta gives only what changed. */
export type Structure = {
  organisation: StagedOrganisation;
  /** The structure it is attached to, as `scope/jointure`. */
  above: string | null;
  partial: boolean;
  line: number;
  path: string;
};

const first = (record: AafRecord, name: string) => clean(record.attributes.get(name)?.[0]);

/** A school or a circonscription, why it is refused, or null for what runs no school (replacement zones, services). */
export function structureOf(record: AafRecord, key: string): StagedOrganisation | { refused: string } | null {
  const type = first(record, "ENTStructureTypeStruct");
  if (record.operation === "add" && isService(type ?? "")) return null;
  const uai = first(record, "ENTStructureUAI")?.toUpperCase() ?? null;
  if (record.operation === "add" && !uai) return { refused: "UAI absent" };
  const problem = uai && uaiProblem(uai);
  if (problem) return { refused: problem };
  const departement = uai ? departementOfUai(uai) : null;
  const academie = first(record, "ENTServAcAcademie");
  const mail = first(record, "ENTStructureMailSI");
  const nature = natureOf(type ?? "");
  return staged({
    key: uai ?? "",
    uai,
    kind: nature === "ecole" || nature === "circonscription" ? nature : "etablissement",
    name: clean(first(record, "ENTStructureNomCourant")?.replaceAll("$", " ")) ?? uai ?? "",
    siren: nature === "ecole" ? null : (first(record, "ENTStructureSIREN")?.slice(0, 9) ?? null),
    schoolType: nature === "circonscription" || !type ? null : nature,
    sector: sectorOf(first(record, "ENTEtablissementContrat")),
    parentKey: departement ? dsdenKey(departement) : null,
    academie: academie ? academieName(academie) : departement ? academieOf(departement) : null,
    departement,
    region: departement ? regionOf(departement) : null,
    communeName: first(record, "l"),
    street: first(record, "street"),
    postalCode: first(record, "postalCode"),
    phone: first(record, "telephoneNumber"),
    mail,
    mailState: mail && !isAddress(mail) ? "invalid" : "ok",
    timezone: timezoneOf(departement),
    sourceKey: key,
    level: nature === "circonscription" ? 2 : 3,
  });
}

function natureOf(type: string) {
  if (/CIRCONSCRIPTION|^IEN/i.test(type)) return "circonscription";
  if (/COLL[EÈ]GE|^CLG|SEGPA/i.test(type)) return "college";
  if (/LYC[EÉ]E|^L[YP]|SECTION D.ENS/i.test(type)) return "lycee";
  return /[EÉ]COLE|MATERNELLE|[EÉ]L[EÉ]MENTAIRE|PRIMAIRE|^E[EMP]/i.test(type) ? "ecole" : "autre";
}

const isService = (type: string) =>
  /SANS OBJET|SERVICE|RECTORAT|INSPECTION ACAD|DSDEN|^CIO|INFORMATION ET D.ORIENTATION/i.test(type);

/** PU is public; every other contract is a private school's. */
const sectorOf = (contract: string | null) =>
  contract ? (/^PU/i.test(contract) ? "public" : "prive") : null;
