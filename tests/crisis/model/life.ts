import { containmentsOf } from "#machines/crisis/v1/changes/containment.ts";
import type { CrisisContext } from "#machines/crisis/v1/context.ts";
import { crisisEvents } from "#machines/crisis/v1/events.ts";
import { actionsOf, type Runbook } from "#runbooks/schema.ts";
import { cast, clock, everyone, outbox, uuid } from "./cast.ts";

/** A source of choices: `r(n)` is 0 to n - 1. */
export type Dice = (n: number) => number;
/** The same seed, the same choices: a counterexample is one number. */
export function dice(seed: number): Dice {
  let state = seed >>> 0 || 1;
  return (n) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * n);
  };
}

type About = { crisis: CrisisContext; runbook: Runbook; r: Dice; at: string };
type Draw = (about: About) => Record<string, unknown>;

const pick = <T>(of: readonly T[], r: Dice): T => of[r(of.length)] as T;
const text = (r: Dice) => pick(["Fait.", "Vu avec le prestataire.", "Les familles attendent."], r);
const reason: Draw = ({ r }) => ({ reason: text(r) });
const what: Draw = ({ r }) => ({ what: pick(["messaging", "authentication"], r) });
const confirmed: Draw = (about) => {
  const found = Object.entries(about.crisis.compromises).find(([, one]) => one.confirmed);
  return found && about.r(4) > 0 ? { what: found[0] } : what(about);
};
const key = (known: { key: string }[], r: Dice) => pick([...known, { key: uuid(4_999) }], r).key;
const organisation = (r: Dice) => cast[pick(everyone, r)].organisation;
const criteria = (of: { key: string }[]) => ({ criteria: of.map((one) => one.key) });
const inHours = (at: string, hours: number) => new Date(Date.parse(at) + hours * 3_600_000).toISOString();

/** A step that stands so, or now and then any. */
const stepThat =
  (...states: string[]): Draw =>
  ({ crisis, runbook, r }) => {
    const all = actionsOf(runbook).filter(({ kind }) => kind === "step");
    const such = all.filter(({ key: one }) => states.includes(crisis.steps[one] ?? ""));
    return { step: pick(such.length > 0 && r(5) > 0 ? such : all, r).key };
  };
const live = stepThat("todo", "taken", "blocked");
const decision: Draw = ({ crisis, runbook, r }) => {
  const all = actionsOf(runbook).flatMap((one) => (one.kind === "decision" ? [one] : []));
  const open = all.filter((one) => crisis.steps[one.key] === "open");
  const one = pick(open.length > 0 ? open : all, r);
  return { decision: one.key, option: pick(one.options, r).key, because: text(r) };
};
const seat: Draw = ({ r }) => ({
  role: pick(["direction", "rssi", "communication", "dpd", "liaison", "main-courante"], r),
});
const sitrep: Draw = ({ crisis, r, at }) => ({
  ...{ number: crisis.sitreps.length + r(2) || 1, facts: text(r), impacts: text(r), actions: text(r) },
  ...(r(2) ? { nextAt: inHours(at, 2) } : {}),
});
const due: Draw = ({ crisis, r }) => ({
  key: pick(
    [
      ...Object.keys(crisis.steps).map((one) => `step-${one}`),
      ...crisis.messages.map((one) => `approval-${one.key}`),
      ...crisis.retex.actions.map((one) => `action-${one.key}`),
      ...crisis.waves.flatMap((one) => [`remind-${one.key}`, `escalate-${one.key}`]),
      ...["retex", "point-suivant"],
    ],
    r,
  ),
  unanswered: r(3),
});
const message: Draw = ({ crisis, r }) => ({
  key: uuid(5_000 + crisis.messages.length),
  channel: pick(["ent-messaging", "ent-messaging", "mail"], r),
  profiles: ["families"],
  ...{ subject: "Objet", body: "Texte", justification: "Pourquoi" },
});
const handOver: Draw = ({ crisis, r }) => {
  const member = pick(crisis.members, r);
  const to = cast[pick(everyone, r)];
  return {
    ...{ role: member?.role ?? "rssi", from: member?.id ?? uuid(1), to: to.id, name: to.name },
    ...{ organisation: to.organisation, function: "rssi", note: text(r) },
  };
};

/** What someone could say, for every event of a crisis but its first. */
export const draws: Record<string, Draw> = {
  "crisis.qualified": ({ r }) => ({
    ...{ severity: pick(["minor", "major", "maximal"], r), perimeter: pick(["school", "dispositif"], r) },
    ...{ personalData: r(2) === 1, reason: text(r) },
  }),
  "crisis.activated": ({ runbook }) => criteria(runbook.activation),
  "crisis.stood-down": reason,
  "cell.strategic-opened": reason,
  "role.given": (about) => {
    const { id, name, function: held } = cast[pick(everyone, about.r)];
    return { ...seat(about), person: id, name, organisation: organisation(about.r), function: held };
  },
  "role.handed-over": handOver,
  "channel.opened": ({ runbook, r }) => ({
    channel: pick([...runbook.substitution, "phone"], r),
    reason: text(r),
  }),
  "channel.shut": ({ runbook, r }) => ({
    channel: pick([...runbook.substitution, "phone"], r),
    reason: text(r),
  }),
  "held.decided": ({ r }) => ({ notice: "all", choice: pick(["release", "cancel"], r), reason: text(r) }),
  "crisis.exited": ({ runbook }) => criteria(runbook.exit),
  "retex.opened": ({ r }) => ({ note: text(r) }),
  "retex.validated": ({ r }) => ({ summary: text(r) }),
  "crisis.closed": reason,
  "member.joined": seat,
  "step.taken": stepThat("todo"),
  "step.given-back": stepThat("taken"),
  "step.done": (about) => ({ ...stepThat("taken")(about), proof: text(about.r) }),
  "step.blocked": (about) => ({ ...stepThat("taken")(about), ...reason(about) }),
  "step.unblocked": stepThat("blocked"),
  "step.skipped": (about) => ({ ...live(about), ...reason(about) }),
  "step.reopened": (about) => ({ ...stepThat("done", "skipped")(about), ...reason(about) }),
  "decision.taken": decision,
  "log.entered": ({ r }) => ({ kind: pick(["fait", "hypothese", "action"], r), content: text(r) }),
  "compromise.declared": (about) => ({ ...what(about), ...reason(about) }),
  "compromise.confirmed": what,
  "compromise.withdrawn": (about) => ({ ...what(about), ...reason(about) }),
  "restoration.declared": (about) => ({ ...confirmed(about), ...reason(about) }),
  "restoration.confirmed": confirmed,
  "containment.proposed": ({ crisis, r }) => ({
    key: uuid(4_000 + containmentsOf(crisis).length),
    measure: pick(["block-accounts", "force-password", "recall-message"], r),
    targets: [`compte-${r(9)}`],
    reason: text(r),
  }),
  "containment.confirmed": ({ crisis, r }) => ({ key: key(containmentsOf(crisis), r) }),
  "containment.withdrawn": ({ crisis, r }) => ({ key: key(containmentsOf(crisis), r), reason: text(r) }),
  "containment.executed": ({ crisis, r }) => ({
    key: key(containmentsOf(crisis), r),
    done: 1,
    failed: r(2),
    reasons: [],
  }),
  "message.proposed": message,
  "message.approved": ({ crisis, r }) => ({
    key: key(crisis.messages, r),
    ...(r(2) && { subject: "Objet adapté" }),
  }),
  "message.refused": ({ crisis, r }) => ({ key: key(crisis.messages, r), reason: text(r) }),
  "message.late": ({ crisis, r }) => ({ key: key(crisis.messages, r) }),
  "message.withdrawn": ({ crisis, r }) => ({ key: key(crisis.messages, r), reason: text(r) }),
  "instruction.sent": ({ r }) => ({ key: uuid(9_000 + r(99)), subject: "Consigne", body: text(r) }),
  "press.proposed": ({ crisis, r }) => ({
    key: uuid(6_000 + crisis.press.length),
    title: text(r),
    body: text(r),
  }),
  "press.approved": ({ crisis, r }) => ({ key: key(crisis.press, r) }),
  "press.refused": ({ crisis, r }) => ({ key: key(crisis.press, r), reason: text(r) }),
  "authority.notified": ({ r, at }) => ({ authority: pick(["cnil", "anssi", "justice"], r), notifiedAt: at }),
  "sitrep.drafted": sitrep,
  "sitrep.validated": ({ crisis }) => ({ number: Math.max(1, ...crisis.sitreps.map((one) => one.number)) }),
  "retex.noted": ({ r }) => ({ kind: pick(["well", "badly"], r), text: text(r) }),
  "retex.action-added": ({ crisis, r, at }) => ({
    ...{
      key: uuid(7_000 + crisis.retex.actions.length),
      title: text(r),
      owner: "RSSI",
      dueAt: inHours(at, 99),
    },
  }),
  "retex.action-done": ({ crisis, r }) => ({ key: key(crisis.retex.actions, r), note: text(r) }),
  "retex.action-settled": ({ crisis, r, at }) => ({
    key: key(crisis.retex.actions, r),
    verdict: pick(["done", "extended", "dropped"] as const, r),
    note: text(r),
    dueAt: inHours(at, 99),
  }),
  "task.done": () => ({ key: "gap-opened" }),
  "delivery.retried": () => ({ delivery: "all" }),
  "alert.acknowledged": ({ r }) => ({
    ...{
      delivery: uuid(8_000),
      answer: pick(["taken", "not-me"], r),
      organisation: "Académie",
      function: "rssi",
    },
    ...(r(2) ? { role: pick(["rssi", "liaison"], r) } : {}),
  }),
  "alerts.sent": () => ({ notice: "cell-1", root: "0", sent: 3, failed: 0, cancelled: 0 }),
  "deliveries.failed": () => ({ notice: "cell-1", count: 1, deliveries: [uuid(8_001)], reason: "550" }),
  "deadline.reached": due,
  "attachment.added": () => ({ hash: "a".repeat(64), name: "capture.png", mime: "image/png", size: 10 }),
};

/** Data as the command's schema leaves it. @throws ZodError when the draw above is not what people may send. */
export const drawn = (type: string, about: About): Record<string, unknown> =>
  crisisEvents[type as keyof typeof crisisEvents].parse(draws[type]?.(about) ?? {}) as Record<
    string,
    unknown
  >;

const bySystem = new Set(["alerts.sent", "deliveries.failed", "attachment.added"]);
export const speaker = (type: string, r: Dice) =>
  type === "deadline.reached"
    ? clock
    : bySystem.has(type)
      ? outbox
      : cast[pick(["direction", "direction", "rssi", "rssi", "region", "dane"] as const, r)];
