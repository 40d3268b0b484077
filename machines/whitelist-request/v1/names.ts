/** Words of each state, as people read them everywhere. */
export const requestStateNames: Record<string, string> = {
  new: "pas encore commencée",
  draft: "brouillon",
  filed: "déposée",
  admissible: "recevable",
  instruction: "en instruction",
  committee: "devant le comité",
  waiting: "en attente du demandeur",
  approved: "approuvée",
  integrated: "intégrée",
  tested: "testée",
  active: "active",
  "review-due": "à réexaminer",
  suspended: "suspendue",
  refused: "refusée",
  withdrawn: "retirée",
  redirected: "transmise au GAR",
};
