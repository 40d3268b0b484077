/** Acts of a meeting or of an instance that have a page of their own: what they ask, what will follow. */
const s = (n: number) => (n > 1 ? "s" : "");

export const meetingActs = {
  convoquer: { title: "Convoquer la séance", lead: "Chaque membre, suppléant compris, reçoit l’ordre du jour et une invitation pour son agenda, et peut lire les dossiers dont la séance décide jusqu’à l’envoi du procès-verbal.", confirm: "Convoquer les membres" },
  consulter: { title: "Ouvrir la consultation écrite", lead: "Chacun répond par cette page avant l’heure fixée. Le silence n’est pas un vote.", confirm: "Ouvrir la consultation" },
  deplacer: { title: "Déplacer la séance", lead: "Ceux qui ont été convoqués le sont de nouveau ; leur agenda suit.", confirm: "Déplacer la séance" },
  annuler: { title: "Annuler", lead: "Ceux qui ont été convoqués en sont prévenus ; leur agenda la retire.", confirm: "Annuler la séance" },
  envoyer: { title: "Envoyer le procès-verbal", lead: "Les membres reçoivent le lien du procès-verbal validé.", confirm: "Envoyer le procès-verbal" },
  ajouter: { title: "Ajouter des points", lead: "Ce qui attend cette instance est proposé ; cochez, ou écrivez vos points.", confirm: "Ajouter ces points" },
  prevenir: { title: "Prévenir des changements", lead: "Un seul courriel dit aux membres tout ce qui a changé dans l’ordre du jour depuis leur convocation.", confirm: "Prévenir les membres" },
  joindre: { title: "Joindre une pièce", lead: "Un fichier de 20 Mo au plus, ou le lien de là où il se trouve. Les membres le lisent sur la page de la séance.", confirm: "Joindre la pièce" },
  decider: { title: "Proclamer la décision", lead: "Elle est écrite au procès-verbal et fait avancer le dossier aussitôt.", confirm: "Proclamer la décision" },
} as const; // biome-ignore format: one act a line
export type MeetingAct = keyof typeof meetingActs;

export const instanceActs = {
  sieger: { title: "Nommer qui siège", lead: "Une personne, un siège. Les suppléants peuvent siéger à la place du titulaire.", confirm: "Nommer" },
  liberer: { title: "Libérer un siège", lead: "La personne n’est plus convoquée ; ce qu’elle a voté reste.", confirm: "Libérer le siège" },
  presider: { title: "Choisir la présidence", lead: "Le texte ne dit pas qui préside : ce choix est écrit comme tel.", confirm: "Choisir ce siège" },
  secretariat: { title: "Nommer le secrétariat", lead: "Il consigne la séance et tient le procès-verbal, sans voix.", confirm: "Nommer le secrétariat" },
  inviter: { title: "Inviter sans voix", lead: "Les invités reçoivent l’ordre du jour ; ils ne votent pas.", confirm: "Inviter" },
} as const; // biome-ignore format: same
export type InstanceAct = keyof typeof instanceActs;

export const actWords = {
  preview: "Voir ce qui va se passer",
  edit: "Modifier",
  back: "Revenir sans rien faire",
  notNow: "Ce n’est pas possible maintenant.",
  field: {
    note: "Un mot pour les membres", noteHint: "Il accompagne la convocation.", changesHint: "Il accompagne la liste des changements.",
    closesAt: "Fin des réponses", closesHint: "Par exemple : vendredi à 18h, dans 3 jours, 12/01/2027 18h00",
    file: "Fichier", fileHint: "PDF, document de bureautique, image ou texte, 20 Mo au plus", paperLink: "Ou son lien", paperTitle: "Titre de la pièce", paperTitleHint: "Vide : le nom du fichier",
    reason: "Pourquoi", at: "Nouveau début", atHint: "Par exemple 12/01/2027 14h00", place: "Lieu", link: "Lien de visioconférence",
    points: "Points qui attendent cette instance", others: "Autres points, un par ligne",
    verdict: "Décision", text: "La décision en quelques phrases", reasons: "Motifs",
    months: "Durée", monthsOf: (n: number) => `${n} mois`, effectAt: "Prend effet le", dayHint: "Par exemple 12/01/2027 ; vide pour aujourd’hui",
    authority: "Autorité qui décide", conditions: "Conditions", reserves: "Réserves",
    reserve: (n: number) => `Réserve ${n}`, reserveOwner: (n: number) => `Réserve ${n} : qui la lève`, reserveDue: (n: number) => `Réserve ${n} : avant le`,
    accepted: "Risques résiduels acceptés", acceptedHint: "L’autorité les accepte en son nom.",
    condition: (n: number) => `Condition ${n}`, conditionOwner: (n: number) => `Condition ${n} : qui la remplit`, conditionDue: (n: number) => `Condition ${n} : avant le`,
    what: "Complément demandé", until: "Jusqu’au", day: "Par exemple 31/08/2027",
    review: "Réexamen conclu", reserveOf: "Réserve non levée",
    seat: "Siège", holder: "Titulaire", substitutes: "Suppléants", who: "Qui libère le siège", people: "Personnes",
  },
  instead: {
    "member.arrived": "Consigner l’arrivée d’un membre",
    "member.left": "Consigner le départ de qui siège",
    "item.opened": "Ouvrir le point",
    "item.discussed": "Consigner les échanges",
    "item.decided": "Proclamer la décision du point ouvert",
    "item.postponed": "Reporter le point",
    "item.noted": "En prendre acte",
    "item.added": "Ajouter un point à l’ordre du jour",
    "changes.told": "Prévenir les membres des changements",
    "meeting.rescheduled": "Déplacer la séance",
    "meeting.convened": "Convoquer la séance",
    "consultation.opened": "Ouvrir la consultation",
    "minutes.amended": "Corriger le procès-verbal",
    "seat.filled": "Nommer qui siège",
    "seat.vacated": "Libérer l’autre siège d’abord",
    "chair.named": "Choisir la présidence",
  } as Record<string, string>,
  momentWrong: "Écrivez une date et une heure à venir, par exemple 12/01/2027 14h00.",
  nothingJoined: "Choisissez un fichier, ou donnez son lien.",
  bothJoined: "Un fichier ou un lien, l’un des deux.",
  nothingPicked: "Cochez un point, ou écrivez-en un.",
  consequence: {
    mails: (n: number) => `${n} personne${s(n)} ${n > 1 ? "reçoivent" : "reçoit"} un courriel :`,
    mail: (name: string, role: string, place: string) => `${name}, ${role}, ${place}`,
    unreachable: (name: string) => `${name} n’a pas d’adresse dans l’annuaire : prévenez cette personne autrement.`,
    invitation: "Chaque courriel porte l’ordre du jour, le lien des pièces et une invitation pour l’agenda.",
    told: (ref: string, title: string) => `${ref} · ${title} : le dossier avance avec cette décision, dans la même écriture.`,
    alsoTold: (n: number) => `${n} personne${s(n)} concernée${s(n)} par ce dossier ${n > 1 ? "en sont prévenues" : "en est prévenue"}.`,
    clock: (name: string) => `Une horloge démarre : ${name}.`,
    task: (title: string) => `Une tâche s’ouvre : ${title}`,
    written: "La décision est écrite au procès-verbal, avec le vote et le quorum de cet instant.",
    nothing: "Rien ne part : c’est écrit au journal.",
  },
} as const; // biome-ignore format: words to read at a glance
