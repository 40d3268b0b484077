/** What the acknowledgement page says, apart from the facts. */
export const ackWords = {
  titles: {
    ask: "Une alerte vous attend",
    taken: "Merci, c’est noté",
    "not-me": "Merci, c’est noté",
    answered: "Réponse déjà enregistrée",
    unknown: "Ce lien n’ouvre aucune alerte",
    expired: "Ce lien n’est plus valable",
  },
  justTaken:
    "Votre réponse est enregistrée : vous vous en occupez. Il n’y aura plus de relance. Voici ce qui est attendu de vous.",
  justNotMe:
    "Votre réponse est enregistrée : cette alerte n’est pas pour vous. Une autre personne sera sollicitée. Vous pouvez fermer cette page.",
  answeredTaken: (by: string, date: string, zone: string) =>
    `${by} a répondu « J’ai lu et je m’en occupe » le ${date} (${zone}).`,
  answeredNotMe: (by: string, date: string, zone: string) =>
    `${by} a répondu « Ce n’est pas moi » le ${date} (${zone}). Une autre personne est sollicitée.`,
  takenBy: (name: string) => `${name} s’en occupe déjà. Votre réponse reste utile si vous agissez aussi.`,
  closed: (date: string, zone: string) =>
    `Cet incident est clos depuis le ${date} (${zone}). Votre réponse reste enregistrée au dossier.`,
  call: (name: string) => `Une question, un doute : appelez ${name}`,
  noCall: "Aucun numéro n’est connu de l’annuaire : appelez votre hiérarchie par la voie habituelle.",
  unknown:
    "L’adresse est incomplète ou a été modifiée. Rouvrez le message reçu et appuyez sur son bouton, ou recopiez l’adresse en entier.",
  expired: (ref: string) =>
    `L’alerte ${ref} date de plus de 90 jours : ce lien ne reçoit plus de réponse. Connectez-vous à Tocsin pour lire le dossier.`,
} as const;
