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
import { memberChart as chart, ended } from "./chart.ts";
import { admissionOf, type MemberContext } from "./context.ts";
import { effectsOf } from "./effects.ts";
import { type MemberDataOf, memberPersonEvents, memberRights } from "./events.ts";
import { federationOf } from "./federation.ts";
import { asksMeeting } from "./meeting.ts";
import { notNow, requireSensible } from "./rules.ts";
import { dueDays } from "./time.ts";

/** A member of an identity federation, first version: joining and leaving are decisions (ATR-8, annexe 2). */
export const federationMemberV1: Machine = {
  name: "federation-member",
  version: 1,
  prefix: "FED",
  events: memberPersonEvents,
  rights: memberRights,
  step,
  asks: (_, happening) => asksMeeting(happening),
  accepts,
};

function step(stored: Stored | null, happening: Happening, world: World): Stepped {
  const { convention } = world;
  const from = stored?.state ?? "new";
  const before = stored?.context as MemberContext | undefined;
  const snapshot = chart.resolveState({ value: from, context: {} });
  if (!snapshot.can({ type: happening.type }))
    throw new StepRefused(notNow(from, happening.type, accepts({ state: from, context: {} }), convention));
  if (before) requireSensible({ context: before, happening, convention });
  else federationOf(convention);
  const context = changeOf(happening.type)(before as MemberContext, happening, convention);
  const [next] = transition(chart, snapshot, { type: ledBy(from, context, happening) });
  const state = String(next.value);
  return {
    state,
    context,
    effects: effectsOf({ context, happening, world, state }),
    title: context.name,
    columns: columnsOf(state, context, world),
    closed: ended.includes(state),
  };
}

/** Where a refusal or a clock leads: the chart's own move, by its name. */
function ledBy(from: string, context: MemberContext, { type, data, at }: Happening): string {
  if (type === "admission.decided" && context.ended) return "to.refused";
  // Revoked before it had even entered: its day of entry still stands.
  if (type === "leaving.revoked" && (admissionOf(context)?.effectAt ?? "") > at) return "to.admitted";
  if (type !== "deadline.reached") return type;
  const { key } = data as MemberDataOf<"deadline.reached">;
  if (key === "effect" && from === "admitted") return "to.member";
  return key === "leave" && from === "leaving" ? "to.left" : type;
}

function accepts({ state }: Stored): string[] {
  const here = chart.states[state as keyof typeof chart.states];
  return (here?.ownEvents ?? []).filter((type) => Object.hasOwn(memberPersonEvents, type));
}

/** What the register filters, sorts and counts on. `checkDue`: the soonest check, late or to come. */
function columnsOf(state: string, context: MemberContext, { convention }: World) {
  const { commitments, roles, decisions, agreement } = context;
  const count = (outcome: string) => commitments.filter(({ check }) => check?.outcome === outcome).length;
  const inside = state === "member" || state === "leaving";
  const leaving = decisions.at(-1)?.kind === "left" ? decisions.at(-1) : null;
  return {
    identity: roles.includes("identity"),
    service: roles.includes("service"),
    commitments: commitments.length,
    kept: count("kept"),
    broken: count("broken"),
    checkDue: (inside && dueDays(context, federationOf(convention).checks)[0]?.dueAt) || null,
    from: admissionOf(context)?.effectAt ?? null,
    leaves: leaving?.effectAt ?? null,
    until: agreement.until ?? null,
  };
}
