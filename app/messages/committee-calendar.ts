/** The secret iCalendar link of a person: what agendas show, and the page where it is opened. */
export const calendarWords = {
  name: (operator: string) => `Tocsin · ${operator}`,
  meeting: (instance: string, written: boolean) =>
    written ? `${instance} : consultation écrite, fin des réponses` : instance,
  agenda: (dispositif: string, items: string[], link: string | null, url: string) =>
    [
      dispositif,
      items.length > 0 && `Ordre du jour :\n${items.map((one, n) => `${n + 1}. ${one}`).join("\n")}`,
      link && `Visioconférence : ${link}`,
      url,
    ]
      .filter(Boolean)
      .join("\n\n"),
  deadline: (title: string, ref: string) => `Échéance : ${title} (${ref})`,
  because: (dossier: string, article: string | null, url: string) =>
    [dossier, article && `Article ${article}`, url].filter(Boolean).join("\n"),
} as const;

export const calendarPage = {
  title: "Mon agenda",
  link: "Mes réunions et mes échéances dans mon agenda",
  lead: "Vos réunions d’instance et vos échéances, dans l’agenda que vous utilisez déjà.",
  how: "Copiez l’adresse, puis dans votre agenda choisissez « S’abonner » ou « Ajouter à partir d’une adresse ».",
  secret:
    "Cette adresse est personnelle : quiconque l’a lit les titres de vos réunions et de vos échéances. Si elle a été vue, faites-en une autre.",
  address: "Adresse secrète de votre agenda",
  subscribe: "M’abonner sur cet appareil",
  open: "Créer mon adresse",
  renew: "Faire une autre adresse",
  revoke: "Retirer mon adresse",
  empty: {
    title: "Aucune adresse",
    text: "Créez une adresse secrète : votre agenda la relit de lui-même et suit chaque changement d’heure ou de lieu.",
  },
  openedAt: "Créée",
  readAt: "Lue par un agenda",
  never: "jamais encore",
  done: {
    open: "Votre adresse est créée.",
    renew: "Votre nouvelle adresse est prête. L’ancienne n’ouvre plus rien : changez-la dans votre agenda.",
    revoke: "Votre adresse est retirée : elle n’ouvre plus rien.",
  },
} as const;
