import { crisisAct, variableWord } from "#app/messages/crisis-act.ts";
import { formatDay, formatShort } from "#app/ui/time/format.ts";
import { isRecipientVariable } from "#machines/variables/known.ts";
import type { Template } from "#runbooks/schema.ts";
import { fillIn, fillLast, malformedIn, variablesOf } from "#runbooks/variables.ts";
import { type ActPage, zoneOf } from "./act-page.ts";
import type { ActField, ActValues, Asked } from "./act-page-field.ts";

const { wrong: said } = crisisAct;
const variableField = (name: string) => `var-${name}`;

/** A template of the procedure by its key. */
export const templateOf = ({ runbook }: ActPage, key: string | undefined) =>
  runbook.templates.find((one) => one.key === key);

/** What the console knows without being told. */
const known = ({ page, now }: Asked): Record<string, string> => ({
  dispositif: page.dispositif.name,
  reference: page.ref,
  date: formatDay(now, zoneOf(page)),
  heure: formatShort(now, now, zoneOf(page)),
});

/** Values of the variables of a message, by their names. */
const variablesGiven = (values: ActValues): Record<string, string> =>
  Object.fromEntries(
    Object.entries(values).flatMap(([name, value]) =>
      name.startsWith("var-") && value ? [[name.slice(4), value] as const] : [],
    ),
  );

/** What a form starts with from a template: its words, and what the console already knows of its variables. */
export function startingText(template: Template, asked: Asked): ActValues {
  const ready = known(asked);
  const names = variablesOf(template);
  return {
    subject: template.subject,
    body: template.body,
    ...Object.fromEntries(names.map((name) => [variableField(name), ready[name] ?? ""])),
  };
}

/** To the community, what is each school's own is filled in as the message leaves; the rest is asked. */
const askedIn = ({ subject = "", body = "" }: ActValues, perSchool: boolean) =>
  variablesOf({ subject, body }).filter((name) => !perSchool || !isRecipientVariable(name));

/** One field for each variable of what is written. */
export const variableFields = (values: ActValues, { perSchool = false } = {}): ActField[] =>
  askedIn(values, perSchool).map((name) => ({
    as: "text",
    name: variableField(name),
    label: variableWord(name),
    hint: `{{${name}}}`,
    required: true,
  }));

/** What is written with its variables filled in; those without a value and braces that are none are said. */
export function filledText(
  values: ActValues,
  wrong: (path: string, message: string) => void,
  { perSchool = false } = {},
) {
  const given = variablesGiven(values);
  const { subject = "", body = "" } = values;
  const [broken] = malformedIn(`${subject}\n${body}`);
  for (const name of askedIn(values, perSchool))
    if (!given[name]) wrong(variableField(name), said.variable(variableWord(name)));
  if (broken) wrong("body", said.braces(broken.found));
  const fill = perSchool ? fillIn : fillLast;
  return { subject: fill(subject, given), body: fill(body, given) };
}
