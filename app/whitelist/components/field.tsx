import { choicesOf, whitelistForm } from "#app/messages/whitelist-words.ts";
import { ChoiceCards } from "#app/ui/form/choice-cards.tsx";
import type { FieldError } from "#app/ui/form/error-summary.tsx";
import { Question } from "#app/ui/form/question.tsx";
import { TextField } from "#app/ui/form/text-field.tsx";
import type { Field } from "../form-fields.ts";

type Props = { field: Field; values: Readonly<Record<string, string>>; errors: readonly FieldError[] };

/** One question of a form, as its description says; all work without JavaScript. */
export function FieldView({ field, values, errors }: Props) {
  const { name, label, hint, kind, list, rows, required = false } = field;
  const choices = field.choices ?? (list ? choicesOf(list) : []);
  const value = values[name];
  if (kind === "radio")
    return (
      <ChoiceCards
        name={name}
        legend={label}
        hint={hint}
        choices={choices}
        value={value}
        errors={errors}
        layout={choices.length === 3 ? "thirds" : "list"}
      />
    );
  if (kind === "checks" || kind === "attributes")
    return (
      <Question name={name} legend={label} hint={hint} errors={errors}>
        {choices.map((choice) => (
          <Box key={choice.value} {...{ name, choice, values, errors }} reasoned={kind === "attributes"} />
        ))}
      </Question>
    );
  if (kind === "select")
    return (
      <div className="fr-select-group">
        <label className="fr-label" htmlFor={name}>
          {label}
          {hint && <span className="fr-hint-text">{hint}</span>}
        </label>
        <select className="fr-select" id={name} name={name} defaultValue={value ?? ""}>
          {choices.map((choice) => (
            <option key={choice.value} value={choice.value}>
              {choice.label}
            </option>
          ))}
        </select>
      </div>
    );
  return (
    <TextField
      name={name}
      label={label}
      hint={hint}
      errors={errors}
      defaultValue={value}
      required={required}
      {...(kind === "area" && { rows: rows ?? 4 })}
      {...(kind !== "area" && kind !== "text" && { type: kind })}
    />
  );
}

/** A box; a datum of the sign-on asks for its reason right under it. */
function Box({
  name,
  choice,
  values,
  errors,
  reasoned,
}: Omit<Props, "field"> & { name: string; choice: { value: string; label: string }; reasoned: boolean }) {
  const reason = `reason.${choice.value}`;
  const checked = (values[name] ?? "").split(" ").includes(choice.value);
  return (
    <div className="fr-checkbox-group whitelist-box">
      <input
        type="checkbox"
        id={`${name}-${choice.value}`}
        name={name}
        value={choice.value}
        defaultChecked={checked}
      />
      <label className="fr-label" htmlFor={`${name}-${choice.value}`}>
        {choice.label}
      </label>
      {reasoned && (
        <div className="whitelist-reason">
          <TextField
            name={reason}
            label={whitelistForm.reasonFor(choice.label)}
            required
            defaultValue={values[reason]}
            errors={errors}
          />
        </div>
      )}
    </div>
  );
}
