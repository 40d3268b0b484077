import { count, plural, schools } from "./communication.ts";

/** Preparing a message: the level, the form, what is wrong with it. */
export const prepare = {
  title: "Nouveau message à la communauté",
  steps: {
    t1: (delay: string, tacit: boolean) =>
      `Temps 1 : l’académie${delay}${tacit ? ", le silence vaut accord" : ""}.`,
    t2: (delay: string, tacit: boolean) =>
      `Temps 2 : chaque établissement${delay}${tacit ? ", le silence vaut accord" : ""}.`,
    approval: (who: string, delay: string) =>
      `Une approbation : ${who}${delay} ; le silence n’approuve rien.`,
    review: "Examiné après coup.",
    none: "Aucune validation avant l’envoi.",
    delay: {
      workingDays: (n: number) => ` en ${n} jour${plural(n)} ouvré${plural(n)}`,
      workingHours: (n: number) => ` en ${n} h ouvrées`,
      hours: (n: number) => ` en ${n} h`,
      minutes: (n: number) => ` en ${n} min`,
    },
  },
  level: "Quel est le niveau de ce message ?",
  levelLead:
    "Le niveau décide de qui valide, en combien de temps, et de ce que la convention demande d’écrire.",
  changeLevel: "Changer de niveau",
  dispositif: "Dispositif",
  asked: (article: string) => `Demandé par l’${article.charAt(0).toLowerCase()}${article.slice(1)}.`,
  asksFor: "Ce formulaire demande ce que la convention demande pour ce niveau, rien d’autre.",
  nobody: {
    title: "Vous ne pouvez pas préparer de message",
    text: "Les messages à la communauté sont préparés par les collectivités et les académies qui sont parties à la convention. Un chef d’établissement décide de leur publication sur son portail.",
    action: "Voir les messages",
  },
  forCrisis: (ref: string) => `Pour la crise ${ref}`,
  crisis: "Crise concernée",
  crisisHint: "Un message de crise se rattache à la crise ouverte qu’il explique.",
  noCrisis: "Aucune crise n’est ouverte dans ce dispositif.",
  toCrisis: "Entrer dans la salle de crise",
  section: {
    who: "À qui",
    what: "Quoi",
    when: "Quand",
    how: "Par quels canaux",
    why: "Pourquoi",
  },
  field: {
    topic: "Sujet",
    topicHint: "Il désigne qui valide.",
    profiles: "Qui le recevra ?",
    perimeter: "Dans quels établissements ?",
    perimeters: {
      dispositif: "Tous les établissements de l’ENT",
      academie: "Ceux d’une académie",
      departement: "Ceux d’un département",
      schools: "Certains établissements",
    },
    territory: "Territoire",
    academie: "Académie",
    departement: "Département",
    none: "Choisir…",
    schools: "Établissements",
    schoolsHint: "Un par ligne : UAI ou nom.",
    schoolsKept: (names: readonly string[]) =>
      `Déjà choisi${plural(names.length)} : ${names.slice(0, 5).join(", ")}${names.length > 5 ? ` et ${count(names.length - 5)} autres` : ""}. Laissez vide pour les garder.`,
    schoolsFound: "Plusieurs établissements répondent à ce nom",
    title: "Titre",
    titleHint: "160 caractères au plus.",
    short: "Description courte",
    shortHint: "Une ou deux phrases, lues sur la page d’accueil.",
    long: "Description longue",
    longHint: "Le texte entier. Laissez une ligne vide entre deux paragraphes.",
    sms: "Texte du SMS",
    smsHint: "Écrivez sans accent rare ni émoji : un seul de ces caractères fait payer plus de SMS.",
    survey: "Lien vers un questionnaire",
    surveyHint: "Une adresse qui commence par https://",
    objective: "Objectif",
    objectiveHint: "Ce que ce message doit permettre : il est lu par qui valide.",
    justification: "Justification",
    justificationHint: {
      urgent: "Pourquoi il ne peut pas attendre une validation. Elle sera lue par le COSUI et le CST.",
      crise: "Pourquoi ce message, maintenant. Elle est lue par qui approuve.",
      other: "Elle est conservée au journal.",
    },
    startsAt: "Début",
    startHint: {
      classique: "Par exemple « 12/01 à 8h » ou « lundi 8h ».",
      now: "Vide : dès que possible. Sinon « ce soir », « demain 7h », « dans 2 h ».",
    },
    endsAt: "Fin",
    endHint: "Par exemple « 30/01 à 18h » ou « 20 jours » après le début.",
    channels: "Canaux",
    files: "Ajouter des pièces jointes",
    kept: "Pièces jointes",
    remove: "Retirer",
    size: (bytes: number) =>
      bytes < 1_048_576
        ? `${Math.max(1, Math.round(bytes / 1024))} Ko`
        : `${(bytes / 1_048_576).toFixed(1).replace(".", ",")} Mo`,
    director: "Directeur de la publication",
    directorHint: "Sa fonction et son organisation, nommées au bas du message.",
  },
  director: {
    school: "de chaque établissement",
    dsden: "DSDEN du territoire",
    academie: "académie",
    region: "Région",
    departement: "Département",
    commune: "commune",
    draaf: "DRAAF",
  } as Record<string, string>,
  as: "Au nom de",
  choosePlace: "Choisir",
  ownSchool: (name: string) => `La communauté de ${name}`,
  sms: {
    parts: (characters: number, parts: number) =>
      `${count(characters)} caractère${plural(characters)}, ${parts} SMS par personne`,
    none: "Aucun texte de SMS.",
    odd: (characters: readonly string[]) =>
      `${characters.map((one) => `« ${one} »`).join(", ")} : ce caractère fait passer de 160 à 70 caractères par SMS.`,
    odds: (characters: readonly string[]) =>
      `${characters.map((one) => `« ${one} »`).join(", ")} : ces caractères font passer de 160 à 70 caractères par SMS.`,
    each: (cost: string) => `${cost} par personne`,
    cost: (cost: string) => `environ ${cost} pour tout le monde`,
    unknownCost: "Coût inconnu : le prix d’un SMS n’est pas réglé dans ce dispositif.",
  },
  channel: {
    open: "Ouvert",
    shut: (because: string) => `Fermé. ${because}`,
    absent: "Non configuré",
    failing: "Le dernier essai de ce canal a échoué.",
    free: "Sans coût",
    costs: "Payant",
    none: "Aucun canal n’est configuré dans ce dispositif : le message sera prêt, mais rien ne pourra partir.",
    set: "Régler les canaux",
  },
  save: "Enregistrer le brouillon",
  leave: "Quitter sans enregistrer",
  next: "Voir avant d’envoyer",
  saved: "Brouillon enregistré. Il n’est vu que par votre organisation.",
  kept: "Ce que vous avez écrit est conservé.",
  edit: "Modifier le message",
  back: "Revenir au message",
  wrong: {
    process: "Choisissez un niveau.",
    dispositif: "Choisissez un dispositif.",
    topic: "Choisissez le sujet.",
    profiles: "Choisissez qui le recevra.",
    perimeter: "Choisissez les établissements.",
    departement: "Choisissez le département.",
    academie: "Choisissez l’académie.",
    schools: "Nommez au moins un établissement.",
    schoolsUnknown: (names: readonly string[], more: number) =>
      `Inconnu${names.length + more > 1 ? "s" : ""} dans ce dispositif : ${names.map((one) => `« ${one} »`).join(", ")}${more > 0 ? ` et ${more} autre${plural(more)}` : ""}.`,
    schoolsSeveral: (typed: string, names: string) =>
      `« ${typed} » désigne plusieurs établissements : ${names}. Donnez l’UAI.`,
    schoolsMost: (most: number) => `Plus de ${most} noms : donnez les UAI, ou choisissez un territoire.`,
    startsAt: "Cette date de début ne se lit pas : « 12/01 à 8h », « lundi 8h », « dans 10 jours ».",
    endsAt: "Cette date de fin ne se lit pas : « 30/01 à 18h », « 20 jours ».",
    channels: "Choisissez au moins un canal.",
    filesHeavy:
      "Ces fichiers dépassent ensemble 20 Mo : joignez-les en plusieurs fois, ou réduisez-les. Rien n’est perdu.",
    filesMost: (most: number) => `${most} pièces jointes au plus : retirez-en, ou joignez l’essentiel.`,
    conflict:
      "Un collègue a modifié ce brouillon entre-temps. Votre texte est ici, intact : relisez le sien, puis enregistrez de nouveau.",
    survey: "Une adresse qui commence par https://",
    dates: (because: string, article: string) => `${because} ${article}.`,
    required: (label: string, article: string) => `« ${label} » manque : l’${article} le demande.`,
  },
  empty: {
    noSchools: "Aucun établissement de ce territoire n’est dans l’annuaire.",
  },
  reached: (people: number | null, n: number) =>
    people === null ? schools(n) : `${count(people)} personne${plural(people)} dans ${schools(n)}`,
} as const;

/** The label and hint of a field by its name. */
export function fieldWords(name: string): { label: string; hint: string | undefined } {
  const known = prepare.field as unknown as Record<string, unknown>;
  const text = (key: string) => (typeof known[key] === "string" ? (known[key] as string) : undefined);
  return { label: text(name) ?? name, hint: text(`${name}Hint`) };
}
