/** Addresses that the frame and shared components lead to; routes are files in app/routes. */
export const paths = {
  home: "/",
  declare: "/incidents/declarer",
  suspend: "/incidents/suspendre",
  incidents: "/incidents",
  conventions: "/conventions",
  directory: "/annuaire",
  deadLetters: "/envois",
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
