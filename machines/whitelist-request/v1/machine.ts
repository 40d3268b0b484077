import { transition } from "xstate";
import { whitelistOf } from "#conventions/schema.ts";
import type { Effect } from "../../effects.ts";
import {
  type Ask,
  type Happening,
  type Machine,
  type Stepped,
  StepRefused,
  type Stored,
  type World,
} from "../../step.ts";
import { changeOf, drafted } from "./changes.ts";
import { chart, ended } from "./chart.ts";
import { claimsOf } from "./claims.ts";
import { monthsAfter, stageOf, startStage } from "./clocks.ts";
import { columnsOf } from "./columns.ts";
import type { RequestContext, RequestLife } from "./context.ts";
import { effectsOf } from "./effects.ts";
import { requestPersonEvents, requestRights } from "./events.ts";
import { addressesOf, readForm } from "./form.ts";
import { requestStateNames } from "./names.ts";
import { outcomeOf } from "./outcome.ts";
import { requireDuties } from "./refusals.ts";

/** A request for an application of the whitelist, first version (MBN-6.1): chart.ts says what may happen. */
export const whitelistRequestV1: Machine = {
  name: "whitelist-request",
  version: 1,
  prefix: "APP",
  events: requestPersonEvents,
  rights: requestRights as Record<string, string>,
  step,
  asks,
  accepts,
};

/** Names sent are not believed; where an address leads, and who asked for it first, are looked at before it is filed. */
function asks(stored: Stored | null, { type }: Pick<Happening, "type">): Ask[] {
  if (type === "instructors.named") return ["people:whitelist.instruct"];
  if (!["request.filed", "request.completed", "request.joined"].includes(type)) return [];
  const { form } = readForm((stored?.context as RequestContext | undefined)?.draft ?? {});
  if (!form) return [];
  const claimed: Ask = `claimed:${JSON.stringify(claimsOf(form))}`;
  return type === "request.joined" ? [claimed] : [`inside:${addressesOf(form).join(" ")}`, claimed];
}

function step(stored: Stored | null, happening: Happening, world: World): Stepped {
  const from = stored?.state ?? "new";
  const before = (stored?.context ?? drafted(happening)) as RequestContext;
  const list = whitelistOf(world.convention);
  const outcome = outcomeOf(before, happening, { gar: Boolean(list.gar) });
  const event = { type: happening.type, ...(outcome && { outcome }) };
  const snapshot = chart.resolveState({ value: from });
  // XState answers a refused event with silence: ask first, refuse out loud.
  if (!snapshot.can(event)) throw new StepRefused(notNow(from, happening, world));
  if (stored) requireDuties(before, happening, world.convention);
  const to = String(transition(chart, snapshot, event)[0].value);
  const changed = { ...before, ...changeOf(happening.type)(before, happening, from) };
  const clocked = clocks(before, changed, { from, to, at: happening.at }, world);
  const after = clocked.request;
  return {
    state: to,
    context: after,
    effects: [...clocked.effects, ...effectsOf({ before, after, from, to, happening, world })],
    title: after.name,
    columns: columnsOf(after, to),
    closed: ended(to),
  };
}

/** The clock of the stage follows the state; while the requester is waited for none runs. */
function clocks(
  before: RequestContext,
  changed: RequestContext,
  { from, to, at }: { from: string; to: string; at: string },
  world: World,
): { request: RequestContext; effects: Effect[] } {
  if (from === to) return { request: changed, effects: [] };
  const { delays } = whitelistOf(world.convention);
  const history = [...changed.history, { state: to as RequestLife, at }];
  const stage = stageOf(to);
  const request: RequestContext = {
    ...changed,
    history,
    ...(to === "active" && { reviewAt: monthsAfter(at, delays.reviewMonths) }),
  };
  // Integration is one stage over three states.
  if (stage && stage === stageOf(from))
    return { request: { ...request, clock: changed.clock ?? before.clock }, effects: [] };
  const ends: Effect[] = before.clock
    ? [
        {
          do: "settle-deadline",
          key: before.clock.stage,
          as: to === "waiting" || ended(to) ? "cleared" : "met",
        },
        { do: "close-task", key: `late-${before.clock.stage}` },
      ]
    : [];
  if (!stage) return { request: { ...request, clock: null }, effects: ends };
  const resumed = from === "waiting" && before.waiting?.stage === stage ? before.waiting.left : undefined;
  const started = startStage(request, stage, at, delays, resumed);
  return { request: { ...request, clock: started.clock }, effects: [...ends, ...started.effects] };
}

/** What people may send in a state; the context narrows nothing more: a duty says why out loud. */
function accepts(stored: Stored): string[] {
  const here = chart.states[stored.state as keyof typeof chart.states];
  return [...(here?.ownEvents ?? []), ...chart.root.ownEvents].filter((type) =>
    Object.hasOwn(requestPersonEvents, type),
  );
}

function notNow(state: string, { type }: Happening, { convention }: World) {
  const { rule, article } = whitelistOf(convention).request;
  const able = state === "new" ? [] : accepts({ state, context: {} });
  return {
    rule,
    article,
    because: `La demande est « ${requestStateNames[state] ?? state} » : « ${type} » n’y a pas sa place.`,
    instead: able.filter((one) => /^(request|link|form|opinion|instructors|information)\./.test(one)),
  };
}
