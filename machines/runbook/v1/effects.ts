import type { Effect } from "../../effects.ts";
import type { Happening, World } from "../../step.ts";
import { REVIEW_MONTHS } from "./changes.ts";
import { newest, type RunbookContext } from "./context.ts";
import { articleOf } from "./refusals.ts";

const REVIEW = "review";
const EXAMINE = "examine";

/** What follows: a text to examine, a procedure due for review (MBN-6.2). */
export function effectsOf(runbook: RunbookContext, { type, at }: Happening, { convention }: World): Effect[] {
  const { title, version } = newest(runbook);
  const cited = articleOf(convention);
  switch (type) {
    case "runbook.submitted":
      return [
        {
          do: "open-task",
          task: {
            key: EXAMINE,
            kind: "decision",
            function: "rssi",
            title: `Procédure à faire approuver en commission : ${title} (version ${version})`,
            ...cited,
          },
        },
      ];
    case "runbook.approved":
    case "runbook.returned":
      return [{ do: "close-task", key: EXAMINE }];
    case "runbook.enforced":
      return [
        { do: "close-task", key: REVIEW },
        {
          do: "start-deadline",
          deadline: {
            key: REVIEW,
            name: `Réexamen de la procédure tous les ${REVIEW_MONTHS} mois`,
            ...cited,
            startedAt: at,
            dueAt: runbook.review?.dueAt ?? null,
            shown: true,
            event: { type: "deadline.reached", key: REVIEW },
          },
        },
      ];
    case "runbook.retired":
      return [
        { do: "settle-deadline", key: REVIEW, as: "cleared" },
        { do: "close-task", key: REVIEW },
      ];
    case "deadline.reached":
      return [
        { do: "settle-deadline", key: REVIEW, as: "breached" },
        {
          do: "open-task",
          task: {
            key: REVIEW,
            kind: "decision",
            function: "rssi",
            title: `Procédure à réexaminer en commission : ${title}`,
            ...cited,
          },
        },
      ];
    default:
      return [];
  }
}
