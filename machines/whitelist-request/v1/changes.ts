import type { FoundClaim, Happening } from "../../step.ts";
import { workingDaysLeft } from "./clocks.ts";
import {
  type Condition,
  type Decision,
  type RequestContext,
  type Signed,
  type Stage,
  signed,
} from "./context.ts";
import type { RequestDataOf, RequestEvent } from "./events.ts";
import { type Draft, readForm } from "./form.ts";
import { instructorsNamed } from "./instructors.ts";

type Change = (request: RequestContext, happening: Happening, from: string) => Partial<RequestContext>;
const dataOf = <Type extends RequestEvent>(happening: Happening, _: Type) =>
  happening.data as RequestDataOf<Type>;

/** First context of a request. */
export function drafted(happening: Happening): RequestContext {
  const { place, requester, from, key, name } = dataOf(happening, "request.drafted");
  return {
    ...{ place, requester, key, name },
    from: from ? { ref: from.ref, dispositif: from.dispositif } : null,
    draft: { ...(from?.draft as Draft | undefined), application: { ...from?.draft.application, key, name } },
    form: null,
    filedAt: null,
    joined: [],
    reported: null,
    joins: null,
    instructors: {},
    opinions: {},
    clock: null,
    waiting: null,
    pauses: [],
    decisions: [],
    conditions: [],
    links: [],
    checks: null,
    metadata: null,
    checksWanted: false,
    compromises: [],
    suspension: null,
    until: null,
    reviewAt: null,
    history: [],
  };
}

const link =
  (what: RequestContext["links"][number]["what"]): Change =>
  (request, happening) => {
    const { proof, reason } = happening.data as { proof?: string; reason?: string };
    return {
      links: [
        ...request.links,
        { what, at: happening.at, by: happening.by.name, proof: proof ?? reason ?? "" },
      ],
    };
  };

function decision(
  request: RequestContext,
  happening: Happening,
  more: Omit<Decision, keyof Signed | "sitting" | "until"> & Partial<Decision>,
) {
  const one: Decision = { ...signed(happening), sitting: {}, until: request.until, ...more };
  return { decisions: [...request.decisions, one] };
}

/** The requester is asked for more: the clock of the stage stops, what stays of it is kept in working days. */
function wait(
  request: RequestContext,
  happening: Happening,
  from: string,
  what: string,
): Partial<RequestContext> {
  const { clock } = request;
  const stage: Stage = clock?.stage ?? "completeness";
  const left = clock ? Math.max(1, workingDaysLeft(request, happening.at, clock.dueAt)) : 1;
  const resume = from as NonNullable<RequestContext["waiting"]>["resume"];
  return { waiting: { what, by: happening.by.name, at: happening.at, resume, stage, left }, clock: null };
}

/** What was typed replaces the form as it is known, once it is whole. */
const refiled = (request: RequestContext): Partial<RequestContext> => {
  const { form } = readForm(request.draft);
  return form ? { form, key: form.application.key, name: form.application.name, checksWanted: true } : {};
};

const suspend = (
  request: RequestContext,
  happening: Happening,
  cause: NonNullable<RequestContext["suspension"]>["cause"],
  reason: string,
  because?: Decision["because"],
): Partial<RequestContext> => ({
  suspension: { at: happening.at, cause, reason },
  ...decision(request, happening, {
    what: "suspended",
    outcome: "suspended",
    reasons: reason,
    ...(because && { because }),
  }),
});

const revoke: Change = (request, happening) => {
  const { reason } = dataOf(happening, "request.revoked");
  return decision(request, happening, { what: "revoked", outcome: "revoked", reasons: reason });
};

const changes: Partial<Record<RequestEvent, Change>> = {
  "form.saved": (request, happening) => {
    const { section, values } = dataOf(happening, "form.saved");
    const named =
      section === "application"
        ? { key: values.key ?? request.key, name: values.name?.trim() || request.name }
        : {};
    return { draft: { ...request.draft, [section]: values }, ...named };
  },
  "request.filed": (request, { at }) => ({ ...refiled(request), filedAt: at }),
  "request.completed": (request, { at }) => ({
    ...refiled(request),
    waiting: null,
    pauses: request.waiting
      ? [...request.pauses, { from: request.waiting.at, until: at, what: request.waiting.what }]
      : request.pauses,
  }),
  "request.joined": (_, { data }) => {
    const { dossier, ref } = (data as { found: { claimed: FoundClaim } }).found.claimed;
    return { joins: { dossier, ref } };
  },
  "organisation.joined": ({ joined = [] }, happening) => ({
    joined: [...joined, dataOf(happening, "organisation.joined")],
  }),
  "host.reported": (_, happening) => {
    const { host, reason, by } = dataOf(happening, "host.reported");
    return { reported: { host, reason, by: by.ref ?? by.name, at: happening.at }, checksWanted: true };
  },
  "host.cleared": ({ reported }, happening) => ({
    reported: reported?.host === dataOf(happening, "host.cleared").host ? null : (reported ?? null),
    checksWanted: true,
  }),
  "checks.wanted": () => ({ checksWanted: true }),
  "checks.recorded": ({ compromises }, happening, from) => {
    const { checks, metadata, gar, compromisedBy = [] } = dataOf(happening, "checks.recorded");
    // Once its link is open it is told at once, and what a committee decided knowing of an incident stands.
    const fresh = ["filed", "admissible", "instruction", "committee", "waiting"].includes(from)
      ? compromisedBy.filter(({ dossier }) => !compromises.some((one) => one.dossier === dossier))
      : [];
    return {
      compromises: [...compromises, ...fresh.map((one) => ({ ...one, at: happening.at }))],
      checks: { at: happening.at, list: checks, gar: gar ?? null },
      metadata: metadata ?? null,
      checksWanted: false,
    };
  },
  "information.wanted": (request, happening, from) =>
    wait(request, happening, from, dataOf(happening, "information.wanted").what),
  "instructors.named": (request, happening) => ({
    instructors: { ...request.instructors, ...instructorsNamed(happening) },
  }),
  "opinion.given": (request, happening) => {
    const { domain, opinion, text, conditions } = dataOf(happening, "opinion.given");
    return {
      opinions: { ...request.opinions, [domain]: { ...signed(happening), opinion, text, conditions } },
    };
  },
  "request.decided": (request, happening, from) => {
    const { outcome, sitting, reasons, conditions, what, until } = dataOf(happening, "request.decided");
    const decided = decision(request, happening, {
      what: "decided",
      outcome,
      reasons,
      sitting,
      until: until ?? null,
    });
    if (outcome === "more-information")
      return { ...decided, ...wait(request, happening, from, what ?? reasons) };
    if (outcome === "refused") return decided;
    return {
      ...decided,
      until: until ?? (request.form?.population.until || null),
      conditions: conditions.map((one, n): Condition => ({ n: n + 1, ...one, met: null, lateSince: null })),
    };
  },
  "link.integrated": link("integrated"),
  "link.tested": link("tested"),
  "link.activated": link("activated"),
  "link.failed": link("failed"),
  "link.closed": link("closed"),
  "link.reopened": link("reopened"),
  "condition.met": (request, happening) => {
    const { condition, proof } = dataOf(happening, "condition.met");
    const met = { ...signed(happening), proof };
    return { conditions: request.conditions.map((one) => (one.n === condition ? { ...one, met } : one)) };
  },
  "request.reviewed": (request, happening) => {
    const { outcome, sitting, reasons, until } = dataOf(happening, "request.reviewed");
    const reviewed = decision(request, happening, {
      what: "reviewed",
      outcome,
      reasons,
      sitting,
      until: until ?? request.until,
    });
    if (outcome === "kept") return { ...reviewed, reported: null, until: until ?? request.until };
    return { ...reviewed, suspension: { at: happening.at, cause: "review", reason: reasons } };
  },
  "request.suspended": (request, happening) =>
    suspend(request, happening, "decision", dataOf(happening, "request.suspended").reason),
  "request.reinstated": (request, happening) => {
    const { sitting, reasons, until } = dataOf(happening, "request.reinstated");
    return {
      suspension: null,
      reported: null,
      compromises: [],
      until: until ?? request.until,
      ...decision(request, happening, {
        what: "reinstated",
        outcome: "reinstated",
        reasons,
        sitting,
        until: until ?? request.until,
      }),
    };
  },
  "request.revoked": revoke,
  "request.withdrawn": (request) => ({ waiting: null, suspension: request.suspension }),
  "application.compromised": (request, happening, from) => {
    const { by, reason } = dataOf(happening, "application.compromised");
    const others = request.compromises.filter(({ dossier }) => dossier !== by.dossier);
    const known = { compromises: [...others, { ...by, at: happening.at }] };
    if (from !== "active" && from !== "review-due") return known;
    const words = reason ?? `${by.ref} nomme cette application parmi ce qui est compromis.`;
    return { ...known, ...suspend(request, happening, "incident", words, by) };
  },
  "application.cleared": (request, happening) => {
    const { by } = dataOf(happening, "application.cleared");
    return { compromises: request.compromises.filter(({ dossier }) => dossier !== by.dossier) };
  },
  "deadline.reached": (request, happening, from) => {
    const { key } = dataOf(happening, "deadline.reached");
    const n = Number(/^condition-(\d+)$/.exec(key)?.[1]);
    if (n)
      return {
        conditions: request.conditions.map((one) =>
          one.n === n && !one.met ? { ...one, lateSince: happening.at } : one,
        ),
      };
    if (key === "expiry" && (from === "active" || from === "review-due"))
      return suspend(request, happening, "expiry", "L’approbation est arrivée à son terme.");
    if (request.clock?.stage === key) return { clock: { ...request.clock, lateSince: happening.at } };
    return {};
  },
};

/** What an event makes of a request, before its clocks (machine.ts). */
export const changeOf = (type: string): Change =>
  (Object.hasOwn(changes, type) ? changes[type as RequestEvent] : undefined) ?? (() => ({}));
