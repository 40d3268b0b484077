import { Levels } from "#app/directory/annuaire/levels.ts";
import { type Fields, type Nature, schoolOf } from "#app/directory/annuaire/school.ts";
import { circonscriptionKey } from "#app/directory/names.ts";
import { fingerprinted, type StagedOrganisation } from "#app/directory/staging/organisation.ts";
import { academieOf, regionOf } from "#app/directory/territories.ts";
import { makeUai } from "#app/directory/uai.ts";
import { type Commune, largest } from "./communes.ts";
import { SCHOOLS } from "./words.ts";

/** Real UAIs stay below 9000 in each département: these are plausible and nobody's. */
const FIRST = 9001;

/** Écoles of Versailles, Nancy-Metz and Beaulieu; collèges and lycées of Grand Est; lycées of PACA. */
const PLAN: {
  departements: string;
  communes: number;
  ecoles?: number;
  colleges?: number;
  lycees?: number;
}[] = [
  { departements: "78 91 92 95", communes: 4, ecoles: 5 },
  { departements: "54 55 57 88", communes: 3, ecoles: 4, colleges: 2, lycees: 1 },
  { departements: "08 10 51 52 67 68", communes: 3, colleges: 2, lycees: 1 },
  { departements: "04 05 13 84 06 83", communes: 2, lycees: 2 },
];

/** The schools of the demo and every level above them. */
export function demoOrganisations(communes: Commune[]): StagedOrganisation[] {
  const found: StagedOrganisation[] = [];
  const levels = new Levels();
  const next = new Map<string, number>();
  const school = (commune: Commune, nature: Nature, parentKey?: string) => {
    const n = next.get(commune.departement) ?? 0;
    next.set(commune.departement, n + 1);
    const fields = fieldsOf(commune, nature, n);
    levels.territory(fields.academie, fields.departement);
    levels.commune(fields, commune.siren);
    const organisation = schoolOf(fields, nature);
    if (parentKey) organisation.parentKey = parentKey;
    found.push(organisation);
  };
  for (const { departements, communes: width, ecoles = 0, colleges = 0, lycees = 0 } of PLAN)
    for (const departement of departements.split(" "))
      for (const commune of largest(communes, departement, width)) {
        const ien = ecoles > 0 ? circonscription(commune, found) : undefined;
        for (let i = 0; i < ecoles; i++) school(commune, "ecole", ien);
        for (let i = 0; i < colleges; i++) school(commune, "college");
        for (let i = 0; i < lycees; i++) school(commune, "lycee");
      }
  const beaulieu = communes.find(({ code }) => code === "06011");
  if (beaulieu) {
    const ien = circonscription(beaulieu, found);
    school(beaulieu, "ecole", ien);
    school(beaulieu, "ecole", ien);
  }
  makeGaps(found);
  return [...levels.all(), ...found.map(fingerprinted)];
}

const TYPES: Partial<Record<Nature, string>> = { ecole: "École", college: "Collège", lycee: "Lycée" };

function fieldsOf({ nom, code, departement, codesPostaux }: Commune, nature: Nature, n: number): Fields {
  const uai = makeUai(departement, FIRST + n);
  const name = `${TYPES[nature]} ${SCHOOLS[(n * 5 + Number.parseInt(departement, 10)) % SCHOOLS.length]}`;
  const host = nature === "ecole" ? "ecoles" : "etablissements";
  return {
    uai,
    name,
    academie: academieOf(departement) ?? "",
    departement,
    region: regionOf(departement),
    sector: "public",
    street: `${n + 1} rue de l’Exemple`,
    postalCode: codesPostaux[0] ?? null,
    communeInsee: code,
    communeName: nom,
    mail: `ce.${uai.toLowerCase()}@${host}.example.invalid`,
    derived: false,
    closed: false,
  };
}

function circonscription({ nom, departement }: Commune, found: StagedOrganisation[]): string {
  const key = circonscriptionKey(departement, nom);
  const fields: Fields = {
    uai: "",
    name: `Circonscription de ${nom}`,
    academie: academieOf(departement) ?? "",
    departement,
    region: regionOf(departement),
    mail: `${key}@academie.example.invalid`,
    derived: false,
    closed: false,
  };
  found.push(schoolOf(fields, "circonscription"));
  return key;
}

/** What a directory lacks in real life: a school with no mailbox, one that is guessed, one that is no address. */
function makeGaps(found: StagedOrganisation[]) {
  const [none, derived, invalid] = found.filter(({ kind }) => kind === "ecole");
  if (none) none.mail = null;
  if (derived) derived.mailState = "derived";
  if (invalid) Object.assign(invalid, { mail: "ecole sans arobase", mailState: "invalid" });
}
