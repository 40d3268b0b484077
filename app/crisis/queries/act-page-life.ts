import { crisisAct } from "#app/messages/crisis-act.ts";
import { severityChoices } from "#app/messages/incident-words.ts";
import { perimeterLabels } from "#conventions/labels.ts";
import type { ActForm, ActValues } from "./act-page-field.ts";
import { given, listOf, mistakes } from "./act-page-field.ts";

const { field: words, wrong: said } = crisisAct;
const perimeters = Object.entries(perimeterLabels).map(([value, label]) => ({ value, label }));
const yesNo = [
  { value: "yes", label: words.yes },
  { value: "no", label: words.no },
];
const criteria = (list: { key: string; text: string }[]) =>
  list.map(({ key, text }) => ({ value: key, label: text }));
const note = { as: "text", name: "note", label: words.note, rows: 3 } as const;

/** A form of one text that has to be written. */
export const oneText = (name: string, label: string, hint: string = words.reasonHint): ActForm => ({
  fields: () => [{ as: "text", name, label, hint, rows: 4, required: true }],
  read: (_, values) => requiredText(name, values),
});

export function requiredText(name: string, values: ActValues) {
  const { errors, wrong } = mistakes();
  if (!values[name]) wrong(name, said.text);
  return { data: { [name]: values[name] }, errors };
}

/** A form that may be sent as it is. */
const noteOnly: ActForm = {
  fields: () => [note],
  read: (_, values) => ({ data: given(values, "note"), errors: [] }),
};

const qualify: ActForm = {
  start({ page: { context } }) {
    const { personalData, perimeter } = context.facts;
    return {
      severity: context.severity ?? "",
      perimeter,
      personalData: personalData === null ? "" : personalData ? "yes" : "no",
    };
  },
  fields: () => [
    { as: "cards", name: "severity", legend: words.severity, choices: severityChoices, layout: "thirds" },
    { as: "cards", name: "perimeter", legend: words.perimeter, choices: perimeters, layout: "thirds" },
    { as: "cards", name: "personalData", legend: words.personalData, choices: yesNo, layout: "thirds" },
    { as: "text", name: "reason", label: words.reason, hint: words.reasonHint, rows: 3, required: true },
  ],
  read(_, values) {
    const { errors, wrong } = mistakes();
    if (!values.severity) wrong("severity", said.severity);
    if (!values.perimeter) wrong("perimeter", said.perimeter);
    if (values.personalData !== "yes" && values.personalData !== "no")
      wrong("personalData", said.personalData);
    if (!values.reason) wrong("reason", said.text);
    const { severity, perimeter, reason } = values;
    return { data: { severity, perimeter, personalData: values.personalData === "yes", reason }, errors };
  },
};

/** Criteria are ticked one by one, none beforehand: what is true is what somebody saw. */
const activate: ActForm = {
  fields: ({ page: { runbook, context } }) => [
    { as: "ticks", name: "criteria", legend: words.criteria, choices: criteria(runbook.activation) },
    ...(context.facts.runbook.approved
      ? []
      : ([
          {
            as: "text",
            name: "unapproved",
            label: words.unapproved,
            hint: words.unapprovedHint(runbook.title, context.facts.runbook.version),
            rows: 3,
            required: true,
          },
        ] as const)),
    note,
  ],
  read({ page: { context } }, values) {
    const { errors, wrong } = mistakes();
    const ticked = listOf(values.criteria);
    if (ticked.length === 0) wrong("criteria", said.criteria);
    if (!context.facts.runbook.approved && !values.unapproved) wrong("unapproved", said.unapproved);
    return { data: { criteria: ticked, ...given(values, "unapproved"), ...given(values, "note") }, errors };
  },
};

const exit: ActForm = {
  fields: ({ page: { runbook } }) => [
    { as: "ticks", name: "criteria", legend: words.exitCriteria, choices: criteria(runbook.exit) },
    note,
  ],
  read(_, values) {
    const { errors, wrong } = mistakes();
    const ticked = listOf(values.criteria);
    if (ticked.length === 0) wrong("criteria", said.criteria);
    return { data: { criteria: ticked, ...given(values, "note") }, errors };
  },
};

export const lifeForms = {
  "crisis.qualified": qualify,
  "crisis.activated": activate,
  "crisis.stood-down": oneText("reason", words.reason),
  "cell.strategic-opened": oneText("reason", words.reason),
  "crisis.exited": exit,
  "retex.opened": noteOnly,
  "crisis.closed": oneText("reason", words.closing),
} as const;
