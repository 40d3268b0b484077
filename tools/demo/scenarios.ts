/** One incident for each dispositif, on places of the demo's own directory; French, as everything a person reads. */
export type Scenario = {
  dispositif: string;
  /** Function and kind of organisation of whoever declares; `at` narrows it by key. */
  by: { function: string; kind: string; at?: string };
  /** Kind of organisation where it happened; left out, the declarer's own. */
  where?: { kind: string; departement?: string };
  /** Who tries to close it without being the party that may, if the convention reserves that. */
  refused?: { function: string; kind: string };
  /** Who decides. */
  decides: { function: string; kind: string };
  incident: Record<string, unknown>;
  field: "academie" | "partage" | "collectivite";
};

export const scenarios: Scenario[] = [
  {
    dispositif: "mbn",
    by: { function: "rssi", kind: "academie", at: "academie-nancy-metz" },
    decides: { function: "rssi", kind: "academie" },
    refused: { function: "elu", kind: "departement" },
    incident: {
      title: "Compromission de la messagerie ENT",
      description:
        "Des comptes d'élèves volés envoient des menaces par la messagerie de l'ENT. La messagerie elle-même est compromise.",
      category: "threat-messages",
      certainty: "proven",
      perimeter: "dispositif",
      compromises: ["messaging"],
      personalData: true,
    },
    field: "academie",
  },
  {
    dispositif: "versailles",
    by: { function: "referentNumerique", kind: "commune" },
    where: { kind: "ecole" },
    decides: { function: "rssi", kind: "academie" },
    refused: { function: "referentNumerique", kind: "commune" },
    incident: {
      title: "Hameçonnage visant les enseignants",
      description: "Un faux message de l'ENT demande leur mot de passe aux enseignants de l'école.",
      category: "phishing",
      certainty: "attempt",
    },
    field: "academie",
  },
  {
    dispositif: "nancy-metz",
    by: { function: "chefEtablissement", kind: "ecole" },
    decides: { function: "rssi", kind: "academie" },
    refused: { function: "chefEtablissement", kind: "ecole" },
    incident: {
      title: "Liste d'élèves publiée par erreur",
      description:
        "La liste des élèves de CM2 avec leurs adresses est restée deux jours sur la page publique.",
      category: "data-leak",
      certainty: "proven",
      personalData: true,
    },
    field: "partage",
  },
  {
    dispositif: "beaulieu",
    by: { function: "referentNumerique", kind: "commune" },
    decides: { function: "dasen", kind: "dsden" },
    incident: {
      title: "Accès suspect au compte de la directrice",
      description: "Connexion de nuit depuis l'étranger. Rien ne prouve encore que des données ont été lues.",
      category: "account-compromise",
      certainty: "suspected",
      personalData: true,
    },
    field: "partage",
  },
  {
    dispositif: "atrium",
    by: { function: "rssi", kind: "region" },
    decides: { function: "rssi", kind: "region" },
    incident: {
      title: "Suspension d'ATRIUM pour raison de sécurité",
      description:
        "Une faille du module de partage est exploitée. Le service est suspendu le temps de la corriger.",
      category: "suspension",
      certainty: "proven",
      perimeter: "dispositif",
    },
    field: "collectivite",
  },
];
