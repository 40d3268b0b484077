import { actionsOf } from "#runbooks/actions.ts";
import type { Runbook } from "#runbooks/schema.ts";
import { derive } from "../../../procedure/derive.ts";
import { isLive, type Progress } from "../../../procedure/states.ts";
import type { Happening } from "../../../step.ts";
import type { ActionFacts, CrisisContext } from "../context.ts";
import type { CrisisDataOf } from "../events.ts";
import { type Change, dataOf, personOf, type Rules } from "../rules.ts";

const MINUTE = 60_000;
const byKey = new WeakMap<Runbook, Map<string, ReturnType<typeof actionsOf>[number]>>();

/** One step or decision of a runbook by its key. */
export function actionOf(runbook: Runbook, key: string) {
  let known = byKey.get(runbook);
  if (!known) {
    known = new Map(actionsOf(runbook).map((action) => [action.key, action]));
    byKey.set(runbook, known);
  }
  return known.get(key);
}

/** What the procedure makes of a new state: which actions open, and until when each should be done. */
export function opened(crisis: CrisisContext, changed: Progress, happening: Happening, { runbook }: Rules) {
  const steps = derive(runbook, { ...crisis.steps, ...changed });
  const actions = { ...crisis.actions };
  for (const key of Object.keys(steps)) {
    const live = isLive(steps[key]);
    if (live === isLive(crisis.steps[key])) continue;
    if (live) actions[key] = { ...actions[key], ...clockOf(runbook, key, crisis, happening.at) };
  }
  return { steps, actions };
}

function clockOf(runbook: Runbook, key: string, crisis: CrisisContext, at: string): ActionFacts {
  const action = actionOf(runbook, key);
  if (!action?.within) return { openedAt: at, late: false };
  const from = action.from === "awareness" ? crisis.facts.awareAt : at;
  return {
    openedAt: at,
    late: false,
    dueAt: new Date(Date.parse(from) + action.within * MINUTE).toISOString(),
  };
}

/** Someone acts on a step: its new state, who, when, and what they said. */
const acts =
  (
    state: Progress[string] | "again",
    said: (data: Record<string, string>) => ActionFacts = () => ({}),
  ): Change =>
  (crisis, happening, rules) => {
    const { step } = dataOf<CrisisDataOf<"step.taken">>(happening);
    const facts = {
      ...crisis.actions[step],
      by: personOf(happening.by),
      at: happening.at,
      ...said(dataOf<Record<string, string>>(happening)),
    };
    const next = { ...crisis, actions: { ...crisis.actions, [step]: facts } };
    // Reopened or given back: its surroundings say again whether its turn has come.
    return opened(next, { [step]: state === "again" ? "waiting" : state }, happening, rules);
  };

const decide: Change = (crisis, happening, rules) => {
  const { decision, option, because } = dataOf<CrisisDataOf<"decision.taken">>(happening);
  const facts = {
    ...crisis.actions[decision],
    by: personOf(happening.by),
    at: happening.at,
    reason: because,
  };
  const next = { ...crisis, actions: { ...crisis.actions, [decision]: facts } };
  return opened(next, { [decision]: `decided:${option}` }, happening, rules);
};

const notify: Change = (crisis, happening) => {
  const { authority, notifiedAt, reference } = dataOf<CrisisDataOf<"authority.notified">>(happening);
  const notice = { authority, notifiedAt, ...(reference && { reference }), by: personOf(happening.by) };
  return { authorities: [...crisis.authorities, notice] };
};

export const stepChanges: Record<string, Change> = {
  "step.taken": acts("taken", () => ({})),
  "step.given-back": acts("again"),
  "step.done": acts("done", ({ proof }) => (proof ? { proof } : {})),
  "step.blocked": acts("blocked", ({ reason }) => (reason ? { reason } : {})),
  "step.unblocked": acts("taken"),
  "step.skipped": acts("skipped", ({ reason }) => (reason ? { reason } : {})),
  "step.reopened": acts("again", ({ reason }) => (reason ? { reason } : {})),
  "decision.taken": decide,
  "authority.notified": notify,
};
