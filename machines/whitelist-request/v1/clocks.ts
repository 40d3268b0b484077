import { TZDate } from "@date-fns/tz";
import type { Duration, WhitelistDelays } from "#conventions/schema.ts";
import type { DeadlineExplanation, Effect } from "../../effects.ts";
import { type AnswererPlace, dueAt } from "../../time/due.ts";
import type { RequestContext, RequestLife, Stage, StageClock } from "./context.ts";

/** The stage that each state runs; integration ends when the link is active. */
const stages: Partial<Record<RequestLife, Stage>> = {
  filed: "completeness",
  admissible: "naming",
  instruction: "instruction",
  committee: "committee",
  approved: "integration",
  integrated: "integration",
  tested: "integration",
};
export const stageOf = (state: string): Stage | undefined => stages[state as RequestLife];

/** No text names them: they are shown to people as the console's (CHOIX-LISTE). */
export const stageNames: Record<Stage, string> = {
  completeness: "Recevabilité",
  naming: "Nomination des instructeurs",
  instruction: "Instruction",
  committee: "Passage en comité",
  integration: "Intégration par le prestataire",
  review: "Réexamen annuel",
};

const place = ({ place }: RequestContext): AnswererPlace => ({
  timezone: place.timezone,
  departement: place.departement,
});

/** A delay from an instant, in the days of the requester's place (CHOIX-1). */
export const delay = (request: RequestContext, from: string, duration: Duration): DeadlineExplanation =>
  dueAt(from, duration, place(request));

/** Whole working days that stay before an instant; 0 once it has passed. */
export function workingDaysLeft(request: RequestContext, at: string, end: string): number {
  let left = 0;
  while (left < 400 && delay(request, at, { workingDays: left }).end < end) left += 1;
  return left;
}

/** The instant at which a calendar day (YYYY-MM-DD) ends, where the request is from. */
export function endOfDay({ place }: RequestContext, day: string): string {
  const [year = 0, month = 1, date = 1] = day.split("-").map(Number);
  return new Date(new TZDate(year, month - 1, date + 1, place.timezone).getTime()).toISOString();
}

export function monthsAfter(at: string, months: number): string {
  const due = new Date(at);
  due.setUTCMonth(due.getUTCMonth() + months);
  return due.toISOString();
}

/** Starts the clock of a stage; the one before is met. */
export function startStage(
  request: RequestContext,
  stage: Stage,
  at: string,
  delays: WhitelistDelays,
  workingDays?: number,
): { clock: StageClock; effects: Effect[] } {
  const duration = workingDays === undefined ? delays[stage as "instruction"] : { workingDays };
  const explanation = delay(request, at, duration);
  const clock: StageClock = { stage, startedAt: at, dueAt: explanation.end, lateSince: null };
  return { clock, effects: [deadline(clock, delays, explanation)] };
}

export function deadline(
  { stage, startedAt, dueAt: end }: Pick<StageClock, "stage" | "startedAt" | "dueAt">,
  { rule }: Pick<WhitelistDelays, "rule">,
  explanation?: DeadlineExplanation,
): Effect {
  return {
    do: "start-deadline",
    deadline: {
      key: stage,
      name: stageNames[stage],
      rule,
      article: "choix de la console",
      startedAt,
      dueAt: end,
      shown: true,
      event: { type: "deadline.reached", key: stage },
      ...(explanation && { explanation }),
    },
  };
}
