const n = (value: number) => value.toLocaleString("fr-FR");
const s = (value: number) => (value > 1 ? "s" : "");

/** The lists of known-bad hosts. */
export const badHosts = {
  title: "Hôtes signalés",
  lead: "Des listes d’hôtes connus pour l’hameçonnage, les logiciels malveillants ou une compromission. Une demande dont une adresse y figure, ou se trouve au-dessous, n’est pas recevable.",
  listed: "sur une liste d’hôtes signalés",
  lists: "Listes importées",
  source: "Liste",
  count: "Hôtes",
  at: "Dernier import",
  search: "Chercher un hôte",
  searchHint: "Comme « exemple.fr » : il est trouvé aussi par ce qui est au-dessus de lui.",
  go: "Chercher",
  notFound: (host: string) => `« ${host} » n’est sur aucune liste.`,
  found: (host: string, reason: string, source: string) => `« ${host} » : ${reason} (liste « ${source} »).`,
  none: {
    title: "Aucune liste",
    text: "Tant qu’aucune liste n’est importée, cette vérification ne trouve rien. L’administrateur de la console en importe une ici, ou par « npm run import -- hotes-signales FICHIER ».",
  },
  importTitle: "Importer une liste",
  importText:
    "Un hôte par ligne, un fichier « hosts », une liste de filtres, ou un CSV avec une colonne « hôte » et, si l’on veut, « raison ». Une liste de même nom est remplacée en entier.",
  file: "Fichier de la liste",
  fileHint: "Texte ou CSV, 8 Mo au plus ici ; sans limite par la commande.",
  name: "Nom de la liste",
  nameHint: "D’où elle vient, comme « CERT-FR » : c’est par lui qu’on la remplace.",
  preview: "Voir ce que cela changerait",
  confirm: "Importer cette liste",
  cancel: "Ne rien importer",
  wouldRead: (read: number) => `${n(read)} ligne${s(read)} lue${s(read)}.`,
  added: (count: number) => `${n(count)} hôte${s(count)} de plus.`,
  changed: (count: number) => `${n(count)} raison${s(count)} changée${s(count)}.`,
  removed: (count: number) =>
    `${n(count)} hôte${s(count)} n’y ${count > 1 ? "sont" : "est"} plus : ${count > 1 ? "ils sont retirés" : "il est retiré"} de la liste.`,
  left: (count: number) => `${n(count)} inchangé${s(count)}.`,
  twice: (count: number) => `${n(count)} nommé${s(count)} deux fois : compté${s(count)} une.`,
  refused: (count: number) => `${n(count)} ligne${s(count)} refusée${s(count)}`,
  line: (line: number, text: string, reason: string) => `Ligne ${n(line)}, « ${text} » : ${reason}.`,
  more: (count: number) => `… et ${n(count)} autre${s(count)}.`,
  touched: (count: number) =>
    count === 0
      ? "Aucune demande en cours ni application de la liste blanche n’est concernée."
      : `${n(count)} demande${s(count)} ou application${s(count)} ${count > 1 ? "sont concernées" : "est concernée"} et ${count > 1 ? "seront revérifiées" : "sera revérifiée"} aussitôt :`,
  done: (source: string, count: number) =>
    `La liste « ${source} » est importée : ${n(count)} hôte${s(count)}.`,
  ent: {
    title: "Par ENT",
    lead: "Ce que le RSSI d’un ENT signale, avec sa raison : cela vaut pour cet ENT seul.",
    link: (name: string, count: number) => `${name} : ${n(count)} hôte${s(count)}`,
    page: (name: string) => `Hôtes signalés, ${name}`,
    pageLead:
      "Une demande dont une adresse est sur un de ces hôtes, ou au-dessous, n’est pas recevable. Une application déjà ouverte n’est pas suspendue : elle passe à réexaminer, et quelqu’un décide.",
    list: "Hôtes signalés",
    host: "Hôte",
    reason: "Raison",
    by: "Par",
    at: "Le",
    remove: "Retirer",
    removeOf: (host: string) => `Retirer « ${host} »`,
    none: {
      title: "Aucun hôte signalé par cet ENT",
      text: "Signalez ici un hôte vu dans un hameçonnage ou une compromission : les demandes qui le nomment en sont averties aussitôt.",
    },
    noneFound: { title: "Aucun hôte ne correspond", text: "Cherchez par quelques lettres de son nom." },
    report: "Signaler des hôtes",
    clear: "Retirer des hôtes",
    hosts: "Hôtes",
    hostsHint: (most: number) =>
      `Un par ligne, la raison après « # » : « exemple.fr # hameçonnage du 12 mars ». ${n(most)} au plus.`,
    file: "Ou un fichier (facultatif)",
    fileHint: "Texte ou CSV ; ses hôtes s’ajoutent à ceux qui sont écrits au-dessus.",
    clearHint: "Un par ligne.",
    why: "Pourquoi",
    whyHint: "D’où cela vient ; gardé au journal avec votre nom.",
    whyClearHint: "Ce qui a changé ; gardé au journal avec votre nom.",
    preview: "Voir ce qui va se passer",
    edit: "Modifier",
    reportGo: (count: number) => `Signaler ${n(count)} hôte${s(count)}`,
    clearGo: (count: number) => `Retirer ${n(count)} hôte${s(count)}`,
    more: (count: number) => `${n(count)} hôte${s(count)} de plus sur la liste.`,
    less: (count: number) => `${n(count)} hôte${s(count)} de moins sur la liste.`,
    nobody: "Aucune demande en cours ni application de cet ENT n’est concernée.",
    review: (ref: string, title: string) =>
      `${ref} « ${title} » : le lien reste ouvert, l’application passe à réexaminer.`,
    checked: (ref: string, title: string, state: string) =>
      `${ref} « ${title} » (${state}) : ses vérifications sont refaites.`,
    warned: (ref: string, title: string, state: string) =>
      `${ref} « ${title} » (${state}) : son dossier le dit à qui l’instruit.`,
    mailed: (count: number) => `${n(count)} personne${s(count)} prévenue${s(count)} par courriel.`,
    kept: "Votre nom, l’heure et la raison restent au journal.",
    reported: (count: number) => `${n(count)} hôte${s(count)} signalé${s(count)}.`,
    cleared: (count: number) => `${n(count)} hôte${s(count)} retiré${s(count)}.`,
    changes: "Ce qui a changé",
    change: { "hosts.reported": "signalés", "hosts.cleared": "retirés" } as Record<string, string>,
    changed: (what: string, hosts: number, by: string, why: string) =>
      `${n(hosts)} hôte${s(hosts)} ${hosts > 1 ? what : what.slice(0, -1)} par ${by} : ${why}`,
    done: { "hosts.reported": "C’est signalé.", "hosts.cleared": "C’est retiré." } as Record<string, string>,
    most: (most: number) =>
      `${n(most)} hôtes au plus en une fois : une plus longue liste s’importe par l’administrateur.`,
    hostsMissing: "Donnez au moins un hôte.",
  },
  wrong: {
    empty: "aucun hôte sur cette ligne",
    address: "une adresse IP, et non un nom d’hôte",
    shape: "ce n’est pas un nom d’hôte",
    ending: "une extension seule : tout ce qui est au-dessous serait barré",
    binary: "Ce fichier n’est pas du texte : une liste est un fichier texte ou CSV.",
    nothing: "Aucun hôte n’a été lu dans ce fichier : rien n’est changé.",
    file: "Choisissez un fichier.",
    large: (size: number) =>
      `Cette liste pèse ${n(Math.round(size / 1e6))} Mo : importez-la par la commande « npm run import -- hotes-signales ».`,
    source: "Donnez un nom à cette liste, de 60 caractères au plus.",
    gone: "Cet aperçu n’est plus là : choisissez de nouveau le fichier.",
  },
} as const;
