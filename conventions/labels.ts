import type {
  Category,
  Certainty,
  FieldKey,
  FunctionKey,
  Matter,
  PartyKind,
  Perimeter,
  Place,
  RuleDomain,
  SchoolType,
} from "./schema.ts";

/** French names of the kinds of organisation. */
export const partyKindLabels: Record<PartyKind, string> = {
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

/** French names of the functions, written so as to suit whoever holds them. */
export const functionLabels: Record<FunctionKey, string> = {
  rssi: "Responsable de la sécurité des systèmes d’information (RSSI)",
  dpd: "Délégué à la protection des données (DPD)",
  ien: "Inspecteur de l’Éducation nationale (IEN)",
  chefEtablissement: "Chef d’établissement, directeur d’école",
  recteur: "Recteur d’académie",
  dasen: "Directeur académique (DASEN)",
  referentNumerique: "Référent numérique",
  elu: "Maire ou président de la collectivité",
  dane: "Délégué au numérique éducatif",
  dsi: "Directeur des systèmes d’information",
  exploitant: "Contact d’exploitation du prestataire",
  draaf: "Directeur régional de l’alimentation, de l’agriculture et de la forêt",
  draio: "Délégué de région académique à l’information et à l’orientation (DRAIO)",
  dsige: "Directeur des systèmes d’information de la région académique (DSIGE)",
  drane: "Délégué de région académique au numérique éducatif (DRANE)",
  sgra: "Secrétaire général de région académique (SGRA)",
  drtic: "Délégué régional aux technologies de l’information et de la communication (DRTIC)",
};

/** Short forms of the same, for tables and badges. */
export const functionShortLabels: Record<FunctionKey, string> = {
  rssi: "RSSI",
  dpd: "DPD",
  ien: "IEN",
  chefEtablissement: "Chef d’établissement",
  recteur: "Recteur",
  dasen: "DASEN",
  referentNumerique: "Référent numérique",
  elu: "Maire ou président",
  dane: "DANE",
  dsi: "DSI",
  exploitant: "Exploitant",
  draaf: "Directeur de la DRAAF",
  draio: "DRAIO",
  dsige: "DSIGE",
  drane: "DRANE",
  sgra: "SGRA",
  drtic: "DRTIC",
};

/** French names of the categories, each with one line that someone in a hurry recognises. */
export const categoryLabels: Record<Category, { label: string; example: string }> = {
  "account-compromise": {
    label: "Compte piraté",
    example: "Un compte envoie des messages que son titulaire n’a pas écrits.",
  },
  "threat-messages": {
    label: "Messages de menace",
    example: "Une menace d’attentat arrive par la messagerie de l’ENT.",
  },
  phishing: {
    label: "Hameçonnage",
    example: "Un message imite l’ENT et demande le mot de passe.",
  },
  malware: {
    label: "Logiciel malveillant",
    example: "Un virus ou un rançongiciel est signalé sur un poste ou un serveur.",
  },
  intrusion: {
    label: "Intrusion",
    example: "Quelqu’un agit sur l’ENT ou son administration sans y être autorisé.",
  },
  "data-leak": {
    label: "Fuite de données",
    example: "Des notes ou des coordonnées de familles circulent hors de l’ENT.",
  },
  "denial-of-service": {
    label: "Attaque par saturation",
    example: "L’ENT ne répond plus sous un afflux de requêtes.",
  },
  defacement: {
    label: "Page détournée",
    example: "La page d’accueil d’un établissement affiche un contenu étranger.",
  },
  unavailability: {
    label: "Panne",
    example: "L’ENT ou un de ses services ne fonctionne plus, sans attaque connue.",
  },
  safety: {
    label: "Sûreté des personnes",
    example: "Une intrusion dans les locaux ou une alerte attentat touche l’établissement.",
  },
  other: {
    label: "Autre incident",
    example: "Un fait inquiétant qui n’entre dans aucune autre case.",
  },
  suspension: {
    label: "Suspension de service",
    example: "Un service sera arrêté pour maintenance, par sécurité ou par force majeure.",
  },
};

/** French names of the degrees of certainty. */
export const certaintyLabels: Record<Certainty, string> = {
  attempt: "Tentative",
  suspected: "Soupçon",
  proven: "Fait avéré",
};

/** French names of the perimeters of the people concerned. */
export const perimeterLabels: Record<Perimeter, string> = {
  school: "Un établissement",
  schools: "Plusieurs établissements",
  departement: "Tout un département",
  academie: "Toute une académie",
  dispositif: "Tout l’ENT",
};

/** French names of the places where a function is looked for. */
export const placeLabels: Record<Place, string> = {
  school: "Établissement ou école",
  circonscription: "Circonscription",
  commune: "Commune",
  departement: "Département",
  dsden: "DSDEN",
  academie: "Académie",
  region: "Région",
  prestataire: "Prestataire",
  draaf: "DRAAF",
};

/** French names of the fields of competence; a convention gives its own, fuller name. */
export const fieldLabels: Record<FieldKey, string> = {
  academie: "Académie seule",
  partage: "Champ partagé",
  collectivite: "Collectivité seule",
};

/** French names of the domains of rules. */
export const ruleDomainLabels: Record<RuleDomain, string> = {
  alert: "Chaîne d’alerte",
  privacy: "Données personnelles",
  communication: "Communication",
  lock: "Verrou de communication",
  security: "Sécurité",
  instance: "Instances",
  life: "Vie de la convention",
  choice: "Choix de la console",
};

/** French names of the types of school. */
export const schoolTypeLabels: Record<SchoolType, string> = {
  ecole: "École",
  college: "Collège",
  lycee: "Lycée",
};

/** French names of what an instance deals with, for one of each. */
export const matterLabels: Record<Matter, string> = {
  "homologation-decision": "Homologation à décider",
  "homologation-review": "Homologation à réexaminer",
  "whitelist-request": "Demande d’application",
  "whitelist-review": "Réexamen d’une application",
  "whitelist-reinstatement": "Remise en service d’une application",
  "urgent-review": "Message urgent à examiner",
  suspension: "Homologation suspendue",
  attestation: "Attestation qui se périme",
  runbook: "Procédure de crise à approuver",
  "retex-action": "Action de RETEX en retard",
};
