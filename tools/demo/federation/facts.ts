/* The federation of the demonstration: invented members. Whoever bears one of these names is not meant. */

const identity = (...keys: string[]) => keys.map((key) => `identity.${key}`);
const SERVICE = ["regles-communes", "procedures", "donnees-personnelles", "securite", "standards"].map(
  (key) => `service.${key}`,
);
const ALL = identity(
  "regles-communes",
  "procedures",
  "donnees-personnelles",
  "securite",
  "donnees-partagees",
  "standards",
  "journalisation",
  "tracabilite",
);
type Check = { key: string; outcome: "kept" | "unproven"; after: number; note?: string };
const kept = (keys: string[], after: number): Check[] => keys.map((key) => ({ key, outcome: "kept", after }));
const agreement = (perimeter: string, attributes: string, standards: string, more: object = {}) => ({
  perimeter,
  attributes,
  standards,
  ...more,
});

export const members: { given: Record<string, unknown>; keys: string[]; checks: Check[]; leaves?: number; says: string }[] = [
  {
    given: { name: "Guichet des familles", roles: ["identity"], contact: "RSSI de l’académie de Nice", organisation: "academie-nice", agreement: agreement("Responsables et élèves des lycées publics", "Identifiant opaque, profil, établissement, classe", "SAML 2.0", { identifier: "Identifiant opaque par service" }) },
    keys: ALL, checks: kept(ALL, 60), says: "fournisseur d’identité, huit engagements tenus",
  },
  {
    given: { name: "Guichet des agents", roles: ["identity"], contact: "RSSI de l’académie d’Aix-Marseille", organisation: "academie-aix-marseille", agreement: agreement("Personnels des lycées publics", "Identifiant, fonction, établissement", "OpenID Connect", { renewal: "Comme la convention." }) },
    keys: ALL.slice(0, 5), checks: kept(ALL.slice(0, 5), 90), says: "fournisseur d’identité, cinq engagements tenus",
  },
  {
    given: { name: "Manuels en ligne", roles: ["service"], contact: "Exploitation de l’éditeur", agreement: agreement("Élèves et enseignants des lycées publics", "Identifiant opaque, profil, établissement", "SAML 2.0", { costs: "Sans coût pour la fédération." }) },
    keys: SERVICE,
    checks: [...kept(SERVICE.filter((key) => !key.endsWith("securite")), 80), { key: "service.securite", outcome: "unproven", after: 80, note: "Rapport d’audit demandé à l’éditeur, pas encore reçu." }],
    says: "fournisseur de service, sa sécurité sans preuve et sa vérification en retard",
  },
  {
    given: { name: "Agenda partagé", roles: ["service"], contact: "Exploitation de l’éditeur", agreement: agreement("Enseignants des lycées publics", "Identifiant, établissement", "CAS") },
    keys: SERVICE, checks: kept(SERVICE, 40), leaves: 45, says: "fournisseur de service, sa sortie décidée",
  },
]; // biome-ignore format: one member a block
