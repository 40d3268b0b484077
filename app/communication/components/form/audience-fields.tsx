import { prepare as words } from "#app/messages/communication-new.ts";
import { ChoiceCards } from "#app/ui/form/choice-cards.tsx";
import { type FieldError, stateOf } from "#app/ui/form/error-summary.tsx";
import { TextField } from "#app/ui/form/text-field.tsx";
import type { FormOptions } from "../../queries/form-options.ts";
import type { MessageValues } from "../../queries/form-values.ts";
import { perimeters } from "../../queries/perimeters.ts";

type Props = { options: FormOptions; values: MessageValues; errors: readonly FieldError[] };

/** Which schools: all, those of a territory, or some named one by one. Only what the choice needs is shown. */
export function AudienceFields({ options, values, errors }: Props) {
  const { academies, departements, ownSchool } = options;
  if (ownSchool)
    return (
      <div className="incident-question">
        <p className="fr-text--bold fr-mb-0">{words.field.perimeter}</p>
        <p className="fr-mb-0">{words.ownSchool(ownSchool.name)}</p>
        <input type="hidden" name="perimeter" value="school" />
      </div>
    );
  const choices = perimeters.filter(
    (one) =>
      (one !== "academie" || academies.length > 1) && (one !== "departement" || departements.length > 0),
  );
  return (
    <>
      <ChoiceCards
        name="perimeter"
        legend={words.field.perimeter}
        choices={choices.map((value) => ({ value, label: words.field.perimeters[value] }))}
        value={values.perimeter || undefined}
        errors={errors}
      />
      <Territory
        name="academie"
        options={academies}
        label={words.field.academie}
        values={values}
        errors={errors}
      />
      <Territory
        name="departement"
        options={departements}
        label={words.field.departement}
        values={values}
        errors={errors}
      />
      <div className="incident-question message-where message-where--schools">
        {options.schools.length > 0 && (
          <p className="incident-quiet" id="ecoles-choisies">
            {words.field.schoolsKept(options.schools.map((one) => one.name))}
          </p>
        )}
        <TextField
          name="schools"
          label={words.field.schools}
          hint={words.field.schoolsHint}
          defaultValue={values.schools ?? ""}
          errors={errors}
          rows={4}
          required={options.schools.length === 0}
        />
      </div>
    </>
  );
}

type TerritoryProps = {
  name: "academie" | "departement";
  label: string;
  options: readonly { value: string; label: string }[];
} & Omit<Props, "options">;

function Territory({ name, label, options, values, errors }: TerritoryProps) {
  const problem = stateOf(errors, name);
  if (options.length === 0) return null;
  return (
    <div
      className={`fr-select-group incident-question message-where message-where--${name}${problem.state ? " fr-select-group--error" : ""}`}
    >
      <label className="fr-label" htmlFor={name}>
        {label}
      </label>
      <select
        className="fr-select"
        id={name}
        name={name}
        defaultValue={values[name] ?? ""}
        aria-describedby={problem.state ? `${name}-erreur` : undefined}
      >
        <option value="">{words.field.none}</option>
        {options.map(({ value, label: one }) => (
          <option key={value} value={value}>
            {one}
          </option>
        ))}
      </select>
      {problem.state && (
        <p id={`${name}-erreur`} className="fr-error-text">
          {problem.stateRelatedMessage}
        </p>
      )}
    </div>
  );
}
