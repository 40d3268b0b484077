import { randomUUID } from "node:crypto";
import { crisisAct, variableWord } from "#app/messages/crisis-act.ts";
import { fillIn, malformedIn, variablesOf } from "#runbooks/variables.ts";
import { type ActField, type ActForm, mistakes } from "./act-page-field.ts";
import { known, templateOf, variableField, variablesGiven } from "./act-page-message.ts";

const { field: words, wrong: said } = crisisAct;

/** What heads of school are told to do: a template of the procedure for professionals, or free words. */
const instruct: ActForm = {
  start(asked, search) {
    const template = templateOf(asked.page, search.get("modele") ?? undefined);
    const values = { key: randomUUID(), template: template?.key ?? "" };
    if (template?.audience !== "professional") return values;
    const ready = known(asked);
    const names = variablesOf(template);
    return {
      ...values,
      subject: template.subject,
      body: template.body,
      ...Object.fromEntries(names.map((name) => [variableField(name), ready[name] ?? ""])),
    };
  },
  fields(_, values) {
    const names = variablesOf({ subject: values.subject ?? "", body: values.body ?? "" });
    return [
      ...["key", "template"].map((name): ActField => ({ as: "kept", name })),
      ...names.map(
        (name): ActField => ({
          as: "text",
          name: variableField(name),
          label: variableWord(name),
          hint: `{{${name}}}`,
          required: true,
        }),
      ),
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
    const given = variablesGiven(values);
    const { key, template, subject = "", body = "" } = values;
    const [broken] = malformedIn(`${subject}\n${body}`);
    for (const name of variablesOf({ subject, body }))
      if (!given[name]) wrong(variableField(name), said.variable(variableWord(name)));
    if (broken) wrong("body", said.braces(broken.found));
    for (const name of ["subject", "body"]) if (!values[name]) wrong(name, said.text);
    const filled = { subject: fillIn(subject, given), body: fillIn(body, given) };
    return { data: { key, ...(template && { template }), ...filled }, errors };
  },
};

export const instructionForms = { "instruction.sent": instruct } as const;
