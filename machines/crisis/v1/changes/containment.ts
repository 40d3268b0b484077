import type { ContainmentFacts } from "../context.ts";
import type { CrisisDataOf } from "../events.ts";
import { type Change, dataOf, personOf } from "../rules.ts";
import { who } from "./lock.ts";

/** Crises begun before this was known of remember none. */
export const containmentsOf = (crisis: { containments?: ContainmentFacts[] }): ContainmentFacts[] =>
  crisis.containments ?? [];

const change =
  (
    how: (one: ContainmentFacts) => ContainmentFacts,
    key: string,
  ): ((all: ContainmentFacts[]) => ContainmentFacts[]) =>
  (all) =>
    all.map((one) => (one.key === key ? how(one) : one));

export const containmentChanges: Record<string, Change> = {
  "containment.proposed": (crisis, happening) => {
    const { key, measure, targets, reason } = dataOf<CrisisDataOf<"containment.proposed">>(happening);
    const by = who(crisis, happening);
    const one: ContainmentFacts = { key, measure, targets, reason, by, at: happening.at, state: "proposed" };
    return { containments: [...containmentsOf(crisis), one] };
  },
  "containment.confirmed": (crisis, happening) => {
    const { key } = dataOf<CrisisDataOf<"containment.confirmed">>(happening);
    const confirmed = { by: who(crisis, happening), at: happening.at };
    // An exercise is played to the end and touches nobody's account.
    const state = crisis.facts.exercise ? ("simulated" as const) : ("confirmed" as const);
    return { containments: change((one) => ({ ...one, state, confirmed }), key)(containmentsOf(crisis)) };
  },
  "containment.withdrawn": (crisis, happening) => {
    const { key, reason } = dataOf<CrisisDataOf<"containment.withdrawn">>(happening);
    const withdrawn = { by: personOf(happening.by), at: happening.at, reason };
    return {
      containments: change((one) => ({ ...one, state: "withdrawn", withdrawn }), key)(containmentsOf(crisis)),
    };
  },
  "containment.executed": (crisis, happening) => {
    const { key, done, failed, reasons } = dataOf<CrisisDataOf<"containment.executed">>(happening);
    const outcome = { at: happening.at, done, failed, reasons };
    return {
      containments: change((one) => ({ ...one, state: "executed", outcome }), key)(containmentsOf(crisis)),
    };
  },
};
