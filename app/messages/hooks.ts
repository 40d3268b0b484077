/** Why a call of a web hook was not taken: read on the page of subscriptions. */
export const hookReasons = {
  status: (status: number) =>
    status >= 300 && status < 400
      ? `le récepteur renvoie ailleurs (${status}) : un appel signé n’est pas redirigé`
      : status === 410
        ? "le récepteur ne veut plus de ces appels (410)"
        : `le récepteur a répondu ${status}`,
  secret: "secret illisible : donnez-en un nouveau à ce récepteur",
} as const;

/** What a web hook can be told of: types of journal entries, in the words of whoever chooses. */
export const hookEvents: Record<string, string> = {
  "incident.declared": "Incident déclaré",
  "incident.qualified": "Incident qualifié",
  "incident.handled": "Incident pris en charge",
  "incident.followed-up": "Suites données à un incident",
  "incident.closed": "Incident clos",
  "incident.reopened": "Incident rouvert",
  "crisis.opened": "Crise ouverte",
  "crisis.activated": "Cellule de crise activée",
  "crisis.stood-down": "Crise sans suite",
  "crisis.exited": "Sortie de crise",
  "crisis.closed": "Crise close",
  "case.opened": "Communication verrouillée",
  "case.compromised": "Messagerie ou authentification compromise",
  "case.restored": "Messagerie ou authentification rétablie",
  "case.closed": "Communication déverrouillée",
  "communication.drafted": "Message à la communauté préparé",
  "communication.submitted": "Message à la communauté soumis",
  "communication.withdrawn": "Message à la communauté retiré",
  "alerts.sent": "Envois terminés",
  "deliveries.failed": "Envois en échec",
};

export const hookErrors = {
  unknown: "Cet abonnement n’existe pas.",
  name: "Donnez un nom, en 80 caractères au plus.",
  events: "Choisissez au moins un évènement.",
} as const;
