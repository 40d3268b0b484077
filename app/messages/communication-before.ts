import { count, plural, schools } from "./communication.ts";

/** « Avant d’envoyer »: who gets it, how, at what cost, approved by whom and by when. */
export const before = {
  who: {
    title: "Qui le recevra",
    total: (people: number, n: number) => `${count(people)} personne${plural(people)} dans ${schools(n)}`,
    onlySchools: (n: number) => schools(n),
    profile: (profile: string, people: number) => `${profile} : ${count(people)}`,
    uncounted: (n: number) => `${schools(n)} sans effectif connu pour ce profil : le nombre est un minimum.`,
    unknown: (profile: string) => `${profile} : effectif inconnu`,
    tiles: "Établissements et personnes par département",
    departement: "Département",
    schools: "Établissements",
    people: "Personnes",
    school: "Établissement",
    none: "Aucun établissement : vérifiez le territoire choisi.",
    outside: "Hors département",
  },
  how: {
    title: "Par quels canaux",
    open: "Ouvert",
    shut: "Fermé par le verrou",
    absent: "Non configuré dans ce dispositif : rien ne partira par là.",
    free: "Sans coût",
    sms: (parts: number, people: string, cost: string) => `${parts} SMS × ${people} = environ ${cost}`,
    smsUnknown: "Coût inconnu : il manque le prix d’un SMS ou le nombre de personnes.",
  },
  approved: {
    title: "Qui approuve, et pour quand",
    none: "Personne : ce niveau part sans validation.",
    t1: "Temps 1 : autorités académiques",
    t2: "Temps 2 : établissements",
    t2Text: (n: number) =>
      `Puis ${n > 1 ? `chacun des ${schools(n)} décide` : "l’établissement décide"} pour son portail.`,
    approval: "Approbation",
    dueAt: "Réponse avant le",
    silenceApproves: "Sans réponse à cette date, l’approbation est tacite.",
    silenceEscalates:
      "Sans réponse à cette date, rien n’est approuvé : la demande est relancée et reste ouverte.",
    unreachable: "Personne n’est joignable dans cette fonction : une tâche s’ouvre.",
    why: (name: string) => `Pourquoi ${name}`,
  },
  when: { title: "Les délais", none: "Aucun délai ne démarre." },
  text: {
    title: "Le texte",
    confirm: (n: number) =>
      n > 1
        ? `J’ai compris que ces ${schools(n)} ne le recevront pas.`
        : "J’ai compris que cet établissement ne le recevra pas.",
    unconfirmed: "Dites que vous avez compris qui ne le recevra pas, ou modifiez le message.",
  },
  next: "Ce qui va se passer",
  button: {
    t1: (n: number) => (n > 1 ? `Demander l’accord de ${n} autorités` : "Demander l’accord de l’académie"),
    t2: (n: number) => `Demander l’accord de ${schools(n)}`,
    approval: "Demander l’approbation",
    scheduled: "Programmer l’envoi",
    sending: (people: number | null, n: number) =>
      people === null
        ? `Envoyer à ${schools(n)} maintenant`
        : `Envoyer à ${count(people)} personnes maintenant`,
  },
} as const;
