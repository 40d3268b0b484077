import {
  decisionLabels,
  demarcheLabels,
  likelihoodLabels,
  measureStateLabels,
  opinionLabels,
  severityLabels,
  treatmentLabels,
} from "#app/messages/homologation.ts";
import { homologationForms as words } from "#app/messages/homologation-act.ts";
import { morningOf } from "#machines/homologation/v1/time.ts";
import type { KeptFile, Named } from "#machines/words.ts";
import type { HomologationPage } from "../queries/homologation-page.ts";
import { days, type Field, given, keyOf, list, optional, options, type Values } from "./field.ts";

/** What a form needs beside its dossier: who may be named, what a catalogue holds, the instances. */
export type Around = {
  people: (Named & { label: string })[];
  leads: (Named & { label: string })[];
  catalogues: { key: string; title: string; count: number }[];
  measures: { catalogue: string; ref: string; title: string; required: boolean }[];
  instances: { key: string; name: string }[];
  file?: KeptFile | undefined;
  covered: unknown;
};
type Spec = {
  fields(page: HomologationPage, around: Around, values: Values): Field[];
  data(values: Values, page: HomologationPage, around: Around): Record<string, unknown>;
};

const f = words.field;
const reason: Field = { name: "reason", label: f.reason, kind: "text", required: true };
const scale = (labels: readonly string[]) =>
  labels.slice(1).map((label, n) => ({ value: String(n + 1), label: `${n + 1}. ${label}` }));
const number = (values: Values, name: string) => (given(values, name) ? Number(values[name]) : undefined);
const one = (choices: NonNullable<Field["choices"]>, value?: string): Field => ({
  name: "key", label: f.key, kind: "select", required: true, choices, ...(value && { value }),
}); // biome-ignore format: same
const justReason: Spec = { fields: () => [reason], data: (values) => optional(values, "reason") };
const keyed = (
  choices: (page: HomologationPage) => NonNullable<Field["choices"]>,
  ...more: Field[]
): Spec => ({
  fields: (page, _, values) => [one(choices(page), values.key), ...more],
  data: (values) => optional(values, "key", ...more.map(({ name }) => name)),
});
const RESERVES = [1, 2, 3, 4, 5];
/** One réserve is asked for; the others, of whoever opens them. */
const folded = (n: number) => (n > 1 ? { fold: f.moreReserves } : {});

/** What each act asks, and the event that its answers make. */
export const homologationSpecs: Record<string, Spec> = {
  "strategy.set": {
    fields: ({ context: { file } }, { people, leads }) => {
      const known = file.strategy;
      return [
        { name: "demarche", label: f.demarche, kind: "select", required: true, choices: options(demarcheLabels), ...(known && { value: known.demarche }) },
        { name: "perimeter", label: f.perimeter, kind: "text", required: true, ...(known && { value: known.perimeter }) },
        { name: "authority", label: f.authority, kind: "select", required: true, choices: people.map((who) => ({ value: `${who.person}/${who.function}`, label: who.label })), ...(known && { value: `${known.authority.person}/${known.authority.function}` }) },
        { name: "lead", label: f.lead, kind: "select", required: true, choices: leads.map((who) => ({ value: `${who.person}/${who.function}`, label: who.label })), ...(known && { value: `${known.lead.person}/${known.lead.function}` }) },
        { name: "contributors", label: f.contributors, kind: "text", ...(known?.contributors && { value: known.contributors }) },
        { name: "targetAt", label: f.targetAt, hint: words.hint.day, kind: "day", ...(known?.targetAt && { value: known.targetAt }) },
      ];
    },
    data: (values, _, { people, leads }) => {
      const named = (from: Around["people"], name: string) => {
        const who = from.find((one) => `${one.person}/${one.function}` === values[name]);
        if (!who) return undefined;
        const { label: _label, ...rest } = who;
        return rest;
      };
      return { ...optional(values, "demarche", "perimeter", "contributors"), ...days(values, "targetAt"), authority: named(people, "authority"), lead: named(leads, "lead") };
    },
  },
  "articulations.covered": { fields: () => [], data: (_, __, { covered }) => covered as Record<string, unknown> },
  "piece.added": {
    fields: ({ kinds }, _, values) => [
      { name: "kind", label: f.kind, kind: "select", required: true, ...(values.kind && { value: values.kind }), choices: kinds.filter(({ key }) => key !== "decision").map(({ key, title, compulsory }) => ({ value: key, label: compulsory ? `${title} (obligatoire)` : title })) },
      { name: "version", label: f.version, kind: "line", required: true },
      { name: "owner", label: f.owner, kind: "line", required: true },
      { name: "reviewAt", label: f.reviewAt, hint: words.hint.day, kind: "day" },
      { name: "file", label: f.file, hint: words.hint.file, kind: "file" },
      { name: "link", label: f.link, hint: words.hint.link, kind: "line" },
    ],
    data: (values, { kinds }, { file }) => ({
      key: keyOf(values),
      title: kinds.find(({ key }) => key === values.kind)?.title ?? "",
      ...optional(values, "kind", "version", "owner", "link"),
      ...days(values, "reviewAt"),
      ...(file && { file }),
    }),
  },
  "piece.removed": keyed(({ context: { file } }) => file.pieces.map(({ key, title, version }) => ({ value: key, label: `${title}, ${version}` })), reason),
  "risk.set": {
    fields: ({ context: { file } }, _, values) => {
      const known = file.risks.find(({ key }) => key === values.key);
      const at = (value: number | undefined) => (value ? { value: String(value) } : {});
      return [
        { name: "event", label: f.event, kind: "line", required: true, ...(known && { value: known.event }) },
        { name: "scenario", label: f.scenario, kind: "text", required: true, ...(known && { value: known.scenario }) },
        { name: "likelihood", label: f.likelihood, kind: "select", required: true, choices: scale(likelihoodLabels), ...at(known?.likelihood) },
        { name: "severity", label: f.severity, kind: "select", required: true, choices: scale(severityLabels), ...at(known?.severity) },
        { name: "treatment", label: f.treatment, kind: "select", required: true, choices: options(treatmentLabels), ...(known && { value: known.treatment }) },
        { name: "afterLikelihood", label: f.afterLikelihood, kind: "select", choices: scale(likelihoodLabels), ...at(known?.after?.likelihood) },
        { name: "afterSeverity", label: f.afterSeverity, kind: "select", choices: scale(severityLabels), ...at(known?.after?.severity) },
        { name: "owner", label: f.owner, kind: "line", required: true, ...(known && { value: known.owner }) },
      ];
    },
    data: (values) => ({
      key: keyOf(values, values.key ? "key" : "drawn"),
      ...optional(values, "event", "scenario", "treatment", "owner"),
      likelihood: number(values, "likelihood"),
      severity: number(values, "severity"),
      ...(given(values, "afterLikelihood") && given(values, "afterSeverity") && { after: { likelihood: number(values, "afterLikelihood"), severity: number(values, "afterSeverity") } }),
    }),
  },
  "risk.removed": keyed(({ context: { file } }) => file.risks.map(({ key, event }) => ({ value: key, label: event })), reason),
  "measures.added": {
    fields: (_, { catalogues, measures }, values) => {
      const chosen = values.catalogue || catalogues[0]?.key || "";
      return [
        { name: "catalogue", label: f.catalogue, kind: "select", required: true, value: chosen, choices: catalogues.map(({ key, title, count }) => ({ value: key, label: `${title} (${count})` })) },
        { name: "refs", label: f.refs, kind: "checks", choices: measures.filter(({ catalogue }) => catalogue === chosen).map(({ ref, title, required }) => ({ value: ref.replaceAll(" ", "_"), label: ref === title ? ref : `${ref} · ${title}`, ...(required && { hint: "indispensable pour ce besoin" }) })) },
      ];
    },
    data: (values, _, { measures }) => {
      const wanted = new Set(list(values, "refs"));
      return { measures: measures.filter(({ catalogue, ref }) => catalogue === values.catalogue && wanted.has(ref.replaceAll(" ", "_"))).map(({ catalogue, ref, title }) => ({ key: keyOf({}), catalogue, ref, title: title.slice(0, 400) })) };
    },
  },
  "measures.updated": {
    fields: ({ measures }, _, values) => {
      const known = measures.find(({ key }) => key === values.key);
      return [
        one(measures.map(({ key, ref, title }) => ({ value: key, label: `${ref} · ${title}`.slice(0, 120) })), values.key),
        { name: "state", label: f.state, kind: "select", required: true, choices: options(measureStateLabels), ...(known && { value: known.state }) },
        { name: "owner", label: f.owner, kind: "line", ...(known?.owner && { value: known.owner }) },
        { name: "dueAt", label: f.dueAt, hint: words.hint.day, kind: "day", ...(known?.dueAt && { value: known.dueAt }) },
        { name: "proof", label: f.proof, kind: "line", ...(known?.proof && { value: known.proof }) },
        { name: "note", label: f.note, kind: "text", ...(known?.note && { value: known.note }) },
      ];
    },
    data: (values) => ({ changes: [{ ...optional(values, "key", "state", "owner", "proof", "note"), ...days(values, "dueAt") }] }),
  },
  "measure.removed": keyed(({ measures }) => measures.map(({ key, ref, title }) => ({ value: key, label: `${ref} · ${title}`.slice(0, 120) })), reason),
  "homologation.readied": { fields: () => [], data: () => ({}) },
  "homologation.reopened": justReason,
  "homologation.submitted": {
    fields: (_, { instances }) => [
      { name: "instance", label: f.instance, kind: "select", required: true, choices: [...instances.map(({ key, name }) => ({ value: key, label: name })), { value: "autorite", label: words.authorityInstance }] },
      { name: "note", label: f.note, kind: "text" },
    ],
    data: (values) => optional(values, "instance", "note"),
  },
  "homologation.returned": justReason,
  "opinion.given": {
    fields: () => [
      { name: "opinion", label: f.opinion, kind: "select", required: true, choices: options(opinionLabels) },
      { name: "text", label: f.text, kind: "text", required: true },
      { name: "member", label: f.member, kind: "line" },
    ],
    data: (values) => optional(values, "opinion", "text", "member"),
  },
  "decision.taken": {
    fields: ({ context: { file }, risks, durations, months }) => [
      { name: "decision", label: f.decision, kind: "select", required: true, choices: options(decisionLabels) },
      { name: "months", label: f.months, kind: "select", choices: durations.filter((one) => months.includes(one.months)).map(({ months, label }) => ({ value: String(months), label })) },
      { name: "effectAt", label: f.effectAt, hint: `${words.hint.day}. ${words.hint.effectAt}`, kind: "day" },
      { name: "authorityName", label: f.authorityName, kind: "line", required: true, value: file.strategy?.authority.name ?? "" },
      { name: "authorityFunction", label: f.authorityFunction, kind: "line", required: true, value: "Autorité d’homologation" },
      ...(risks.some(({ toAccept }) => toAccept) ? [{ name: "accepted", label: f.accepted, hint: words.hint.accepted, kind: "checks" as const, choices: risks.filter(({ toAccept }) => toAccept).map(({ key, event }) => ({ value: key, label: event })) }] : []),
      { name: "conditions", label: f.conditions, kind: "text" },
      { name: "reason", label: f.reason, kind: "text" },
      ...RESERVES.flatMap((n): Field[] => [
        { name: `reserve${n}`, label: f.reserve(n), hint: words.hint.reserve, kind: "text", ...folded(n) },
        { name: `reserveOwner${n}`, label: f.reserveOwner(n), kind: "line", ...folded(n) },
        { name: `reserveDue${n}`, label: f.reserveDue(n), hint: words.hint.day, kind: "day", ...folded(n) },
      ]),
    ],
    data: (values, { context: { timezone } }) => {
      const effect = days(values, "effectAt").effectAt;
      return {
        ...optional(values, "decision", "conditions", "reason"),
        ...(values.decision !== "refused" && given(values, "months") && { months: number(values, "months") }),
        ...(effect && { effectAt: /^\d{4}-\d\d-\d\d$/.test(effect) ? morningOf(effect, timezone) : effect }),
        authority: { name: given(values, "authorityName"), function: given(values, "authorityFunction") },
        accepted: list(values, "accepted"),
        reserves: RESERVES.flatMap((n) =>
          given(values, `reserve${n}`)
            ? [{ key: keyOf(values, `reserveKey${n}`), text: given(values, `reserve${n}`), owner: given(values, `reserveOwner${n}`), dueAt: days(values, `reserveDue${n}`)[`reserveDue${n}`] }]
            : [],
        ),
      };
    },
  },
  "decision.signed": {
    fields: () => [{ name: "file", label: f.file, hint: words.hint.file, kind: "file", required: true }],
    data: (_, __, { file }) => ({ file }),
  },
  "reserve.lifted": keyed(
    ({ context: { decision, reserves } }) => (decision?.reserves ?? []).filter(({ key }) => !reserves[key]?.lifted).map(({ key, text }) => ({ value: key, label: text.slice(0, 120) })),
    { name: "proof", label: f.proof, kind: "text", required: true },
  ),
  "decision.suspended": justReason,
  "decision.resumed": justReason,
  "review.opened": {
    fields: () => [
      { name: "kind", label: f.key, kind: "select", required: true, choices: [{ value: "threat", label: "Menace ou vulnérabilité" }, { value: "law", label: "Changement de droit" }, { value: "function", label: "Fonction nouvelle" }, { value: "other", label: "Autre raison" }] },
      reason,
    ],
    data: (values) => optional(values, "kind", "reason"),
  },
  "review.concluded": keyed(
    ({ context: { reviews } }) => reviews.filter(({ concluded }) => !concluded).map(({ key, what }) => ({ value: key, label: what.slice(0, 120) })),
    { name: "conclusion", label: f.conclusion, kind: "select", required: true, choices: options(words.conclusions) },
    reason,
  ),
  "publication.set": {
    fields: ({ context: { shown } }) => [{ name: "shown", label: f.shown, kind: "select", required: true, choices: options(words.shown), value: shown ? "yes" : "no" }],
    data: (values) => ({ shown: values.shown === "yes" }),
  },
  "homologation.withdrawn": justReason,
  "homologation.abandoned": justReason,
}; // biome-ignore format: one field a line
