type Tone = "new" | "info" | "success" | "warning" | "error" | "neutral";
type Word = { label: string; tone: Tone };

export const memberStates: Record<string, Word> = {
  candidate: { label: "Candidat", tone: "new" },
  admitted: { label: "Admis, entrée à venir", tone: "info" },
  member: { label: "Membre", tone: "success" },
  leaving: { label: "Sortie décidée", tone: "warning" },
  left: { label: "Sorti", tone: "neutral" },
  refused: { label: "Refusé", tone: "error" },
  withdrawn: { label: "Candidature retirée", tone: "neutral" },
};
export const memberState = (key: string): Word => memberStates[key] ?? { label: key, tone: "neutral" };
export const roleLabels: Record<string, string> = {
  identity: "Fournisseur d’identité",
  service: "Fournisseur de service",
};
export const outcomes: Record<string, Word> = {
  kept: { label: "Tenu", tone: "success" },
  unproven: { label: "Sans preuve", tone: "warning" },
  broken: { label: "Non tenu", tone: "error" },
  unchecked: { label: "Jamais vérifié", tone: "neutral" },
};
export const outcome = (key: string): Word => outcomes[key] ?? { label: key, tone: "neutral" };
export const leavingLabels: Record<string, string> = {
  request: "À la demande du membre",
  breach: "Pour un engagement non tenu",
  end: "À la fin de l’accord",
};
export const memberDecisions: Record<string, string> = {
  admitted: "Entrée dans la fédération",
  refused: "Refus d’entrée",
  amended: "Modification de l’accord",
  left: "Sortie de la fédération",
  revoked: "Sortie révoquée",
};
const many = (n: number, one: string, more = `${one}s`) =>
  `${n.toLocaleString("fr-FR")} ${n > 1 ? more : one}`;

/** What the pages of the federation register say. */
export const federation = {
  title: "Fédération d’identité",
  tab: "Fédération",
  lead: "Qui authentifie, qui ouvre un service, à quoi chacun s’engage, et ce qui le prouve.",
  absent: {
    title: "Aucune fédération d’identité",
    text: "La convention de votre dispositif n’en prévoit pas. Quand un avenant l’inscrit, avec les engagements des membres, le registre s’ouvre ici.",
  },
  empty: {
    title: "Aucun membre",
    text: "Inscrivez d’abord qui authentifie les usagers, puis les services auxquels ils accèdent sans s’authentifier à nouveau. L’entrée de chacun est une décision.",
  },
  none: { title: "Rien ne répond à ces filtres", text: "Changez-les, ou effacez-les." },
  apply: "Inscrire un membre",
  applyLead:
    "Un candidat, son rôle, et ce que dit l’accord (annexe 2). Ses engagements et la décision viennent ensuite.",
  caption: "Membres de la fédération et candidats",
  file: "federation",
  sheet: "Fédération",
  sheetCommitments: "Engagements",
  columns: {
    ref: "Référence",
    member: "Membre",
    role: "Rôle",
    dispositif: "Dispositif",
    state: "État",
    from: "Entrée",
    leaves: "Sortie",
    commitments: "Engagements",
    kept: "Tenus",
    check: "Prochaine vérification",
    until: "Fin de l’accord",
    contact: "Interlocuteur",
    perimeter: "Périmètre",
    commitment: "Engagement",
    found: "Constat",
    checkedOn: "Vérifié le",
    by: "Par",
    proof: "Preuve",
    note: "Note",
    due: "À vérifier avant le",
  },
  ofCommitments: (kept: number, all: number) => `${kept} sur ${all} tenus`,
  broken: (n: number) => `${many(n, "non tenu", "non tenus")}`,
  noCheck: "–",
  filter: {
    q: "Nom ou référence",
    state: "État",
    stateAll: "Tous les états",
    role: "Rôle",
    roleAll: "Tous les rôles",
    late: "Vérifications",
    lateAll: "Toutes",
    lateOnly: "En retard",
  },
  page: {
    agreement: "L’accord",
    roles: "Rôle",
    organisation: "Dans l’annuaire",
    contact: "Interlocuteur",
    perimeter: "Périmètre",
    attributes: "Identité et attributs",
    standards: "Standards techniques",
    identifier: "Identifiant unique",
    costs: "Coûts",
    until: "Dernier jour de l’accord",
    renewal: "Renouvellement et rupture",
    asConvention: "Comme la convention",
    commitments: "Engagements",
    noCommitments: "Aucun engagement pris pour l’instant.",
    commitmentsLead:
      "Chaque constat dit quand, par qui et sur quelle preuve. Un constat plus ancien reste au journal.",
    never: "Jamais vérifié",
    late: "Vérification en retard",
    due: "À vérifier avant le",
    proofLink: "Ouvrir la preuve",
    check: "Inscrire un constat",
    checkOf: (name: string) => `Inscrire un constat : ${name}`,
    decisions: "Décisions",
    noDecisions: "Aucune décision pour l’instant.",
    effect: "Prend effet le",
    by: "Par",
    reason: "Motif",
    meeting: "Séance",
    requestedOn: "Demandée le",
    how: "Cas",
    frozen: (hash: string) => `Figée avec l’accord et les engagements du jour. Empreinte : ${hash}`,
    pdf: "Décision à signer (PDF)",
    signed: "Décision signée",
    unsigned: "La décision signée n’est pas encore jointe.",
    journal: "Journal",
    more: "Autres actions",
    clock: "L’entrée et la sortie prennent effet à leur date, sans autre geste.",
  },
  accord: {
    short: "Accord",
    link: "L’accord de fédération",
    linkOf: (dispositif: string) => `L’accord de fédération, ${dispositif}`,
    title: (dispositif: string) => `Accord de fédération, ${dispositif}`,
    text: (title: string, article: string, rule: string) =>
      `${title}, article ${article} et annexe 2 (${rule})`,
    cited: (article: string, rule: string) => `${article}, ${rule}`,
    since: "en vigueur depuis le",
    decides: (parties: string, role: string) =>
      `L’entrée et la sortie se décident par : ${parties} (${role.toLocaleLowerCase("fr")}).`,
    pdf: "L’accord et ses membres (PDF)",
    commitments: (role: string) => `Engagements : ${role.toLocaleLowerCase("fr")}`,
    compulsory: "Tous sont à prendre.",
    optional: "Chacun peut être pris ; l’accord en porte au moins un.",
    takenBy: "Pris par",
    taken: (count: number) => (count === 0 ? "pris par aucun membre" : `pris par ${many(count, "membre")}`),
    members: (count: number) => (count === 0 ? "Aucun membre" : many(count, "membre")),
    membersLead:
      "Nom, rôle et date d’entrée : c’est ce que tous les membres lisent. Ce qui a été vérifié de chacun reste dans son dossier.",
    from: "Depuis le",
    file: (key: string) => `accord-federation-${key}`,
  },
  why: {
    admission: "Pourquoi une décision ?",
    checks: "Pourquoi ce rythme ?",
  },
  print: {
    service: "Tocsin · registre de la fédération d’identité",
    title: (kind: string, name: string) => `${kind} : ${name}`,
    seen: (title: string, article: string) =>
      `Vu la ${title.charAt(0).toLowerCase()}${title.slice(1)}, notamment son article ${article} et son annexe 2 ;`,
    onDossier: (ref: string, hash: string) =>
      `vu l’accord et les engagements inscrits au dossier ${ref}, d’empreinte SHA-256 ${hash} ;`,
    decides: {
      admitted: (name: string, as: string, member: string) =>
        `${name}, ${as}, décide l’entrée de ${member} dans la fédération d’identité.`,
      refused: (name: string, as: string, member: string) =>
        `${name}, ${as}, refuse l’entrée de ${member} dans la fédération d’identité.`,
      amended: (name: string, as: string, member: string) =>
        `${name}, ${as}, décide de modifier l’accord de fédération avec ${member}.`,
      left: (name: string, as: string, member: string) =>
        `${name}, ${as}, décide la sortie de ${member} de la fédération d’identité.`,
      revoked: (name: string, as: string, member: string) =>
        `${name}, ${as}, révoque la sortie de ${member}, qui reste membre de la fédération d’identité.`,
    },
    signature: "Signature",
    place: "À ……………………………………, le ……………………………………",
    file: (ref: string, n: number) => `decision-${ref}-${n}`,
  },
  form: {
    dispositif: "Dispositif",
    name: "Nom du membre",
    organisation: "S’il est dans l’annuaire (clé, UAI ou SIREN)",
    organisationHint: "Laissez vide pour un éditeur ou un service qui n’y est pas.",
    contact: "Interlocuteur",
    contactHint: "Une fonction et une adresse plutôt qu’un nom.",
    roles: "Rôle",
    attributes: "Identité et attributs produits ou reçus",
    standards: "Standards techniques",
    standardsHint: "SAML 2.0, OpenID Connect, CAS…",
    keys: "Engagements pris",
    key: "Engagement",
    outcome: "Constat",
    checkedOn: "Vérifié le",
    file: "Preuve : fichier",
    link: "Preuve : lien (https)",
    note: "Note",
    decision: "Décision",
    authorityName: "Qui décide",
    authorityFunction: "En qualité de",
    effectOn: "Prend effet le",
    effectHint: "Aujourd’hui si rien n’est dit.",
    reason: "Motif",
    sitting: "Prise en séance",
    sittingNone: "Aucune séance de la console",
    sittingOf: (instance: string, day: string, ref: string) => `${instance}, ${day} (${ref})`,
    meeting: "Ou en une séance tenue ailleurs",
    meetingHint: "Son instance et sa date, si la console ne la tient pas.",
    how: "Cas",
    requestedOn: "Demandée par le membre le",
    signed: "PDF signé",
    compulsory: "à prendre en entier",
    optional: "à choisir",
  },
  admissions: { admitted: "Admettre", refused: "Refuser" },
} as const;

/** The acts on a member: title, what it means, what the button does. */
export const memberActs: Record<string, { slug: string; title: string; lead: string; confirm: string; button: string }> = {
  "member.described": { slug: "accord", title: "Décrire l’accord", lead: "Ce que l’annexe 2 demande à l’accord de dire.", confirm: "Enregistrer l’accord", button: "Décrire l’accord" },
  "commitments.taken": { slug: "engagements", title: "Prendre des engagements", lead: "Ceux de l’annexe 2, selon le rôle. Un fournisseur de service les prend tous.", confirm: "Enregistrer les engagements", button: "Prendre des engagements" },
  "commitment.checked": { slug: "constat", title: "Inscrire un constat", lead: "Ce que vous avez vérifié, quel jour, et ce qui le prouve.", confirm: "Inscrire le constat", button: "Inscrire un constat" },
  "admission.decided": { slug: "decider", title: "Décider de l’entrée", lead: "La décision fige l’accord et les engagements tels que vous les voyez.", confirm: "Prendre la décision", button: "Décider de l’entrée" },
  "admission.withdrawn": { slug: "retirer", title: "Retirer la candidature", lead: "Le candidat renonce, ou la demande est sans suite.", confirm: "Retirer la candidature", button: "Retirer la candidature" },
  "agreement.amended": { slug: "modifier", title: "Modifier l’accord", lead: "Une modification est une décision : elle prend effet le jour même et reste au dossier.", confirm: "Décider la modification", button: "Modifier l’accord" },
  "leaving.decided": { slug: "sortir", title: "Décider la sortie", lead: "Le membre quitte la fédération à la date d’effet. Jusqu’à ce jour elle peut être révoquée ; après, il faudra une nouvelle candidature.", confirm: "Décider la sortie", button: "Décider la sortie" },
  "leaving.revoked": { slug: "revoquer", title: "Révoquer la sortie", lead: "Le membre reste dans la fédération, comme avant la décision de sortie. Possible jusqu’à sa date d’effet.", confirm: "Révoquer la sortie", button: "Révoquer la sortie" },
  "decision.signed": { slug: "signee", title: "Joindre la décision signée", lead: "Le PDF signé par qui décide.", confirm: "Joindre la décision signée", button: "Joindre la décision signée" },
}; // biome-ignore format: one act a line

const said: Record<string, string> = {
  "member.applied": "a inscrit le candidat.",
  "member.described": "a décrit l’accord.",
  "commitments.taken": "a inscrit les engagements pris.",
  "commitment.checked": "a inscrit un constat.",
  "admission.decided": "a décidé de l’entrée.",
  "admission.withdrawn": "a retiré la candidature.",
  "agreement.amended": "a décidé une modification de l’accord.",
  "leaving.decided": "a décidé la sortie.",
  "leaving.revoked": "a révoqué la sortie.",
  "decision.signed": "a joint la décision signée.",
  "deadline.reached": "a constaté une échéance.",
  "alerts.sent": "a scellé l’envoi des messages.",
  "deliveries.failed": "a constaté un envoi en échec.",
  "delivery.retried": "a fait renvoyer un message.",
  "task.done": "a traité une tâche.",
  "attachment.added": "a joint un fichier.",
};
/** An entry of the journal of a member as a sentence, its actor left out. */
export const memberSentence = (type: string) => said[type] ?? type;
