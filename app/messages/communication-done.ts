import type { MessageAct } from "./communication-act.ts";

/** What was just done, said on the page to which it leads. */
export const messageDone: Record<MessageAct | "saved", string> = {
  saved: "Le brouillon est enregistré. Il n’est vu que par votre organisation.",
  "communication.submitted": "C’est parti : les personnes concernées sont prévenues.",
  "communication.withdrawn": "Le message est retiré.",
  "t1.approved": "Votre validation est enregistrée.",
  "t1.adapted": "Vos adaptations sont transmises à l’auteur.",
  "t1.rejected": "Le message est rejeté ; son auteur lit votre motif.",
  "adaptation.accepted": "Les adaptations sont acceptées.",
  "adaptation.declined": "Les adaptations sont déclinées.",
  "t2.accepted": "Votre accord est enregistré pour votre établissement.",
  "t2.refused": "Votre refus est enregistré : le message ne paraîtra pas sur votre portail.",
  "approval.given": "Votre approbation est enregistrée.",
  "approval.refused": "Votre refus est enregistré ; l’auteur lit votre motif.",
  "review.recorded": "L’examen est consigné.",
  "delivery.retried": "Un nouvel essai part.",
  "task.done": "La tâche est réglée.",
};
