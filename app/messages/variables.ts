import type { VariableProblem } from "#machines/variables/check.ts";
import type { RecipientVariable } from "#machines/variables/known.ts";

/** What each variable becomes, for whoever writes a message. */
export const variableLabels: Record<
  RecipientVariable | "date" | "heure" | "reference" | "dispositif",
  string
> = {
  etablissement: "Nom de l’établissement",
  uai: "UAI de l’établissement",
  ville: "Commune de l’établissement",
  adresse: "Adresse de l’établissement",
  telephone: "Téléphone de l’établissement",
  courriel: "Courriel de l’établissement",
  departement: "Département de l’établissement",
  academie: "Académie de l’établissement",
  region: "Région de l’établissement",
  chefEtablissement: "Chef ou cheffe d’établissement",
  date: "Date d’envoi",
  heure: "Heure d’envoi",
  reference: "Référence du message",
  dispositif: "Nom du dispositif",
};

const schools = (n: number) => `${n.toLocaleString("fr-FR")} établissement${n > 1 ? "s" : ""}`;

/** Words about the variables of a message, before it is sent. */
export const variableWords = {
  title: "Variables",
  hint: "Écrivez {{etablissement}} là où le nom de chaque établissement doit paraître. Pour écrire des accolades, mettez \\ devant : \\{{.",
  problem: ({ kind, found, line, nearest }: VariableProblem) => {
    const what =
      kind === "unknown"
        ? `ligne ${line} : « ${found} » n’est pas une variable connue`
        : `ligne ${line} : les accolades de « ${found} » ne forment pas une variable`;
    return nearest ? `${what}. Vouliez-vous écrire « {{${nearest}}} » ?` : `${what}.`;
  },
  /** « 3 établissements sur 5 500 n’ont pas de valeur pour « ville ». » */
  missing: (variable: RecipientVariable, count: number, of: number) =>
    `${schools(count)} sur ${of.toLocaleString("fr-FR")} ${count > 1 ? "n’ont" : "n’a"} pas de valeur pour «\u00a0${variableLabels[variable]}\u00a0».`,
  consequence: (count: number) =>
    count > 1
      ? "Leur message ne partirait pas : complétez l’annuaire, retirez la variable, ou confirmez qu’ils ne le recevront pas."
      : "Son message ne partirait pas : complétez l’annuaire, retirez la variable, ou confirmez qu’il ne le recevra pas.",
  others: (count: number) => `et ${count.toLocaleString("fr-FR")} autre${count > 1 ? "s" : ""}`,
} as const;
