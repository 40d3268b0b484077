/* The register of the demonstration. Whoever bears one of these names is not meant. */

const academie = { key: "academie-reims", name: "Académie de Reims" };
const region = { key: "region-grand-est", name: "Région Grand Est" };
const ours = {
  operator: { name: "Exploitant de démonstration" },
  host: { name: "Hébergeur de démonstration" },
};
const need = (level: "basique" | "modere" | "avance", answers: Record<string, string>) => ({
  answers,
  proposed: level,
  need: level,
});
const heavy = need("avance", { donnees: "sensibles", ampleur: "region", arret: "heures", acces: "porte" });
const middle = need("modere", {
  donnees: "courantes",
  ampleur: "plusieurs",
  arret: "jour",
  acces: "internet",
});
const light = need("basique", { donnees: "aucune", ampleur: "peu", arret: "semaine", acces: "interne" });

export const systems = [
  { key: "ent", name: "Mon Bureau Numérique", nature: "ent", owner: region, ...ours, url: "https://ent.example", description: "L’ENT des collèges et lycées du Grand Est.", need: heavy },
  { key: "messagerie", name: "Messagerie de l’ENT", nature: "module", owner: region, ...ours, need: heavy },
  { key: "cahier-multimedia", name: "Cahier multimédia", nature: "module", owner: region, ...ours, need: middle },
  { key: "sms-rectorat", name: "SMS du rectorat", nature: "communication", owner: academie, ...ours, need: middle },
  { key: "vie-scolaire", name: "Vie scolaire", nature: "application", owner: academie, ...ours, need: middle },
  { key: "orientation", name: "Portail de l’orientation", nature: "application", owner: academie, ...ours, need: light },
]; // biome-ignore format: one system a line

type Link = {
  from: string;
  to?: string;
  label: string;
  direction: "in" | "out" | "both";
  means: string;
  data: string;
  minors: boolean;
};
export const links: Link[] = [
  { from: "ent", to: "messagerie", label: "Messagerie de l’ENT", direction: "both", means: "interne", data: "identité, groupes, messages", minors: true },
  { from: "ent", to: "cahier-multimedia", label: "Cahier multimédia", direction: "out", means: "interne", data: "identité, classe", minors: true },
  { from: "ent", to: "vie-scolaire", label: "Vie scolaire", direction: "out", means: "CAS", data: "identité, profil, établissement", minors: true },
  { from: "ent", to: "orientation", label: "Portail de l’orientation", direction: "out", means: "SAML", data: "identité, niveau", minors: true },
  { from: "ent", label: "Annuaire fédérateur (AAF)", direction: "in", means: "fichiers", data: "élèves, personnels, structures", minors: true },
  { from: "ent", label: "Guichet ÉduConnect", direction: "in", means: "SAML", data: "identité des familles et des élèves", minors: true },
  { from: "ent", label: "GAR", direction: "out", means: "API", data: "identifiant opaque, profil", minors: true },
]; // biome-ignore format: one link a line

const both = ["simplifiee", "intermediaire"];
export const documents = [
  { kind: "strategie", title: "Stratégie d’homologation", version: "2", demarches: both },
  { kind: "cartographie", title: "Cartographie", version: "4", demarches: both },
  { kind: "pas", title: "Plan d’assurance sécurité", version: "1.3", demarches: both },
  { kind: "analyse", title: "Analyse de risques", version: "3", demarches: both },
  { kind: "pssi-generale", title: "Politique générale de sécurité", version: "2025", demarches: ["intermediaire"] },
  { kind: "objectifs", title: "Objectifs de sécurité", version: "1", demarches: ["intermediaire"] },
  { kind: "architecture", title: "Dossier d’architecture technique", version: "7", demarches: ["intermediaire"] },
]; // biome-ignore format: one piece a line

export const risks = [
  { event: "Un compte volé parle au nom de l’école", scenario: "Des mots de passe d’élèves, volés sur leurs postes, servent à envoyer des menaces.", likelihood: 4, severity: 4, after: { likelihood: 2, severity: 3 }, treatment: "reduce", owner: "RSSI de l’académie" },
  { event: "Des données d’élèves sont publiées", scenario: "Une application reliée garde plus d’attributs qu’il n’en faut, et les perd.", likelihood: 3, severity: 3, after: { likelihood: 2, severity: 3 }, treatment: "reduce", owner: "DPD de l’académie" },
  { event: "L’ENT s’arrête un jour d’examen", scenario: "Déni de service sur le frontal.", likelihood: 2, severity: 2, after: { likelihood: 1, severity: 2 }, treatment: "transfer", owner: "Exploitant" },
]; // biome-ignore format: one risk a line

const states = ["done", "done", "done", "doing", "todo"] as const;
/** The n-th measure as it stood when the dossier was put. */
export const measuresDone = (n: number, from: Date) => {
  const state = states[n % states.length];
  const dueAt = new Date(from.getTime() + (120 + n * 30) * 86_400_000).toISOString().slice(0, 10);
  const owner = n % 2 ? "Exploitant de l’ENT" : "DSI de l’académie";
  return { state, owner, dueAt, ...(state === "done" && { proof: "Compte rendu de recette" }) };
};
