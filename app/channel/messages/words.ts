/** What surrounds the author's words in a message to the community. */
export const communityWords = {
  exercise: "EXERCICE",
  exerciseLine: "Ceci est un exercice : aucune action n’est attendue de vous.",
  director: (name: string) => `Directeur ou directrice de la publication : ${name}`,
  reference: (ref: string, dispositif: string) => [ref, dispositif].filter(Boolean).join(" · "),
} as const;
