/** Addresses that the frame and shared components lead to; routes are files in app/routes. */
export const paths = {
  home: "/",
  declare: "/incidents/declarer",
  suspend: "/incidents/suspendre",
  incidents: "/incidents",
  crises: "/crises",
  openCrisis: "/crises/ouvrir",
  conventions: "/conventions",
  directory: "/annuaire",
  deadLetters: "/envois",
  /** @param exercise reference of the exercise whose own lock it is. */
  lock: (dispositif: string, exercise?: string) =>
    `/dispositifs/${dispositif}/verrou${exercise ? `?exercice=${exercise}` : ""}`,
  channels: (dispositif: string) => `/dispositifs/${dispositif}/canaux`,
  procedures: "/procedures",
  sessions: "/administration/sessions",
  /** Answers `?q=`. */
  search: "/recherche",
  messages: "/messages",
  exercises: "/exercices",
  reachability: "/joignabilite",
  homologation: "/homologation",
  whitelist: "/liste-blanche",
  committees: "/instances",
  signIn: "/connexion",
  signOut: "/deconnexion",
  account: "/connexion/sessions",
  demo: "/demo",
  privacy: "/donnees-personnelles",
  accessibility: "/accessibilite",
  state: "/readyz",
} as const;

/** Where dossiers of each kind have their page; a lock and a procedure have theirs elsewhere. */
const pages: Record<string, string> = {
  exercise: paths.exercises,
  crisis: paths.crises,
  "whitelist-request": paths.whitelist,
  homologation: paths.homologation,
  system: `${paths.homologation}/systemes`,
  "federation-member": `${paths.homologation}/federation`,
  communication: paths.messages,
  reachability: paths.reachability,
  "host-list": `${paths.whitelist}/hotes-signales`,
  instance: paths.committees,
  meeting: `${paths.committees}/seances`,
};

/** The page of a dossier by its kind. */
export const dossierPath = ({ kind, ref }: { kind: string; ref: string }) =>
  `${pages[kind] ?? paths.incidents}/${ref}`;
