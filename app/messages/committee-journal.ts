type Data = Record<string, unknown>;
const votes: Record<string, string> = { for: "pour", against: "contre", abstain: "en s’abstenant" };
const recorded: Record<string, string> = {
  planned: "prévue",
  convened: "convoquée",
  held: "tenue",
  cancelled: "annulée",
};

const said: Record<string, string | ((data: Data) => string)> = {
  "instance.opened": "a ouvert l’instance.",
  "instance.aligned": "a repris ce que dit la nouvelle version de la convention.",
  "seat.added": "a ajouté un siège.",
  "seat.removed": "a supprimé un siège.",
  "seat.filled": (data) => `a désigné ${(data.holder as { name?: string })?.name ?? "un titulaire"}.`,
  "seat.vacated": "a noté un départ.",
  "chair.named": "a dit quel siège préside.",
  "secretaries.named": "a nommé le secrétariat.",
  "guests.named": "a nommé les invités.",
  "meeting.recorded": (data) =>
    `a noté la séance ${data.ref} : ${recorded[String(data.state)] ?? data.state}.`,
  "year.checked": "a compté les séances de l’année.",
  "meeting.planned": (data) =>
    data.kind === "written" ? "a préparé une consultation écrite." : "a prévu la séance.",
  "item.added": (data) => `a mis à l’ordre du jour « ${data.title} ».`,
  "item.removed": "a retiré un point de l’ordre du jour.",
  "item.moved": "a déplacé un point de l’ordre du jour.",
  "paper.added": "a joint une pièce à un point.",
  "paper.removed": "a retiré une pièce d’un point.",
  "changes.told": "a prévenu les membres des changements de l’ordre du jour.",
  "extra.agreed": "a écrit l’accord des parties à cette séance supplémentaire.",
  "meeting.rescheduled": "a déplacé la séance.",
  "meeting.convened": "a convoqué les membres.",
  "meeting.cancelled": "a annulé.",
  "meeting.opened": "a ouvert la séance.",
  "member.arrived": "a noté une arrivée.",
  "member.left": "a noté un départ.",
  "guest.arrived": "a noté l’arrivée d’un invité.",
  "guest.left": "a noté le départ d’un invité.",
  "conflict.declared": "a déclaré un conflit d’intérêts.",
  "item.opened": "a ouvert un point.",
  "item.presented": "a écrit la présentation d’un point.",
  "item.discussed": "a écrit les échanges sur un point.",
  "opinion.stated": "a donné un avis.",
  "vote.cast": (data) => `a voté ${votes[String(data.vote)] ?? ""}.`,
  "item.decided": "a proclamé la décision d’un point.",
  "item.postponed": "a reporté un point.",
  "item.noted": "a pris acte d’un point.",
  "meeting.closed": "a levé la séance : le procès-verbal est à valider.",
  "minutes.amended": "a corrigé le procès-verbal.",
  "minutes.validated": "a validé le procès-verbal.",
  "minutes.sent": "a envoyé le procès-verbal.",
  "consultation.opened": "a ouvert la consultation écrite.",
  "consultation.closed": "a clos la consultation écrite à son heure.",
  "deadline.reached": "a constaté une échéance.",
  "alerts.sent": "a scellé l’envoi des messages.",
  "deliveries.failed": "a constaté un envoi en échec.",
  "delivery.retried": "a fait renvoyer un message.",
  "task.done": "a traité une tâche.",
  "attachment.added": "a joint un fichier.",
};

/** An entry of the journal of an instance or of a meeting as a sentence, its actor left out. */
export function committeeSentence(type: string, data: Data = {}): string {
  const one = Object.hasOwn(said, type) ? said[type] : undefined;
  return typeof one === "function" ? one(data) : (one ?? type);
}
