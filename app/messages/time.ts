/** Words around dates and delays. */
export const time = {
  left: (span: string) => `reste ${span}`,
  overdue: (span: string) => `en retard de ${span}`,
  overdueWord: "En retard",
  settled: "terminé",
  open: "sans échéance",
  due: (date: string) => `Échéance : ${date}`,
  how: "Comment ce délai est calculé",
  start: (date: string) => `Départ : ${date}`,
  end: (date: string) => `Fin : ${date}`,
  amount: {
    minutes: (n: number) => `Délai : ${n} minute${n > 1 ? "s" : ""}, jour et nuit`,
    hours: (n: number) => `Délai : ${n} heure${n > 1 ? "s" : ""}, jour et nuit, jours fériés compris`,
    workingHours: (n: number) => `Délai : ${n} heure${n > 1 ? "s" : ""} ouvrée${n > 1 ? "s" : ""}`,
    workingDays: (n: number) => `Délai : ${n} jour${n > 1 ? "s" : ""} ouvré${n > 1 ? "s" : ""}`,
  },
  /** The choice of the console that says how each unit is counted (rules.md §8). */
  choiceOf: {
    minutes: "CHOIX-3",
    hours: "CHOIX-3",
    workingHours: "CHOIX-2",
    workingDays: "CHOIX-1",
  },
  choice: (rule: string) => `choix de la console ${rule}`,
  /** A day of the week that nobody works. */
  rest: "jour non ouvré",
  counted: (day: string, because: string) => `${day} compte : ${because}, travaillé dans cette commune`,
  school: (name: string, from: string, to: string) =>
    `${name}, du ${from} après la classe au ${to} : montrées, elles ne changent rien au délai`,
  here: (date: string) => `Soit, à votre heure : ${date}`,
  leftOut: (day: string, because: string) => `${day} ne compte pas : ${because}`,
  zone: (zone: string) => `Heure de ${zoneName(zone)}`,
  days: (zone: string, departement: string | null) =>
    `Jours fériés ${departement ? `du département ${departement}` : "de toute la France"}, heure de ${zoneName(zone)}`,
} as const;

const zoneName = (zone: string) => zone.replace(/^.*\//, "").replaceAll("_", " ");
