import type { LockState } from "#machines/lock/v1/compute.ts";

const count = (n: number) => n.toLocaleString("fr-FR");
const many = (n: number) => (n > 1 ? "s" : "");
const list = (words: string[]) =>
  words.length < 2 ? words.join("") : `${words.slice(0, -1).join(", ")} et ${words.at(-1)}`;
const article = (given: string) => (/^\d/.test(given) ? `article ${given}` : given);

export const lockStates: Record<LockState, { label: string; tone: "success" | "warning" | "error" }> = {
  open: { label: "Communication ouverte", tone: "success" },
  crisis: { label: "Crise", tone: "warning" },
  compromised: { label: "ENT compromis", tone: "error" },
  surete: { label: "Sûreté", tone: "warning" },
};

/** What the page of a communication lock says, and the banner of every page. */
export const lock = {
  title: "Verrou de communication",
  lead: {
    open: "Aucun cas n’est ouvert : chaque message suit la procédure de son niveau (article 5.3).",
    crisis: "En crise, la messagerie de l’ENT informe seule la communauté.",
    compromised:
      "La messagerie de l’ENT ou son authentification est compromise : seuls les canaux ouverts un par un par la direction de crise informent la communauté.",
    surete:
      "Pour la sûreté : les outils de l’ENT, ou un tiers dont l’attestation RGS a été vérifiée il y a moins d’un an.",
  } satisfies Record<LockState, string>,
  never:
    "Les alertes aux responsables (RSSI, DPD, chefs d’établissement, cellule de crise) ne sont jamais verrouillées.",
  since: "Dans cet état depuis",
  none: "Ce dispositif n’a pas encore de verrou : rien ne part vers la communauté.",
  banner: {
    label: "Communication verrouillée",
    title: (since: string) => `Communication verrouillée depuis ${since}`,
    open: (channels: string[]) =>
      channels.length === 0
        ? "aucun canal ouvert"
        : `${list(channels)} ${channels.length === 1 ? "seulement" : "seuls"}`,
    cases: (refs: string[]) =>
      refs.length === 0 ? "" : `${refs.length > 1 ? "cas" : "crise"} ${list(refs)}`,
    article,
    link: "Voir le verrou",
  },
  channels: {
    title: "Ce qui peut atteindre la communauté",
    console: "Tocsin",
    community: "Familles, élèves, personnels",
    open: "Ouvert",
    shut: "Fermé",
    because: "Fermé par",
    until: "Ouvert jusqu’au",
    opened: (reason: string) => `Canal de substitution : ${reason}`,
    missing: "Non configuré dans ce dispositif",
    settings: "Régler les canaux de ce dispositif",
    failing: "Le dernier essai de ce canal a échoué",
    waiting: (n: number) => `${count(n)} message${many(n)} en file`,
    held: (n: number) => `${count(n)} retenu${many(n)}`,
  },
  cases: {
    title: "Cas ouverts",
    state: { crisis: "Crise", surete: "Sûreté" },
    compromised: {
      messaging: "messagerie de l’ENT compromise, confirmé par deux personnes",
      authentication: "authentification de l’ENT compromise, confirmé par deux personnes",
    },
    room: (ref: string) => `Salle de crise ${ref}`,
  },
  held: {
    letGo: "Ce que sont devenus ceux que le verrou avait retenus",
    title: "Messages retenus",
    empty: "Aucun message n’est retenu.",
    lead: "Ni envoyés, ni perdus : pour chacun, la direction de crise réoriente, libère après le verrou, ou annule.",
    count: (n: number, channel: string) => `${count(n)} envoi${many(n)} par ${channel}`,
    since: "Retenus depuis",
    released: "Partiront dès que ce canal rouvrira : c’est décidé.",
    decide: "Décider",
    decideAll: (n: number) => `Décider des ${count(n)} envois retenus`,
    all: "Tous les messages retenus",
    who: {
      crisis: (ref: string) => `Tant que ${ref} est ouverte, la décision s’inscrit dans cette crise.`,
      lock: "Aucun cas n’est ouvert : la décision s’inscrit au journal du verrou.",
    },
    form: {
      title: "Que deviennent ces messages ?",
      choice: "Décision",
      choices: {
        reroute: { label: "Réorienter", hint: "Ils partent aussitôt par un canal ouvert." },
        release: { label: "Libérer après le verrou", hint: "Ils partent quand leur canal rouvre." },
        cancel: { label: "Annuler", hint: "Ils ne partiront jamais." },
      },
      to: "Canal de remplacement",
      toHint: "Pour réorienter : seuls les canaux ouverts sont proposés.",
      reason: "Raison",
      reasonHint: "Elle est inscrite au journal avec votre nom.",
    },
    wrong: {
      choice: "Choisissez une décision.",
      to: "Choisissez un canal ouvert.",
      reason: "La raison manque.",
    },
    preview: "Prévoir",
    edit: "Modifier",
    what: "décider de messages retenus",
    will: {
      reroute: (n: number, to: string) =>
        `${count(n)} envoi${many(n)} ${n > 1 ? "partent" : "part"} par ${to} dès la confirmation.`,
      release: (n: number, open: boolean) =>
        open
          ? `${count(n)} envoi${many(n)} ${n > 1 ? "partent" : "part"} aussitôt : leur canal est ouvert.`
          : `${count(n)} envoi${many(n)} ${n > 1 ? "partiront" : "partira"} dès que leur canal rouvrira.`,
      cancel: (n: number) => `${count(n)} envoi${many(n)} ne ${n > 1 ? "partiront" : "partira"} jamais.`,
      recorded: (ref: string) => `La décision et sa raison sont inscrites au journal de ${ref}.`,
    },
    confirm: {
      reroute: (n: number) => `Réorienter ${count(n)} envoi${many(n)}`,
      release: (n: number) => `Libérer ${count(n)} envoi${many(n)} après le verrou`,
      cancel: (n: number) => `Annuler ${count(n)} envoi${many(n)}`,
    },
  },
  leaving: {
    title: "En cours de départ",
    text: (n: number, channel: string) =>
      `${count(n)} envoi${many(n)} par ${channel} ${n > 1 ? "avaient" : "avait"} reçu le droit de partir juste avant la fermeture : leur issue s’affichera ici.`,
  },
  attestations: {
    title: "Attestations de tiers",
    lead: "Pour la sûreté, un tiers n’est ouvert que si son attestation RGS a été vérifiée il y a moins d’un an (article 7).",
    empty: "Aucune attestation n’a été vérifiée.",
    checked: "Vérifiée le",
    until: "Vaut jusqu’au",
    lapsed: "Périmée",
    valid: "Valable",
    by: (name: string) => `par ${name}`,
    proof: "Pièce",
    add: "Consigner une vérification",
    form: {
      title: "Consigner la vérification d’une attestation RGS",
      channel: "Clé du tiers",
      channelHint: "En minuscules, chiffres et tirets : par exemple « alerte-sms ».",
      checkedOn: "Date de la vérification",
      proof: "Pièce",
      proofHint: "Référence de l’attestation et où elle est conservée.",
      will: (channel: string, until: string) =>
        `Le ${channel} vaut pour la sûreté jusqu’au ${until}, un an après la vérification.`,
      confirm: "Consigner la vérification",
    },
    wrong: {
      channel: "Une clé en minuscules, chiffres et tirets.",
      checkedOn: "Une date qui existe, écrite JJ/MM/AAAA.",
      future: "Cette date est dans le futur.",
      past: "Cette vérification date de plus d’un an : l’attestation est à vérifier de nouveau.",
      proof: "La pièce manque.",
    },
    what: "consigner une attestation",
  },
  history: {
    title: "Histoire du verrou",
    older: "Plus anciens",
    newest: "Revenir aux plus récents",
  },
  done: "C’est inscrit au journal.",
} as const;
