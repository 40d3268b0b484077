import type { HomologationPersonEvent } from "#machines/homologation/v1/events.ts";
import type { HomologationPage } from "../queries/homologation-page.ts";

/** What moves the dossier on, the one most wanted first. */
const onward: HomologationPersonEvent[] = [
  "decision.taken",
  "homologation.submitted",
  "opinion.given",
  "homologation.readied",
  "review.concluded",
  "decision.resumed",
  "decision.signed",
];
const hidden = new Set<string>(["task.done", "delivery.retried"]);
/** Acts on something that there is none of yet. */
function empty({ context, measures }: HomologationPage): Set<string> {
  const { file, reviews, decision, reserves, signed } = context;
  const none: string[] = [];
  if (file.pieces.length === 0) none.push("piece.removed");
  if (file.risks.length === 0) none.push("risk.removed");
  if (measures.length === 0) none.push("measures.updated", "measure.removed");
  if (!reviews.some(({ concluded }) => !concluded)) none.push("review.concluded");
  if (!decision?.reserves.some(({ key }) => !reserves[key]?.lifted)) none.push("reserve.lifted");
  if (signed || !decision?.until) none.push("decision.signed");
  return new Set(none);
}

/** The one main action: what the dossier waits for from this reader. */
export function mainAct(page: HomologationPage): HomologationPersonEvent | null {
  const { can, context, steps } = page;
  const none = empty(page);
  if (can.includes("strategy.set") && !context.file.strategy) return "strategy.set";
  const missing = steps.flatMap((step) => step.missing.map(({ need }) => need));
  if (can.includes("piece.added")) {
    if (missing.some((need) => need.startsWith("piece:"))) return "piece.added";
    if (missing.includes("risks") || missing.includes("residual")) return "risk.set";
    if (missing.includes("measures"))
      return context.file.measures.length === 0 ? "measures.added" : "measures.updated";
  }
  const wantsOpinion = missing.includes("opinion") && can.includes("opinion.given");
  if (wantsOpinion) return "opinion.given";
  return onward.find((type) => can.includes(type) && !none.has(type)) ?? null;
}

/** Everything else this reader may do now. */
export const otherActs = (page: HomologationPage, main: HomologationPersonEvent | null) => {
  const none = empty(page);
  return page.can.filter((type) => type !== main && !hidden.has(type) && !none.has(type));
};
