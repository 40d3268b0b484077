import { TZDate } from "@date-fns/tz";
import { StepRefused } from "../../../step.ts";
import { silenceApproves } from "../changes/decisions.ts";
import type { CommunicationContext } from "../context.ts";
import { choice, refuse } from "../refuse.ts";
import { dataOf, foundOf, type Turn } from "../rules.ts";

const given: Record<string, string> = {
  accepted: "a déjà accepté ce message",
  refused: "a déjà refusé ce message",
  closed: "est fermé dans l’annuaire",
};

/**
 * Each head of school answers for the school, once, before the end of its own clock (MBN-5.3-T2).
 * @throws StepRefused: not concerned, already answered, or too late, with the date on which silence approved.
 */
export const decisionDuty = ({ decisions, author }: CommunicationContext, turn: Turn): void => {
  const { happening, rules } = turn;
  const { school } = dataOf<{ school?: string }>(happening);
  const cited = decisions
    ? { rule: decisions.rule, article: decisions.article }
    : { rule: rules.process.t2?.rule ?? choice.rule, article: rules.process.t2?.article ?? choice.article };
  const own = happening.by.organisation;
  if (school && school !== own?.id)
    refuse({
      ...cited,
      because: "Chaque chef d’établissement décide pour son établissement, et pour lui seul.",
    });
  const { decision } = foundOf(happening);
  if (!decision)
    throw new StepRefused({
      ...cited,
      instead: [],
      because: decisions
        ? "Ce message n’est pas soumis à votre établissement."
        : "Les établissements ne sont pas encore consultés sur ce message, ou ne le sont pas.",
    });
  const { state, name, dueAt } = decision;
  if (state === "tacit" || (state === "pending" && dueAt <= happening.at && silenceApproves(turn)))
    refuse({
      ...cited,
      because: `Le délai de ${name} a pris fin le ${written(dueAt, author.place.timezone)} : son silence a valu accord.`,
    });
  if (state !== "pending") refuse({ ...cited, because: `${name} ${given[state] ?? "a déjà répondu"}.` });
};

/** « 8 avril 2026 à 24 h » would need words of the reader's zone: the day and hour of the author's do. */
function written(at: string, timezone: string): string {
  const local = new TZDate(new Date(Date.parse(at) - 1), timezone);
  const months = "janvier février mars avril mai juin juillet août septembre octobre novembre décembre".split(
    " ",
  );
  return `${local.getDate()} ${months[local.getMonth()]} ${local.getFullYear()} au soir`;
}
