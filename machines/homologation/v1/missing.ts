import type { Demarche, NeedOf } from "./content.ts";
import type { HomologationContext } from "./context.ts";

/** What a step still waits for: the need, and words of the content that name it. */
export type Missing = { step: string; need: NeedOf; what: string; count: number };

/** How many things of that need are missing; 0 when it is met. `what` names the piece, for a need of a piece. */
function lacking(
  need: NeedOf,
  context: HomologationContext,
  demarche: Demarche,
): { count: number; what: string } {
  const { file, system, decision } = context;
  const n = (missing: boolean) => ({ count: missing ? 1 : 0, what: "" });
  if (need.startsWith("piece:")) {
    const kind = need.slice(6);
    const title = demarche.pieces.find(({ key }) => key === kind)?.title ?? kind;
    return { count: file.pieces.some((piece) => piece.kind === kind) ? 0 : 1, what: title };
  }
  switch (need) {
    case "strategy":
      return n(!file.strategy);
    case "need":
      return n(!system.need);
    case "articulations":
      return n(false);
    case "pieces":
      return { count: missingPieces(context, demarche).length, what: "" };
    case "risks":
      return n(file.risks.length === 0);
    case "residual":
      return { count: file.risks.filter(({ after }) => !after).length, what: "" };
    case "measures": {
      const unset = file.measures.filter(
        ({ state, owner, dueAt }) => (state === "todo" || state === "doing") && (!owner || !dueAt),
      );
      return {
        count: file.measures.length === 0 ? 1 : unset.length,
        what: file.measures.length === 0 ? "none" : "unset",
      };
    }
    case "opinion":
      return { count: Math.max(0, demarche.opinions - file.opinions.length), what: "" };
    case "decision":
      return n(!decision);
    case "follow-up": {
      const late = Object.values(context.reserves).filter(({ lateSince, lifted }) => lateSince && !lifted);
      const reviews = context.reviews.filter(({ concluded }) => !concluded);
      return { count: late.length + reviews.length, what: decision ? "" : "later" };
    }
    default:
      return n(false);
  }
}

/** Each step of the démarche with what it still waits for, in the order of the content. */
export const stepsOf = (context: HomologationContext, demarche: Demarche) =>
  demarche.steps.map(({ key, title, text, needs }) => ({
    key,
    title,
    text,
    missing: needs.flatMap((need): Missing[] => {
      const { count, what } = lacking(need, context, demarche);
      return count > 0 || (need === "follow-up" && what === "later")
        ? [{ step: key, need, what, count }]
        : [];
    }),
  }));

/** Compulsory pieces that the dossier does not hold. */
export const missingPieces = ({ file }: HomologationContext, { pieces }: Demarche): string[] =>
  pieces
    .filter(({ key, compulsory }) => compulsory && !file.pieces.some(({ kind }) => kind === key))
    .map(({ title }) => title);

/** What keeps the dossier from being put to the commission: opinions and the decision come after. */
export function notReady(context: HomologationContext, demarche: Demarche): Missing[] {
  const later: NeedOf[] = ["opinion", "decision", "follow-up"];
  return stepsOf(context, demarche).flatMap(({ missing }) =>
    missing.filter(({ need }) => !later.includes(need)),
  );
}
