/** Why the console did not go to an address that somebody gave it. */
export const net = {
  inside: (host: string) =>
    `« ${host} » mène à une adresse intérieure (réseau privé, machine elle-même ou service d’administration d’un hébergeur) : la console n’y va jamais.`,
  unresolvable: (host: string) => `« ${host} » ne correspond à aucune adresse (DNS).`,
  protocol: (given: string) => `Une adresse en https:// est attendue, pas « ${given} ».`,
  credentials: "L’adresse contient un identifiant ou un mot de passe : retirez-les.",
  malformed: "Ce n’est pas une adresse : https://… est attendu.",
  tooLarge: (bytes: number) => `La réponse dépasse ${Math.round(bytes / 1_000)} ko : elle n’a pas été lue.`,
  tooSlow: (ms: number) => `Pas de réponse complète en ${Math.round(ms / 1_000) || 1} s.`,
  redirects: (count: number) => `Plus de ${count} redirections : la console s’est arrêtée.`,
  unreachable: (code: string) => `La connexion n’a pas abouti (${code}).`,
};
