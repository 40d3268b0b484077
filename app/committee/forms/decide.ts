import { actWords } from "#app/messages/committee-act.ts";
import { verdictLabels } from "#app/messages/committee-words.ts";
import type { Field } from "#app/ui/form/field-view.tsx";
import { VERDICTS } from "#machines/meeting/v1/words.ts";
import type { DecideAround } from "../queries/decide-around.ts";
import type { PageItem } from "../queries/meeting-page.ts";
import { day, dayTyped, drawn, given, lines, optional, type Values } from "./values.ts";

const f = actWords.field;
type Asked = { item: PageItem; around: DecideAround };
type Form = { fields(asked: Asked): Field[]; data(values: Values, asked: Asked): Record<string, unknown> };

const text = (name: string, label: string, required = true): Field => ({
  name,
  label,
  kind: "text",
  required,
});
const dayField = (name: string, label: string, hint: string = f.day): Field => ({
  name,
  label,
  hint,
  kind: "day",
});
const COUNT = [1, 2, 3];
/** Up to three of something, each with whoever answers for it and its day; folded, since most decisions have none. */
const threes = (
  name: string,
  fold: string,
  words: { one(n: number): string; owner(n: number): string; due(n: number): string },
): Field[] =>
  COUNT.flatMap((n): Field[] => [
    { name: `${name}${n}`, label: words.one(n), kind: "line", fold },
    { name: `${name}Owner${n}`, label: words.owner(n), kind: "line", fold },
    { ...dayField(`${name}Due${n}`, words.due(n)), fold },
  ]);
const authorityField = ({ around }: Asked, required: boolean): Field => ({
  name: "authority",
  label: f.authority,
  kind: "select",
  required,
  choices: around.authorities,
  value: around.authorities[0]?.value ?? "",
});
/** Signed by name and function; by person too, so that whoever is there with that right is enough. */
function authorityOf(values: Values, { around }: Asked) {
  const found = around.authorities.find(({ value }) => value === values.authority);
  return found && { authority: { name: found.name, function: found.function, person: found.person } };
}
/** In the morning of the day typed; what cannot be read is refused by its schema. */
function effectOf(values: Values) {
  const typed = dayTyped(values.effectAt);
  return typed ? { effectAt: /^\d{4}-\d\d-\d\d$/.test(typed) ? `${typed}T06:00:00Z` : typed } : {};
}
const simple: Form = { fields: () => [text("text", f.text)], data: (values) => optional(values, "text") };
const withReasons: Form = {
  fields: () => [text("reasons", f.reasons), dayField("until", f.until)],
  data: (values) => ({ ...optional(values, "reasons"), ...day(values, "until") }),
};

const forms: Record<PageItem["kind"], Form> = {
  "homologation-decision": {
    fields: (asked) => [
      authorityField(asked, true),
      { name: "months", label: f.months, kind: "select", choices: asked.around.months.map((n) => ({ value: String(n), label: f.monthsOf(n) })) },
      dayField("effectAt", f.effectAt, f.dayHint),
      ...(asked.around.risks.length > 0 ? [{ name: "accepted", label: f.accepted, hint: f.acceptedHint, kind: "checks" as const, choices: asked.around.risks }] : []),
      text("reason", f.reasons, false),
      text("conditions", f.conditions, false),
      ...threes("reserve", f.reserves, { one: f.reserve, owner: f.reserveOwner, due: f.reserveDue }),
    ],
    data: (values, asked) => ({
      ...authorityOf(values, asked),
      ...(values.verdict !== "refused" && given(values, "months") && { months: Number(values.months) }),
      ...effectOf(values),
      ...optional(values, "reason", "conditions"),
      accepted: (values.accepted ?? "").split(" ").filter(Boolean),
      reserves: lines(values, "reserve").map(({ text, owner, due }, n) => ({ key: drawn(values, `reserveKey${n + 1}`), text, owner, dueAt: due })),
    }),
  },
  "homologation-review": {
    fields: (asked) => [
      { name: "key", label: f.review, kind: "select", choices: asked.around.reviews, value: asked.around.reviews[0]?.value ?? "" },
      authorityField(asked, true),
      text("reason", f.reasons),
      ...(asked.around.reserves.length > 0 ? [{ name: "reserve", label: f.reserveOf, kind: "select" as const, choices: asked.around.reserves }] : []),
    ],
    data: (values, asked) => ({ ...optional(values, ...(values.verdict === "suspended" ? ["reserve"] : ["key"]), "reason"), ...authorityOf(values, asked) }),
  },
  suspension: {
    fields: (asked) => [authorityField(asked, false), text("reason", f.reasons)],
    data: (values, asked) => ({ ...optional(values, "reason"), ...authorityOf(values, asked) }),
  },
  "whitelist-request": {
    fields: () => [
      text("reasons", f.reasons),
      dayField("until", f.until),
      text("what", f.what, false),
      ...threes("condition", f.conditions, { one: f.condition, owner: f.conditionOwner, due: f.conditionDue }),
    ],
    data: (values) => ({
      ...optional(values, "reasons", "what"),
      ...day(values, "until"),
      conditions: lines(values, "condition").map(({ text, owner, due }) => ({ text, owner, dueOn: due })),
    }),
  },
  "whitelist-review": withReasons,
  "whitelist-reinstatement": withReasons,
  "urgent-review": simple,
  runbook: { fields: () => [text("reason", f.reasons, false)], data: (values) => optional(values, "reason") },
  attestation: simple,
  "retex-action": {
    fields: () => [text("text", f.text), dayField("until", f.newDue, f.newDueHint)],
    data: (values) => ({ ...optional(values, "text"), ...(values.verdict === "extended" && day(values, "until")) }),
  },
  other: simple,
}; // biome-ignore format: one field a line

/** The questions of a decision, by the kind of its point; the verdict first, as it was put to the vote. */
export const decideFields = (asked: Asked): Field[] => [
  {
    name: "verdict",
    label: f.verdict,
    kind: "select",
    required: true,
    value: asked.item.proposal,
    choices: VERDICTS[asked.item.kind].map((value) => ({ value, label: verdictLabels[value] ?? value })),
  },
  ...forms[asked.item.kind].fields(asked),
];

/** The event that its answers make; what is missing, the schema says. */
export const decideData = (values: Values, asked: Asked) => ({
  item: asked.item.key,
  outcome: {
    kind: asked.item.kind,
    ...optional(values, "verdict"),
    ...forms[asked.item.kind].data(values, asked),
  },
});
