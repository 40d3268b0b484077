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
  lock: (dispositif: string) => `/dispositifs/${dispositif}/verrou`,
  channels: (dispositif: string) => `/dispositifs/${dispositif}/canaux`,
  procedures: "/procedures",
  sessions: "/administration/sessions",
  /** Answers `?q=`. */
  search: "/recherche",
  signIn: "/connexion",
  signOut: "/deconnexion",
  account: "/connexion/sessions",
  demo: "/demo",
  privacy: "/donnees-personnelles",
  accessibility: "/accessibilite",
  state: "/readyz",
} as const;

/** The page of a dossier by its kind; a lock and a procedure have theirs elsewhere. */
export const dossierPath = ({ kind, ref }: { kind: string; ref: string }) =>
  `${kind === "crisis" ? paths.crises : paths.incidents}/${ref}`;
