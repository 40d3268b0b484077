/** What a message may say of each school that receives it: from the directory, at the moment it leaves. */
export const recipientVariables = [
  "etablissement",
  "uai",
  "ville",
  "adresse",
  "telephone",
  "courriel",
  "departement",
  "academie",
  "region",
  "chefEtablissement",
] as const;
export type RecipientVariable = (typeof recipientVariables)[number];

/** What is the same for everybody: they always have a value. `date` and `heure` are those of the sending. */
export const messageVariables = ["date", "heure", "reference", "dispositif"] as const;

export const knownVariables: readonly string[] = [...recipientVariables, ...messageVariables];

export const isRecipientVariable = (name: string): name is RecipientVariable =>
  (recipientVariables as readonly string[]).includes(name);
