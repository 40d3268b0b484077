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
import { homologationChart as chart, ended, inForce } from "./chart.ts";
import type { Demarches } from "./content.ts";
import { type HomologationContext, levelOf, measuresOf, residualOf } from "./context.ts";
import { effectsOf } from "./effects.ts";
import { type HomologationDataOf, homologationPersonEvents, homologationRights } from "./events.ts";
import { asksNamed } from "./named.ts";
import { notNow, requireSensible } from "./rules.ts";
import { shiftMonths } from "./time.ts";

/** The homologation of a system, first version (RGS article 5, MBN-6). It runs on the démarches of its content. */
export const homologationV1: Machine = {
  name: "homologation",
  version: 1,
  prefix: "HOM",
  events: homologationPersonEvents,
  rights: homologationRights,
  step,
  asks: (_, { type }) => asksNamed(type),
  accepts,
};

function step(stored: Stored | null, happening: Happening, world: World): Stepped {
  const from = stored?.state ?? "new";
  const before = stored?.context as HomologationContext | undefined;
  const content = world.content as Demarches;
  const snapshot = chart.resolveState({ value: from, context: {} });
  if (!snapshot.can({ type: happening.type }))
    throw new StepRefused(notNow(from, before ?? {}, happening.type, accepts({ state: from, context: {} })));
  if (before) requireSensible({ context: before, happening, content, convention: world.convention });
  const context = changeOf(happening.type)(before as HomologationContext, happening);
  const [next] = transition(chart, snapshot, { type: ledBy(from, context, happening, content) });
  const state = String(next.value);
  return {
    state,
    context,
    effects: effectsOf({ context, happening, world, content }, before),
    title: context.system.name,
    columns: { ...columnsOf(context), current: isCurrent(state, context) },
    closed: (ended as readonly string[]).includes(state),
  };
}

/** Where a clock or a decision leads: the chart's own move, by its name. */
function ledBy(
  from: string,
  context: HomologationContext,
  { type, data, at }: Happening,
  content: Demarches,
): string {
  if (type === "decision.taken" && context.decision?.decision === "refused") return "to.refused";
  if (type === "decision.resumed" && soonPassed(context, at, content)) return "to.resumed-late";
  if (type !== "deadline.reached") return type;
  const { key } = data as HomologationDataOf<"deadline.reached">;
  if (key === "effect" && from === "decided") return "to.in-force";
  const led = key === "soon" ? "to.to-renew" : key === "expiry" ? "to.expired" : type;
  return chart.resolveState({ value: from, context: {} }).can({ type: led }) ? led : type;
}

/** Whether it became « bientôt expirée » while it was suspended. */
function soonPassed(
  { decision, timezone }: HomologationContext,
  at: string,
  { durations }: Demarches,
): boolean {
  const soon = durations.find(({ months }) => months === decision?.months)?.soon ?? 0;
  return Boolean(
    decision?.until && Date.parse(shiftMonths(decision.until, -soon, timezone)) <= Date.parse(at),
  );
}

/** Whether it says today what the system's homologation is: in force, or expired and not replaced. */
const isCurrent = (state: string, { supersededBy }: HomologationContext) =>
  (inForce as readonly string[]).includes(state) || (state === "expired" && !supersededBy);

function accepts({ state }: Stored): string[] {
  const here = chart.states[state as keyof typeof chart.states];
  return (here?.ownEvents ?? []).filter((type) => Object.hasOwn(homologationPersonEvents, type));
}

/** What the register filters, sorts and counts on. */
function columnsOf(context: HomologationContext) {
  const { system, file, decision, reserves, reviews } = context;
  const measures = measuresOf(context);
  const open = Object.values(reserves).filter(({ lifted }) => !lifted);
  return {
    system: system.id,
    systemRef: system.ref,
    nature: system.nature,
    need: system.need,
    demarche: file.strategy?.demarche ?? null,
    decision: decision?.decision ?? null,
    from: decision?.until ? decision.effectAt : null,
    until: decision?.until ?? null,
    reserves: open.length,
    reservesLate: open.filter(({ lateSince }) => lateSince).length,
    reviews: reviews.filter(({ concluded }) => !concluded).length,
    risk: Math.max(0, ...file.risks.map(residualOf)),
    riskBefore: Math.max(0, ...file.risks.map(levelOf)),
    measures: measures.length,
    measuresDone: measures.filter(({ state }) => state === "done" || state === "not-applicable").length,
    shown: context.shown,
    authority: file.strategy?.authority.name ?? null,
  };
}
