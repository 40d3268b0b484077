import { dispatch } from "#app/engine/dispatch.ts";
import { RuleRefused } from "#app/engine/errors.ts";
import { receiptFor } from "#app/engine/receipt.ts";
import type { Database } from "#app/platform/database/database.ts";
import type { DecisionLinkModel } from "../queries/decision-link.ts";

export type LinkAnswer = { answer: "accepted" } | { answer: "refused"; reason: string };

/** Shown in the refusal and kept: longer is cut by nobody, it is refused by the form first. */
export const LONGEST_REASON = 2_000;

/**
 * The press on the link of a head of school: the decision of that school (MBN-5.3-T2), by whoever the link was sent
 * to. Twice is once; a colleague's answer, or the end of the delay, refuses it and changes nothing.
 * @param model of a link whose seal was checked.
 * @returns false when a rule said no: the page then shows what is so.
 */
export async function decideByLink(
  db: Database,
  delivery: string,
  model: DecisionLinkModel,
  given: LinkAnswer,
  now: Date,
): Promise<boolean> {
  const { reader, school, dossier } = model;
  const reason = given.answer === "refused" ? { reason: given.reason.trim().slice(0, LONGEST_REASON) } : {};
  try {
    await dispatch(db, {
      dossier,
      type: given.answer === "accepted" ? "t2.accepted" : "t2.refused",
      data: { school: school.id, ...reason },
      by: {
        kind: "person",
        id: reader.id,
        name: reader.name,
        function: reader.function,
        organisation: school,
      },
      at: now,
      // Two presses in the same instant write one decision.
      receipt: receiptFor("t2", `${delivery}:${given.answer}`, given.answer),
    });
    return true;
  } catch (error) {
    if (error instanceof RuleRefused) return false;
    throw error;
  }
}
