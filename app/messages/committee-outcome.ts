/** What a decision says in one paragraph, in the minutes and on the page. */
export const outcomeWords = {
  months: (n: number) => `Pour ${n} mois`,
  effect: (day: string) => `à effet du ${day}`,
  authority: (name: string, role: string) => `Décision de ${name}, ${role}`,
  conditions: "Conditions",
  reserves: "Réserves",
  reserve: (text: string, owner: string, day: string) => `${text} (${owner}, avant le ${day})`,
  accepted: (n: number) =>
    `${n} risque${n > 1 ? "s" : ""} résiduel${n > 1 ? "s" : ""} accepté${n > 1 ? "s" : ""}`,
  what: "Complément demandé",
  until: (day: string) => `Jusqu’au ${day}`,
  reason: "Motifs",
} as const;
