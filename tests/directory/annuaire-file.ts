import { makeUai } from "#app/directory/uai.ts";

type School = Partial<{
  uai: string;
  name: string;
  type: string;
  sector: string;
  departement: string;
  academie: string;
  insee: string;
  commune: string;
  mail: string;
  state: string;
  circonscription: string;
  code: string;
}>;

const HEAD_2020 =
  "Identifiant_de_l_etablissement;Nom_etablissement;Type_etablissement;Statut_public_prive;Adresse_1;Code postal;Code_commune;Nom_commune;Code_departement;Telephone;Mail;SIREN_SIRET;Libelle_academie;Libelle_region;coordonnee_X;nom_circonscription;etat;libelle_nature";
const HEAD_2024 =
  "Identifiant_de_l_etablissement;Nom_etablissement;Type_etablissement;Statut_public_prive;Adresse_1;Code_postal;Code_commune;Nom_commune;Code_departement;Telephone;Mail;SIREN_SIRET;Libelle_academie;Libelle_region;coordX_origine;nom_circonscription;etat;libelle_nature;code_circonscription";

const line = (school: School) =>
  [
    school.uai ?? makeUai("78", 9500),
    school.name ?? "École de l'Essai",
    school.type ?? "Ecole",
    school.sector ?? "Public",
    '"1; rue de l\'Essai"',
    "78000",
    school.insee ?? "78646",
    school.commune ?? "Versailles",
    school.departement ?? "78",
    "0100000000",
    school.mail ?? "ce.essai@ecoles.example.invalid",
    "21780646200313",
    school.academie ?? "Versailles",
    "Ile-de-France",
    "1.5",
    school.circonscription ?? "",
    school.state ?? "OUVERT",
    "",
  ].join(";");

/** The annuaire as it was published in 2020. */
export const annuaire2020 = (schools: School[], end = "\n") =>
  [HEAD_2020, ...schools.map(line)].join(end) + end;

/** As published since 2024: BOM, CRLF, codes of circonscriptions, départements on three digits. */
export const annuaire2024 = (schools: School[]) =>
  `\uFEFF${[HEAD_2024, ...schools.map((one) => `${line({ ...one, departement: `0${one.departement ?? "78"}` })};${one.code ?? ""}`)].join("\r\n")}\r\n`;

/** n schools that are all there is to say about them. */
export const schools = (n: number, from = 9500): School[] =>
  Array.from({ length: n }, (_, i) => ({ uai: makeUai("78", from + i), name: `École ${i}` }));
