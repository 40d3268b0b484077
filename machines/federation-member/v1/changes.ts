import type { Convention } from "#conventions/schema.ts";
import { dayAt } from "../../homologation/v1/time.ts";
import type { Happening } from "../../step.ts";
import type { FederationDecision, MemberContext, Signed } from "./context.ts";
import type { MemberDataOf, MemberEvent } from "./events.ts";
import { federationOf, offered } from "./federation.ts";
import { meetingOf, meetingWords } from "./meeting.ts";
import { dueDays, startOfDay } from "./time.ts";

type Change = (context: MemberContext, happening: Happening, convention: Convention) => MemberContext;
const data = <Type extends MemberEvent>({ data }: Happening, _type: Type) => data as MemberDataOf<Type>;
const signed = ({ at, by }: Happening): Signed => ({ at, by: { id: by.id, name: by.name } });

type Decided = Pick<MemberDataOf<"leaving.decided">, "authority" | "reason" | "meeting"> & {
  effectOn?: string | undefined;
};
function decided(
  context: MemberContext,
  happening: Happening,
  given: Decided,
  more: Pick<FederationDecision, "kind"> & Partial<FederationDecision>,
): MemberContext {
  const { timezone } = context.place;
  const today = dayAt(happening.at, timezone);
  const held = meetingOf(happening);
  const later = given.effectOn && given.effectOn !== today;
  const { name, roles, agreement, commitments } = context;
  const decision: FederationDecision = {
    ...signed(happening),
    ...{ how: null, requestedOn: null, authority: given.authority, reason: given.reason },
    meeting: held ? meetingWords(held, timezone) : (given.meeting ?? null),
    sitting: held ? { dossier: held.dossier, ref: held.ref } : null,
    effectAt: later ? startOfDay(given.effectOn ?? today, timezone) : happening.at,
    frozen: { name, roles, agreement, commitments },
    ...more,
  };
  return { ...context, decisions: [...context.decisions, decision] };
}

const ended = (
  context: MemberContext,
  at: string,
  how: NonNullable<MemberContext["ended"]>["how"],
  reason: string,
): MemberContext => ({ ...context, ended: { at, how, reason } });

const changes: Partial<Record<MemberEvent, Change>> = {
  "member.applied": (_, happening) => {
    const { readers: _readers, ...given } = data(happening, "member.applied");
    return { ...given, commitments: [], decisions: [], signed: {}, told: {}, ended: null };
  },
  "member.described": (context, happening) => {
    const { roles, contact, ...agreement } = data(happening, "member.described");
    const commitments = context.commitments.filter(({ role }) => roles.includes(role));
    return { ...context, roles, contact, agreement, commitments };
  },
  "commitments.taken": (context, happening, convention) => {
    const taken = new Set(data(happening, "commitments.taken").keys);
    const known = new Map(context.commitments.map((one) => [one.key, one]));
    const commitments = offered(convention, context.roles)
      .filter(({ key }) => taken.has(key))
      .map((one) => known.get(one.key) ?? one);
    return { ...context, commitments };
  },
  "commitment.checked": (context, happening) => {
    const { key, file, link, note, ...found } = data(happening, "commitment.checked");
    const check = {
      ...signed(happening),
      ...found,
      file: file ?? null,
      link: link ?? null,
      note: note ?? null,
    };
    return {
      ...context,
      commitments: context.commitments.map((one) => (one.key === key ? { ...one, check } : one)),
    };
  },
  "admission.decided": (context, happening) => {
    const given = data(happening, "admission.decided");
    const next = decided(context, happening, given, { kind: given.decision });
    return given.decision === "refused" ? ended(next, happening.at, "refused", given.reason) : next;
  },
  "admission.withdrawn": (context, happening) =>
    ended(context, happening.at, "withdrawn", data(happening, "admission.withdrawn").reason),
  "agreement.amended": (context, happening) => {
    const { agreement, ...given } = data(happening, "agreement.amended");
    return decided({ ...context, agreement }, happening, given, { kind: "amended" });
  },
  "leaving.decided": (context, happening) => {
    const { how, requestedOn, ...given } = data(happening, "leaving.decided");
    return decided(context, happening, given, { kind: "left", how, requestedOn: requestedOn ?? null });
  },
  "leaving.revoked": (context, happening) =>
    decided(context, happening, data(happening, "leaving.revoked"), { kind: "revoked" }),
  "decision.signed": (context, happening) => ({
    ...context,
    signed: {
      ...context.signed,
      [context.decisions.length - 1]: { ...signed(happening), file: data(happening, "decision.signed").file },
    },
  }),
  "deadline.reached": (context, happening, convention) => {
    const { key } = data(happening, "deadline.reached");
    const last = context.decisions.at(-1);
    if (key === "leave" && last?.kind === "left" && !context.ended)
      return ended(context, happening.at, "left", last.reason);
    if (key !== "checks") return context;
    const late = dueDays(context, federationOf(convention).checks).filter(
      ({ dueAt }) => dueAt <= happening.at,
    );
    const told = late.map(({ commitment, dueAt }) => [commitment.key, dueAt]);
    return { ...context, told: { ...context.told, ...Object.fromEntries(told) } };
  },
};

/** What an event makes of a member. */
export const changeOf = (type: string): Change => changes[type as MemberEvent] ?? ((context) => context);
