const about: Record<string, string> = {
  "1": "adresse inconnue",
  "2": "boîte pleine ou fermée",
  "3": "serveur du destinataire en défaut",
  "4": "serveur du destinataire injoignable",
  "6": "message non accepté",
  "7": "message refusé par les règles du destinataire",
};
const because = (status: string | null) => {
  const subject = about[status?.split(".")[1] ?? ""];
  return status ? ` : ${[subject, status].filter(Boolean).join(", ")}` : "";
};

/** What mail that came back says of a message; never an address nor a person's name. */
export const returnWords = {
  failed: (status: string | null) => `courriel revenu non remis${because(status)}`,
  delayed: (status: string | null) =>
    `remise retardée, le serveur du destinataire essaie encore${because(status)}`,
} as const;
