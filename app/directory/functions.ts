import type { FunctionKey } from "#conventions/schema.ts";

/** Functions an organisation is expected to have: without holder they are a gap; `others` may be empty. */
type Expected = { head: FunctionKey; required: FunctionKey[]; others: FunctionKey[] };

const school: Expected = {
  head: "chefEtablissement",
  required: ["chefEtablissement"],
  others: ["referentNumerique", "dpd"],
};
const collectivite: Expected = {
  head: "elu",
  required: ["elu", "dpd", "rssi"],
  others: ["dsi", "referentNumerique"],
};
const BY_KIND: Record<string, Expected> = {
  ecole: school,
  etablissement: school,
  circonscription: { head: "ien", required: ["ien"], others: [] },
  dsden: { head: "dasen", required: ["dasen"], others: ["referentNumerique"] },
  academie: {
    head: "recteur",
    required: ["recteur", "rssi", "dpd"],
    others: ["dsi", "dane", "draio", "dsige", "drane", "sgra"],
  },
  commune: { head: "elu", required: ["elu", "referentNumerique"], others: ["dpd", "dsi"] },
  departement: collectivite,
  region: collectivite,
  prestataire: { head: "exploitant", required: ["exploitant"], others: ["dpd"] },
  draaf: { head: "draaf", required: ["draaf", "dpd"], others: ["drtic"] },
};

/** What is expected of an organisation of this kind; nothing of a kind that is not known. */
export const expectedFunctions = (kind: string): Expected | undefined => BY_KIND[kind];

/** The function the institutional mailbox of an organisation answers for. */
export const headFunction = (kind: string): FunctionKey | undefined => BY_KIND[kind]?.head;
