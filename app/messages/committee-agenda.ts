/** What waits for an instance, and why it is there. */
export const agendaWords = {
  submitted: (note: string | null) =>
    `Le dossier d’homologation est complet et attend une décision${note ? ` : ${note}` : "."}`,
  review: (count: number, what: string) =>
    count > 1 ? `${count} réexamens ouverts, le dernier : ${what}` : `Réexamen ouvert : ${what}`,
  suspended: (reason: string) => `Homologation suspendue : ${reason}`,
  requested: (opinions: string) => `Les trois avis sont rendus (${opinions}) : la demande attend le comité.`,
  reviewDue: "Une application ouverte est réexaminée chaque année.",
  reinstatement: (reason: string) => `Application suspendue : ${reason} Son retour se décide.`,
  urgent: (author: string) =>
    `Message urgent de ${author}, parti sans approbation : l’instance l’examine après coup.`,
  attestation: "L’attestation RGS de ce système tiers se périme : au-delà, il ne sert plus à la sûreté.",
  attestationLapsed: "L’attestation RGS de ce système tiers est périmée : il ne sert plus à la sûreté.",
  runbook: (version: number) => `La version ${version} de la procédure de crise est soumise.`,
  retex: (owner: string, ref: string) => `Action décidée après ${ref}, confiée à ${owner}, en retard.`,
  opinion: { favourable: "favorable", reserved: "réservé", unfavourable: "défavorable" },
} as const;
