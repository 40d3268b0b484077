/** What a meeting puts into « Ce qui m’attend ». */
export const committeeHome = {
  meeting: "Séance à laquelle vous siégez.",
  open: "La séance est ouverte : vous y siégez.",
  answer: (n: number) => `Consultation écrite : ${n} point${n > 1 ? "s" : ""} attend${n > 1 ? "ent" : ""} votre réponse.`,
  validate: "Procès-verbal à valider : vous présidez.",
  proclaim: "Consultation close : proclamez chaque point, puis validez.",
  buttons: { meeting: "Lire l’ordre du jour", open: "Rejoindre", answer: "Répondre", validate: "Relire" },
} as const; // biome-ignore format: words to read at a glance
