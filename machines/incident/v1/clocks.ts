import type { Clock, Convention } from "#conventions/schema.ts";
import type { Effect } from "../../effects.ts";
import { actingKinds } from "../../parties.ts";
import { answererOf } from "../../time/answerer.ts";
import { dueAt } from "../../time/due.ts";
import { holds } from "./chain.ts";
import type { ClockState, IncidentContext } from "./context.ts";

/** Clocks that bind this incident now. */
function binding(incident: IncidentContext, convention: Convention, qualified: boolean): Clock[] {
  const declarer = actingKinds(incident.declarer.kind, convention);
  const parties = new Set(convention.parties.map((party) => party.kind));
  return convention.clocks.filter((clock) => {
    if (clock.start === "qualified" && !qualified) return false;
    // The provider is no party: its declaration is what notifies the parties, whose 48 h then run (MBN-4.4).
    const notified = incident.declarer.kind === "prestataire" && clock.for.some((kind) => parties.has(kind));
    // A duty to report the follow-up binds whoever is told; every party is, by the chain itself (MBN-4.4).
    const bound =
      clock.metBy === "alerts-sent"
        ? notified || clock.for.some((kind) => declarer.includes(kind))
        : clock.for.some((kind) => parties.has(kind));
    return bound && holds(clock.when, incident, convention);
  });
}

/**
 * Starts the clocks that now bind, clears those that no longer do.
 * Party-notified and awareness clocks count from when it was noticed, not from when the form was sent.
 */
export function windClocks(incident: IncidentContext, convention: Convention, at: string) {
  const clocks: Record<string, ClockState> = { ...incident.clocks };
  const effects: Effect[] = [];
  const bound = binding(incident, convention, incident.field !== null);
  for (const clock of bound) {
    if (clocks[clock.key] && clocks[clock.key] !== "cleared") continue;
    const startedAt = clock.start === "qualified" ? at : new Date(incident.facts.noticedAt).toISOString();
    const explanation = clock.duration
      ? dueAt(startedAt, clock.duration, answererOf(incident.declarer, convention))
      : undefined;
    clocks[clock.key] = "running";
    effects.push({
      do: "start-deadline",
      deadline: {
        key: `clock-${clock.key}`,
        name: clock.name,
        rule: clock.rule,
        article: clock.article,
        startedAt,
        dueAt: explanation?.end ?? null,
        shown: true,
        event: { type: "deadline.reached", key: `clock-${clock.key}` },
        ...(explanation && { explanation }),
      },
    });
  }
  for (const [key, state] of Object.entries(clocks)) {
    if (state !== "running" || bound.some((clock) => clock.key === key)) continue;
    clocks[key] = "cleared";
    effects.push({ do: "settle-deadline", key: `clock-${key}`, as: "cleared" });
  }
  return { clocks, effects };
}

/** Settles the clocks that an act meets; one already breached stays breached, the act being in the journal. */
export function meetClocks(incident: IncidentContext, convention: Convention, metBy: Clock["metBy"]) {
  const clocks = { ...incident.clocks };
  const effects: Effect[] = [];
  for (const clock of convention.clocks) {
    if (clock.metBy !== metBy || clocks[clock.key] !== "running") continue;
    clocks[clock.key] = "met";
    effects.push({ do: "settle-deadline", key: `clock-${clock.key}`, as: "met" });
  }
  return { clocks, effects };
}
