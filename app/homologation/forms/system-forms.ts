import { directionLabels, needLabels } from "#app/messages/homologation.ts";
import { homologationForms as words } from "#app/messages/homologation-act.ts";
import { type Demarches, proposeNeed } from "#machines/homologation/v1/content.ts";
import type { SystemContext } from "#machines/system/v1/context.ts";
import { days, type Field, given, keyOf, optional, options, type Values } from "./field.ts";

export type SystemAround = { demarches: Demarches; others: { id: string; name: string }[]; now: Date };
type Spec = {
  fields(system: SystemContext, around: SystemAround, values: Values): Field[];
  data(values: Values, system: SystemContext, around: SystemAround): Record<string, unknown>;
};
const f = words.field;
const reason: Field = { name: "reason", label: f.reason, kind: "text", required: true };
const which = ({ articulations }: SystemContext, value: string | undefined): Field => ({
  name: "key",
  label: f.key,
  kind: "select",
  required: true,
  choices: articulations.map(({ key, label, means }) => ({ value: key, label: `${label} (${means})` })),
  ...(value && { value }),
});
const link = (others: SystemAround["others"], known?: SystemContext["articulations"][number]): Field[] => [
  { name: "label", label: f.label, kind: "line", required: true, ...(known && { value: known.label }) },
  { name: "to", label: f.to, kind: "select", choices: others.map(({ id, name }) => ({ value: id, label: name })), ...(known?.to && { value: known.to }) },
  { name: "direction", label: f.direction, kind: "select", required: true, choices: options(directionLabels), value: known?.direction ?? "out" },
  { name: "means", label: f.means, hint: words.hint.means, kind: "line", required: true, ...(known && { value: known.means }) },
  { name: "data", label: f.data, kind: "text", required: true, ...(known && { value: known.data }) },
  { name: "minors", label: f.minors, kind: "select", choices: options(words.minors), value: known?.minors ? "yes" : "no" },
]; // biome-ignore format: one field a line
const linkData = (values: Values) => ({
  ...optional(values, "label", "to", "direction", "means", "data"),
  minors: values.minors === "yes",
});

/** What each act on a system asks, and the event that its answers make. */
export const systemSpecs: Record<string, Spec> = {
  "system.described": {
    fields: ({ name, description, url }) => [
      { name: "name", label: f.name, kind: "line", required: true, value: name },
      { name: "description", label: f.description, kind: "text", value: description ?? "" },
      { name: "url", label: f.url, kind: "line", value: url ?? "" },
    ],
    data: (values) => optional(values, "name", "description", "url"),
  },
  "system.assessed": {
    fields: ({ need }, { demarches }) => [
      ...demarches.need.questions.map(({ key, text, answers }): Field => ({
        name: `q-${key}`, label: text, kind: "select", required: true,
        choices: answers.map(({ key: value, label }) => ({ value, label })), value: need?.answers[key] ?? "",
      })),
      { name: "need", label: f.need, hint: demarches.need.rule, kind: "select", choices: options(needLabels) },
      { ...reason, required: false },
    ],
    data: (values, _, { demarches }) => {
      const answers = Object.fromEntries(demarches.need.questions.map(({ key }) => [key, values[`q-${key}`] ?? ""]));
      const proposed = proposeNeed(demarches, answers).need;
      return { answers, proposed, need: given(values, "need") ?? proposed, ...optional(values, "reason") };
    },
  },
  "operator.changed": {
    fields: ({ operator, host }) => [
      { name: "operator", label: f.operator, kind: "line", required: true, value: operator.name },
      { name: "host", label: f.host, kind: "line", required: true, value: host.name },
      reason,
    ],
    data: (values) => ({ operator: { name: given(values, "operator") }, host: { name: given(values, "host") }, ...optional(values, "reason") }),
  },
  "articulation.added": {
    fields: (_, { others }) => link(others),
    data: (values) => ({ key: keyOf(values), ...linkData(values) }),
  },
  "articulation.changed": {
    fields: (system, { others }, values) => [
      which(system, values.key),
      ...link(others, system.articulations.find(({ key }) => key === values.key)),
      reason,
    ],
    data: (values) => ({ ...optional(values, "key", "reason"), ...linkData(values) }),
  },
  "articulation.removed": {
    fields: (system, _, values) => [which(system, values.key), reason],
    data: (values) => optional(values, "key", "reason"),
  },
  "system.attested": {
    fields: () => [
      { name: "checkedOn", label: f.checkedOn, hint: words.hint.day, kind: "day", required: true },
      { name: "issuedOn", label: f.issuedOn, hint: words.hint.day, kind: "day" },
      { name: "proof", label: f.proof, kind: "line", required: true },
    ],
    data: (values, _, { now }) => {
      const day = days(values, "checkedOn").checkedOn;
      // A check of today is one of now: noon may be to come.
      const noon = day && /^\d{4}-\d\d-\d\d$/.test(day) ? `${day}T12:00:00.000Z` : day;
      const today = day === now.toISOString().slice(0, 10);
      return { ...(noon && { checkedAt: today ? now.toISOString() : noon }), ...days(values, "issuedOn"), ...optional(values, "proof") };
    },
  },
  "system.retired": { fields: () => [reason], data: (values) => optional(values, "reason") },
}; // biome-ignore format: same
