import { audience, channelLabel, number } from "./incident-words.ts";

/** What a command would do, in plain words and numbers. */
export const consequences = {
  alerted: (people: number, mailboxes: number) => {
    const many = people + mailboxes > 1;
    return `${audience(people, mailboxes)} ser${many ? "ont" : "a"} alertée${many ? "s" : ""} par ${channelLabel("mail")}.`;
  },
  nobody: "Personne de nouveau ne sera alerté.",
  unreachable: (count: number) =>
    count === 1
      ? "1 destinataire n’a ni titulaire ni adresse : une tâche le signalera au RSSI."
      : `${number(count)} destinataires n’ont ni titulaire ni adresse : une tâche les signalera au RSSI.`,
  clock: (name: string, hours: string | null) =>
    hours
      ? `L’horloge « ${name} » démarre : ${hours}.`
      : `Le devoir « ${name} » s’ouvre ; le texte ne fixe pas d’heure.`,
  settled: (name: string, as: string) =>
    as === "met"
      ? `L’horloge « ${name} » est tenue.`
      : `L’horloge « ${name} » s’arrête : elle n’a plus d’objet.`,
  task: (title: string) => `Une tâche s’ouvre : ${title}.`,
  state: (label: string) => `L’incident passe à l’état « ${label} ».`,
  other: (ref: string, title: string, state: string) =>
    `L’application « ${title} » (${ref}) devient aussitôt « ${state} ».`,
  access: "Les parties nommées par la convention pourront suivre le dossier.",
  retry: "Le message est renvoyé.",
  nothing: "L’action est consignée au journal ; rien d’autre ne change.",
  who: "Qui sera alerté",
  group: (count: number) => `${number(count)} destinataire${count > 1 ? "s" : ""}`,
  inDepartement: (departement: string, count: number) => `Département ${departement} : ${number(count)}`,
  elsewhere: (count: number) => `Hors département : ${number(count)}`,
  durations: {
    minutes: (n: number) => `${n} minutes`,
    hours: (n: number) => `${n} h`,
    workingHours: (n: number) => `${n} h ouvrées`,
    workingDays: (n: number) => `${n} jour${n > 1 ? "s" : ""} ouvré${n > 1 ? "s" : ""}`,
  },
  until: (duration: string, end: string) => `${duration}, jusqu’au ${end}`,
} as const;
