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
  const turned = derive(runbook, { ...crisis.steps, ...changed });
  const already = alreadySo(crisis, runbook, turned);
  const steps = already.length > 0 ? derive(runbook, { ...turned, ...doneOf(already) }) : turned;
  const actions = { ...crisis.actions };
  for (const { key, by } of already)
    actions[key] = { ...actions[key], by, at: happening.at, proof: CONFIRMED };
  for (const key of Object.keys(steps)) {
    const live = isLive(steps[key]);
    if (live === isLive(crisis.steps[key])) continue;
    if (live) actions[key] = { ...actions[key], ...clockOf(runbook, key, crisis, happening.at) };
  }
  return { steps, actions };
}

const CONFIRMED = "confirmée par deux personnes dans la console";
const doneOf = (already: { key: string }[]): Progress =>
  Object.fromEntries(already.map(({ key }) => [key, "done" as const]));

/** Steps that ask for a compromise to be confirmed, once two people have: the console saw it, nobody ticks it again. */
function alreadySo(crisis: CrisisContext, runbook: Runbook, steps: Progress) {
  return Object.keys(steps).flatMap((key) => {
    const action = steps[key] === "todo" || steps[key] === "taken" ? actionOf(runbook, key) : undefined;
    if (action?.kind !== "step" || action.act?.do !== "compromise") return [];
    const by = crisis.compromises[action.act.what]?.confirmed?.by;
    return by ? [{ key, by: { id: by.id, name: by.name } }] : [];
  });
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
