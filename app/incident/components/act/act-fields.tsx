import { act } from "#app/messages/incident-act.ts";
import { compromiseLabel, severityChoices } from "#app/messages/incident-words.ts";
import { type Choice, ChoiceCards } from "#app/ui/form/choice-cards.tsx";
import type { FieldError } from "#app/ui/form/error-summary.tsx";
import { TextField } from "#app/ui/form/text-field.tsx";
import { categoryLabels, certaintyLabels, perimeterLabels } from "#conventions/labels.ts";
import type { PersonEvent } from "#machines/incident/v1/events.ts";
import type { ActValues } from "../../queries/incident-page-act-form.ts";

const words = act.field;
type Props = { values: ActValues; errors: readonly FieldError[]; fields: readonly Choice[] };

const choicesOf = (labels: Record<string, string | { label: string }>): Choice[] =>
  Object.entries(labels).map(([value, label]) => ({
    value,
    label: typeof label === "string" ? label : label.label,
  }));
const categories = choicesOf(categoryLabels);
const certainties = choicesOf(certaintyLabels);
const perimeters = choicesOf(perimeterLabels);
const yesNo = [
  { value: "yes", label: words.yes },
  { value: "no", label: words.no },
];

/** The questions of one act, few by few. */
export function ActFields({ type, ...props }: Props & { type: PersonEvent }) {
  const { values, errors } = props;
  const text = (
    name: string,
    label: string,
    more: { hint?: string; rows?: number; required?: boolean } = {},
  ) => <TextField name={name} label={label} defaultValue={values[name]} errors={errors} {...more} />;
  const long = { rows: 5, required: true };
  switch (type) {
    case "incident.qualified":
      return <Qualify {...props} />;
    case "incident.completed":
      return <Complete {...props} />;
    case "incident.handled":
      return text("note", words.handled, long);
    case "incident.followed-up":
      return text("text", words.followUp, { rows: 8, required: true });
    case "incident.closed":
      return text("reason", words.closing, long);
    case "incident.reopened":
      return text("reason", words.reopening, long);
    case "note.added":
      return (
        <>
          {text("text", words.text, long)}
          {text("corrects", words.corrects, { hint: words.correctsHint })}
        </>
      );
    case "authority.notified":
      return (
        <>
          {text("notifiedAt", words.notifiedAt, { hint: words.notifiedAtHint })}
          {text("reference", words.reference)}
        </>
      );
    case "task.done":
      return text("note", words.note, { rows: 3 });
    case "delivery.retried":
      return text("address", words.address, { hint: words.addressHint });
  }
}

function Qualify({ values, errors, fields }: Props) {
  const cards = (name: keyof typeof words & string, legend: string, choices: readonly Choice[]) => (
    <ChoiceCards
      name={name}
      legend={legend}
      choices={choices}
      value={values[name]}
      errors={errors}
      layout="thirds"
    />
  );
  return (
    <>
      <ChoiceCards name="field" legend={words.field} choices={fields} value={values.field} errors={errors} />
      {cards("severity", words.severity, severityChoices)}
      {cards("certainty", words.certainty, certainties)}
      {cards("category", words.category, categories)}
      {cards("personalData", words.personalData, yesNo)}
      {cards("perimeter", words.perimeter, perimeters)}
      <div className="incident-question">
        <TextField
          name="schools"
          label={words.schools}
          hint={Number(values.named) > 0 ? words.schoolsKept(Number(values.named)) : words.schoolsHint}
          defaultValue={values.schools}
          errors={errors}
          rows={3}
        />
        <input type="hidden" name="named" defaultValue={values.named ?? ""} />
      </div>
      <Compromises values={values} errors={errors} />
      <TextField name="reason" label={words.reason} defaultValue={values.reason} errors={errors} rows={3} />
    </>
  );
}

function Complete({ values, errors }: Props) {
  return (
    <>
      <ChoiceCards
        name="personalData"
        legend={words.personalData}
        choices={[...yesNo, { value: "unknown", label: words.unknown }]}
        value={values.personalData || "unknown"}
        errors={errors}
        layout="thirds"
      />
      <Compromises values={values} errors={errors} />
      <TextField
        name="description"
        label={words.description}
        defaultValue={values.description}
        errors={errors}
        rows={5}
      />
      <TextField
        name="note"
        label={words.note}
        hint={words.noteHint}
        defaultValue={values.note}
        errors={errors}
        rows={3}
      />
    </>
  );
}

function Compromises({ values, errors }: Pick<Props, "values" | "errors">) {
  const given = (values.compromises ?? "").split(" ");
  return (
    <fieldset className="incident-question" id="compromises" tabIndex={-1}>
      <legend>{words.compromises}</legend>
      {["messaging", "authentication"].map((value) => (
        <div key={value} className="fr-checkbox-group fr-mb-2w">
          <input
            type="checkbox"
            id={`compromises-${value}`}
            name="compromises"
            value={value}
            defaultChecked={given.includes(value)}
          />
          <label className="fr-label" htmlFor={`compromises-${value}`}>
            {compromiseLabel(value)}
          </label>
        </div>
      ))}
      <TextField
        name="application"
        label={words.application}
        hint={words.applicationHint}
        defaultValue={values.application}
        errors={errors.map((one) => (one.path === "compromises" ? { ...one, path: "application" } : one))}
        autoComplete="off"
      />
    </fieldset>
  );
}
