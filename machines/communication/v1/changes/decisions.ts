import { answererOf } from "../../../time/answerer.ts";
import { dueAt } from "../../../time/due.ts";
import type { CommunicationContext, DecisionClock } from "../context.ts";
import { foundOf, type Turn } from "../rules.ts";
import type { Change } from "./approvals.ts";

type Decisions = NonNullable<CommunicationContext["decisions"]>;

/**
 * Every school is asked at once (MBN-5.3-T2). Schools are known by their calendars only: each calendar has one end,
 * and equal ends share a clock, so that 5,500 schools make a few deadlines.
 */
export function askedSchools({ happening, rules }: Turn): Decisions | null {
  const { t2 } = rules.process;
  const { reach } = foundOf(happening);
  if (!t2 || !reach) return null;
  const clocks = new Map<string, DecisionClock>();
  for (const { timezone, departement, goodFridayOff, schools } of reach.groups) {
    const place = { timezone, departement, goodFridayOff };
    const end = dueAt(happening.at, t2.within ?? { workingDays: 2 }, answererOf(place, rules.convention)).end;
    const clock = clocks.get(end) ?? { key: `t2-${end}`, calendars: [], schools: 0, dueAt: end };
    const known = clock.calendars.some(
      (one) =>
        one.timezone === timezone && one.departement === departement && one.goodFridayOff === goodFridayOff,
    );
    clocks.set(end, {
      ...clock,
      schools: clock.schools + schools,
      calendars: known ? clock.calendars : [...clock.calendars, place],
    });
  }
  return {
    ...{ total: reach.schools, pending: reach.schools, accepted: 0, refused: 0, tacit: 0, closed: 0 },
    rule: t2.rule,
    article: t2.article,
    clocks: [...clocks.values()].sort((a, b) => a.dueAt.localeCompare(b.dueAt)),
  };
}

const decide =
  (as: "accepted" | "refused"): Change =>
  ({ decisions }) =>
    decisions ? { decisions: { ...decisions, pending: decisions.pending - 1, [as]: decisions[as] + 1 } } : {};

/** Whether the text lets the silence of a head of school approve (MBN-5.3-T2, CHOIX-4). */
export const silenceApproves = ({ rules }: Pick<Turn, "rules">): boolean =>
  rules.process.t2?.silence === "approves";

/** Silence approved, and each school's row says so; the entry holds their number and the hash over them. */
export function expired(decisions: Decisions | null, turn: Turn, key: string): Decisions | null {
  const { happening } = turn;
  const { expiring } = foundOf(happening);
  if (!decisions || !expiring || !silenceApproves(turn)) return decisions;
  const { count, root } = expiring;
  return {
    ...decisions,
    pending: decisions.pending - count,
    tacit: decisions.tacit + count,
    clocks: decisions.clocks.map((one) =>
      one.key === key ? { ...one, ended: { at: happening.at, tacit: count, root } } : one,
    ),
  };
}

/** Schools that closed since they decided are left out, and counted as such. */
export function withoutClosed(decisions: Decisions | null, { happening }: Turn): Decisions | null {
  const count = foundOf(happening).closed?.count ?? 0;
  return decisions && count > 0 ? { ...decisions, closed: decisions.closed + count } : decisions;
}

/** Schools whose portal takes the message. */
export const takers = ({ accepted, tacit, closed }: Decisions): number => accepted + tacit - closed;

export const decisionChanges: Record<string, Change> = {
  "t2.accepted": decide("accepted"),
  "t2.refused": decide("refused"),
};
