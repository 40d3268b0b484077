import { randomUUID } from "node:crypto";
import { crisisAct } from "#app/messages/crisis-act.ts";
import { type ActField, type ActForm, mistakes } from "./act-page-field.ts";
import { filledText, startingText, templateOf, variableFields } from "./act-page-template.ts";

const { field: words, wrong: said } = crisisAct;

/** What heads of school are told to do: a template of the procedure for professionals, or free words. */
const instruct: ActForm = {
  start(asked, search) {
    const template = templateOf(asked.page, search.get("modele") ?? undefined);
    const values = { key: randomUUID(), template: template?.key ?? "" };
    if (template?.audience !== "professional") return values;
    return { ...values, ...startingText(template, asked) };
  },
  fields(_, values) {
    return [
      ...["key", "template"].map((name): ActField => ({ as: "kept", name })),
      ...variableFields(values),
      { as: "text", name: "subject", label: words.subject, required: true },
      {
        as: "text",
        name: "body",
        label: words.instruction,
        hint: words.instructionHint,
        rows: 12,
        required: true,
      },
    ];
  },
  read(_, values) {
    const { errors, wrong } = mistakes();
    const { key, template } = values;
    const filled = filledText(values, wrong);
    for (const name of ["subject", "body"]) if (!values[name]) wrong(name, said.text);
    return { data: { key, ...(template && { template }), ...filled }, errors };
  },
};

export const instructionForms = { "instruction.sent": instruct } as const;
