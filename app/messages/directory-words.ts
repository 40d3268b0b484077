import { functionShortLabels } from "#conventions/labels.ts";

/** Words for functions and kinds of organisation, the same everywhere. */
const functions: Record<string, string> = {
  rssi: "RSSI",
  dpd: "Déléguée ou délégué à la protection des données",
  ien: "IEN de circonscription",
  chefEtablissement: "Cheffe ou chef d’établissement",
  recteur: "Rectrice ou recteur",
  dasen: "IA-DASEN",
  referentNumerique: "Référente ou référent numérique",
  elu: "Exécutif de la collectivité",
  dane: "Déléguée ou délégué au numérique éducatif",
  dsi: "Directrice ou directeur des systèmes d’information",
  exploitant: "Exploitant de l’ENT",
  draaf: "DRAAF",
  autoriteHomologation: "Autorité d’homologation",
  administrateur: "Administration de la console",
  auditeur: "Audit de la console",
};

const kinds: Record<string, string> = {
  region: "Région",
  academie: "Académie",
  departement: "Département",
  commune: "Commune",
  dsden: "DSDEN",
  circonscription: "Circonscription",
  etablissement: "Établissement",
  ecole: "École",
  prestataire: "Prestataire",
  draaf: "DRAAF",
};

/** The word for a function; the key itself where none is known. */
export const functionLabel = (key: string) =>
  functions[key] ?? functionShortLabels[key as keyof typeof functionShortLabels] ?? key;
/** The word for a kind of organisation. */
export const kindLabel = (key: string) => kinds[key] ?? key;
