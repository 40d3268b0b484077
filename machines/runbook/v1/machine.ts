import { transition } from "xstate";
import {
  type Happening,
  type Machine,
  type Stepped,
  StepRefused,
  type Stored,
  type World,
} from "../../step.ts";
import { changeOf } from "./changes.ts";
import { runbookChart } from "./chart.ts";
import { inForce, newest, type RunbookContext, runnable } from "./context.ts";
import { effectsOf } from "./effects.ts";
import { runbookPersonEvents, runbookRights } from "./events.ts";
import { articleOf, requireSensible } from "./refusals.ts";

/** A crisis procedure of a dispositif and its versions, first version: one dossier for each key (MBN-6.2). */
export const runbookV1: Machine = {
  name: "runbook",
  version: 1,
  prefix: "PRO",
  events: runbookPersonEvents,
  rights: runbookRights,
  step,
  accepts,
};

function step(stored: Stored | null, happening: Happening, world: World): Stepped {
  const from = stored?.state ?? "new";
  const snapshot = runbookChart.resolveState({ value: from, context: {} });
  const change = changeOf(happening.type);
  if (!change || !snapshot.can({ type: happening.type }))
    throw new StepRefused(notNow(from, happening, world));
  const before = stored?.context as RunbookContext | undefined;
  if (before) requireSensible(before, happening, world.convention);
  const context = change(before ?? nothing, happening, world.convention);
  const [next] = transition(runbookChart, snapshot, { type: happening.type });
  return {
    state: String(next.value),
    context,
    effects: effectsOf(context, happening, world),
    title: newest(context).title,
    columns: columnsOf(context),
    closed: false,
  };
}

const nothing: RunbookContext = { key: "", dispositif: "", versions: [], review: null };

/** `runs`: hash of what a crisis would run now; `newest`: of the last text written. */
function columnsOf(context: RunbookContext) {
  const [last, runs, force] = [newest(context), runnable(context), inForce(context)];
  return {
    key: context.key,
    version: last.version,
    newest: last.hash,
    runs: runs.hash,
    runsVersion: runs.version,
    runsTitle: runs.title,
    approved: runs.state === "in-force" || runs.state === "approved",
    inForce: force?.version ?? null,
    reviewDueAt: context.review?.dueAt ?? null,
  };
}

function accepts(stored: Stored): string[] {
  const here = runbookChart.states[stored.state as keyof typeof runbookChart.states];
  const able = here?.ownEvents ?? [];
  const force = inForce(stored.context as unknown as RunbookContext);
  return Object.keys(runbookPersonEvents).filter(
    (type) => able.some((one) => one === type) && (type !== "runbook.retired" || force),
  );
}

export const runbookStateNames: Record<string, string> = {
  new: "pas encore écrite",
  draft: "en préparation",
  submitted: "à l’examen",
  approved: "approuvée",
  "in-force": "en vigueur",
  retired: "retirée",
};

function notNow(state: string, { type }: Happening, { convention }: World) {
  const able = runbookChart.states[state as keyof typeof runbookChart.states]?.ownEvents ?? [];
  return {
    ...articleOf(convention),
    because: `La dernière version est « ${runbookStateNames[state] ?? state} » : « ${type} » n’y a pas sa place.`,
    instead: able.filter((one) => Object.hasOwn(runbookPersonEvents, one)),
  };
}
