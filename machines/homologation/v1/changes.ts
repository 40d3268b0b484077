import type { Happening } from "../../step.ts";
import {
  type Decision,
  type HomologationContext,
  type HomologationFile,
  type Measure,
  measuresOf,
  person,
  type Review,
  type Signed,
} from "./context.ts";
import type { HomologationDataOf, HomologationEvent } from "./events.ts";
import { strategyOf } from "./named.ts";
import { shiftMonths } from "./time.ts";

type Change = (context: HomologationContext, happening: Happening) => HomologationContext;
const data = <Type extends HomologationEvent>({ data }: Happening, _type: Type) =>
  data as HomologationDataOf<Type>;
const signed = ({ at, by }: Happening): Signed => ({ at, by: person(by) });
const inFile = (context: HomologationContext, more: Partial<HomologationFile>): HomologationContext => ({
  ...context,
  file: { ...context.file, ...more },
});
const without = <One extends { key: string }>(list: readonly One[], key: string) =>
  list.filter((one) => one.key !== key);
const inPlace = <One extends { key: string }>(list: readonly One[], one: One) =>
  list.some(({ key }) => key === one.key)
    ? list.map((known) => (known.key === one.key ? one : known))
    : [...list, one];

export const blank = { state: "todo" as const, owner: null, dueAt: null, proof: null, note: null };
const started = (given: HomologationDataOf<"homologation.opened">): HomologationContext => ({
  system: given.system,
  replaces: given.replaces,
  timezone: given.timezone,
  file: {
    strategy: null,
    articulations: given.articulations,
    pieces: [],
    replaced: [],
    risks: given.risks,
    measures: given.measures.map((one): Measure => ({ ...blank, ...defined(one) })),
    opinions: [],
  },
  submitted: null,
  returned: null,
  decision: null,
  signed: null,
  plan: [],
  reserves: {},
  reviews: [],
  suspended: null,
  shown: false,
  supersededBy: null,
  ended: null,
});
const defined = <T extends object>(given: T): T =>
  Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined)) as T;

function decided({ timezone }: HomologationContext, happening: Happening): Decision {
  const given = data(happening, "decision.taken");
  const effectAt = given.effectAt ? new Date(given.effectAt).toISOString() : happening.at;
  const months = given.decision === "refused" ? null : (given.months ?? null);
  return {
    ...given,
    ...signed(happening),
    months,
    effectAt,
    until: months ? shiftMonths(effectAt, months, timezone) : null,
  };
}

const changes: Partial<Record<HomologationEvent, Change>> = {
  "homologation.opened": (_, happening) => started(data(happening, "homologation.opened")),
  "strategy.set": (context, happening) => inFile(context, { strategy: strategyOf(happening) }),
  "articulations.covered": (context, happening) => {
    const { articulations, need } = data(happening, "articulations.covered");
    return { ...inFile(context, { articulations }), system: { ...context.system, need } };
  },
  "piece.added": (context, happening) => {
    const piece = { ...data(happening, "piece.added"), added: signed(happening) };
    const { pieces, replaced } = context.file;
    const before = pieces.filter(({ kind }) => kind === piece.kind);
    const others = pieces.filter(({ kind }) => kind !== piece.kind);
    return inFile(context, { pieces: [...others, piece], replaced: [...replaced, ...before] });
  },
  "piece.removed": (context, happening) =>
    inFile(context, { pieces: without(context.file.pieces, data(happening, "piece.removed").key) }),
  "risk.set": (context, happening) =>
    inFile(context, { risks: inPlace(context.file.risks, data(happening, "risk.set")) }),
  "risk.removed": (context, happening) =>
    inFile(context, { risks: without(context.file.risks, data(happening, "risk.removed").key) }),
  "measures.added": (context, happening) => {
    const known = new Set(context.file.measures.map(({ catalogue, ref }) => `${catalogue} ${ref}`));
    const added = data(happening, "measures.added").measures.filter(
      ({ catalogue, ref }) => !known.has(`${catalogue} ${ref}`),
    );
    return inFile(context, {
      measures: [...context.file.measures, ...added.map((one) => ({ ...one, ...blank }))],
    });
  },
  "measures.updated": (context, happening) => {
    const by = new Map(data(happening, "measures.updated").changes.map((one) => [one.key, defined(one)]));
    const measures = measuresOf(context).map((one): Measure => ({ ...one, ...by.get(one.key) }));
    return context.decision ? { ...context, plan: measures } : inFile(context, { measures });
  },
  "measure.removed": (context, happening) =>
    inFile(context, { measures: without(context.file.measures, data(happening, "measure.removed").key) }),
  "homologation.submitted": (context, happening) => {
    const { instance, note } = data(happening, "homologation.submitted");
    return { ...context, submitted: { ...signed(happening), instance, note: note ?? null }, returned: null };
  },
  "homologation.returned": (context, happening) => ({
    ...inFile(context, { opinions: [] }),
    submitted: null,
    returned: { ...signed(happening), reason: data(happening, "homologation.returned").reason },
  }),
  "opinion.given": (context, happening) => {
    const { member, ...given } = data(happening, "opinion.given");
    const opinion = { ...given, ...signed(happening), member: member ?? happening.by.name };
    // Whoever gives a second opinion changes their mind: the journal keeps the first.
    const others = context.file.opinions.filter((one) => one.member !== opinion.member);
    return inFile(context, { opinions: [...others, opinion] });
  },
  "decision.taken": (context, happening) => ({
    ...context,
    decision: decided(context, happening),
    plan: context.file.measures,
    reserves: Object.fromEntries(data(happening, "decision.taken").reserves.map(({ key }) => [key, {}])),
  }),
  "decision.signed": (context, happening) => ({
    ...context,
    signed: { ...signed(happening), file: data(happening, "decision.signed").file },
  }),
  "reserve.lifted": (context, happening) => {
    const { key, proof } = data(happening, "reserve.lifted");
    const lifted = { ...signed(happening), proof };
    return { ...context, reserves: { ...context.reserves, [key]: { ...context.reserves[key], lifted } } };
  },
  "decision.suspended": (context, happening) => ({
    ...context,
    suspended: { ...signed(happening), reason: data(happening, "decision.suspended").reason },
  }),
  "decision.resumed": (context) => ({ ...context, suspended: null }),
  "review.opened": (context, happening) => {
    const { kind, reason } = data(happening, "review.opened");
    const review = {
      key: `${kind}:${happening.at}`,
      kind,
      ref: "",
      at: happening.at,
      what: reason,
      concluded: null,
    };
    return { ...context, reviews: [...context.reviews, review] };
  },
  "review.triggered": (context, happening) => {
    const fresh = freshCauses(context, happening);
    return { ...context, reviews: [...context.reviews, ...fresh] };
  },
  "review.concluded": (context, happening) => {
    const { key, conclusion, reason } = data(happening, "review.concluded");
    const concluded = { ...signed(happening), conclusion, reason };
    return {
      ...context,
      reviews: context.reviews.map((one) => (one.key === key ? { ...one, concluded } : one)),
    };
  },
  "publication.set": (context, happening) => ({
    ...context,
    shown: data(happening, "publication.set").shown,
  }),
  "homologation.withdrawn": (context, happening) => ended(context, happening, "withdrawn"),
  "homologation.abandoned": (context, happening) => ended(context, happening, "abandoned"),
  "homologation.superseded": (context, happening) => {
    const { by: id, ref } = data(happening, "homologation.superseded");
    const next = { ...context, supersededBy: { id, ref } };
    return context.ended ? next : ended(next, happening, "superseded");
  },
  "deadline.reached": (context, happening) => {
    const { key } = data(happening, "deadline.reached");
    if (key === "expiry" && !context.ended) return ended(context, happening, "expired");
    const reserve = /^reserve-(.+)$/.exec(key)?.[1];
    if (!reserve || context.reserves[reserve]?.lifted) return context;
    return {
      ...context,
      reserves: { ...context.reserves, [reserve]: { ...context.reserves[reserve], lateSince: happening.at } },
    };
  },
};

/** Causes that this homologation does not know yet: told twice, each counts once. */
export function freshCauses({ reviews }: HomologationContext, happening: Happening): Review[] {
  const known = new Set(reviews.map(({ key }) => key));
  return data(happening, "review.triggered")
    .causes.filter(({ key }) => !known.has(key))
    .map((cause) => ({ ...cause, concluded: null }));
}

type How = NonNullable<HomologationContext["ended"]>["how"];
const ended = (context: HomologationContext, { at, by, data }: Happening, how: How): HomologationContext => {
  const { reason, ref } = data as { reason?: string; ref?: string };
  return { ...context, ended: { at, how, reason: reason ?? ref ?? null, by: by.name } };
};

/** What an event makes of a homologation. */
export const changeOf = (type: string): Change =>
  changes[type as HomologationEvent] ?? ((context) => context);
