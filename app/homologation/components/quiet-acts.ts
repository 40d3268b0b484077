/** Acts that reach nobody and start nothing: one press is enough. */
export const quietActs = new Set([
  ...["strategy.set", "articulations.covered", "piece.added", "piece.removed", "risk.set", "risk.removed"],
  ...["measures.added", "measures.updated", "measure.removed", "decision.signed", "homologation.readied"],
  ...["system.described", "system.assessed", "articulation.removed"],
]);
