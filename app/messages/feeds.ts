/** Why a feed of another portal was not read, and what becomes of its news. */
export const feedInWords = {
  status: (status: number) => `le portail a répondu ${status}`,
  gone: "le portail dit que ce flux n’existe plus (410) : il n’est plus lu",
  noLonger: "la personne qui suivait ce portail n’exerce plus cette fonction : suivez-le de nouveau",
  failed: "lecture interrompue, elle sera reprise",
  objective: (name: string, link: string | null) =>
    [`Relayer une actualité du portail « ${name} » (MBN-5.5).`, link].filter(Boolean).join(" "),
} as const;
