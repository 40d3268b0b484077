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
  leftOut: (day: string, because: string) => `${day} ne compte pas : ${because}`,
  zone: (zone: string) => `Heures données à l’heure de ${zone.replace(/^.*\//, "").replaceAll("_", " ")}`,
} as const;
