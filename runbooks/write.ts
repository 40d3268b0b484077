import type { Act, Action, Runbook, RunbookParty, Template } from "./schema.ts";

/*
 * Values in the words in which a runbook is written: what read/values.ts reads, and what a difference shows.
 */

const parties: Record<RunbookParty, string> = {
  cellule: "cellule",
  academie: "académie",
  collectivite: "collectivité",
  etablissement: "établissement",
  prestataire: "prestataire",
};
const profiles = { families: "familles", pupils: "élèves", teachers: "enseignants", staff: "personnels" };

/** Minutes in the largest unit that holds them: 90 → « 1 h 30 », 4320 → « 72 h », 14400 → « 10 j ». */
export function writeDelay(minutes: number, from: "open" | "awareness" = "open"): string {
  const rest = minutes % 60;
  const hours = (minutes - rest) / 60;
  const days = minutes % 1440 === 0 && hours > 72 ? hours / 24 : 0;
  const text =
    days > 0
      ? `${days} j`
      : hours === 0 || hours > 9_999
        ? `${minutes} min`
        : rest === 0
          ? `${hours} h`
          : `${hours} h ${rest}`;
  return from === "awareness" ? `${text} depuis la connaissance` : text;
}

/** « exploitant (prestataire) » */
export const writeWho = ({ who, party }: Pick<Action, "who" | "party">) =>
  `${who.replace("main-courante", "main courante")} (${parties[party]})`;

const measures = {
  "block-accounts": "bloquer comptes",
  "force-password": "changer mots de passe",
  "recall-message": "rappeler messages",
};

/** « déclarer cnil » */
export function writeAct(act: Act): string {
  switch (act.do) {
    case "message":
      return `message ${act.template}`;
    case "declare":
      return `déclarer ${act.authority}`;
    case "compromise":
      return `compromission ${act.what === "messaging" ? "messagerie" : "authentification"}`;
    case "open-channel":
      return "ouvrir un canal";
    case "contain":
      return `confinement ${measures[act.measure]}`;
    case "sitrep":
      return "point de situation";
    case "press":
      return "presse";
  }
}

/** « familles, élèves », or « professionnels » */
export const writeAudience = ({ audience, profiles: listed }: Pick<Template, "audience" | "profiles">) =>
  audience === "professional" ? "professionnels" : listed.map((profile) => profiles[profile]).join(", ");

const listed = (values: readonly string[]) => values.join(", ");

/** The fields of a step or decision that are filled in, by their names in the file. */
export function writeFields(action: Action): Record<string, string> {
  const { title, after, when, within, from, rule, article, instructions } = action;
  const fields: Record<string, string | undefined> = {
    Titre: title,
    [action.kind === "step" ? "Qui" : "Décide"]: writeWho(action),
    Après: listed(after),
    Si: when.map(({ decision, option }) => `${decision} = ${option}`).join(" ou "),
    Délai: within === undefined ? "" : writeDelay(within, from),
    Règle: rule === undefined ? "" : listed([rule, ...(article === undefined ? [] : [`article ${article}`])]),
    Consignes: instructions.map((line, rank) => `${rank + 1}. ${line}`).join("\n"),
  };
  if (action.kind === "step") {
    fields.Preuve = action.proof;
    fields.Action = action.act && writeAct(action.act);
  } else
    for (const { key, label, act } of action.options)
      fields[`Choix « ${key} »`] = act ? `${label} → ${writeAct(act)}` : label;
  return filled(fields);
}

/** The fields of a message, by their names in the file. */
export const writeTemplate = (template: Template): Record<string, string> =>
  filled({
    Titre: template.title,
    Pour: writeAudience(template),
    Canaux: listed(template.channels),
    Objet: template.subject,
    Texte: template.body,
  });

/** The fields of the front matter, but the version. */
export const writeFront = (runbook: Runbook): Record<string, string> =>
  filled({
    Titre: runbook.title,
    Résumé: runbook.summary,
    Catégories: listed(runbook.categories),
    Verrou: runbook.lock.state,
    Compromissions: listed(runbook.lock.mayCompromise),
    Substitution: listed(runbook.substitution),
    Instances: listed(runbook.instances),
  });

const filled = (fields: Record<string, string | undefined>): Record<string, string> =>
  Object.fromEntries(Object.entries(fields).flatMap(([name, value]) => (value ? [[name, value]] : [])));
