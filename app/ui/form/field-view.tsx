import { ui } from "#app/messages/ui.ts";
import { type FieldError, stateOf } from "./error-summary.tsx";
import { TextField } from "./text-field.tsx";

/** One question of a form that is drawn from data. */
export type Field = {
  name: string;
  label: string;
  hint?: string;
  kind: "line" | "text" | "day" | "select" | "checks" | "file";
  required?: boolean;
  choices?: readonly { value: string; label: string; hint?: string }[];
  /** Of a `select` without choices. */
  none?: string;
  value?: string;
  /** Questions under the same fold are asked only of whoever opens it. */
  fold?: string;
  /** Of a `text`. */
  rows?: number;
};
type Props = { field: Field; value: string | undefined; errors: readonly FieldError[] };

/** A question as its kind is asked; what was typed and what is wrong with it stay beside it. */
export function FieldView({ field, value = field.value, errors }: Props) {
  const { name, label, hint, kind, required = false } = field;
  if (kind === "select") return <Select {...{ field, value, errors }} />;
  if (kind === "checks") return <Checks {...{ field, value, errors }} />;
  if (kind === "file") return <File {...{ field, errors }} />;
  return (
    <TextField
      name={name}
      label={label}
      hint={hint}
      errors={errors}
      required={required}
      defaultValue={value}
      {...(kind === "text" && { rows: field.rows ?? 4 })}
      {...(kind === "day" && { inputMode: "numeric" as const })}
    />
  );
}

function Select({ field, value, errors }: Props) {
  const { name, label, hint, required = false, choices = [], none = ui.nobodyToChoose } = field;
  const problem = stateOf(errors, name);
  return (
    <div className={`fr-select-group fr-mb-3w${problem.state ? " fr-select-group--error" : ""}`}>
      <label className="fr-label" htmlFor={name}>
        {required ? label : `${label} (${ui.optional})`}
        {hint && <span className="fr-hint-text">{hint}</span>}
      </label>
      <select className="fr-select" id={name} name={name} required={required} defaultValue={value ?? ""}>
        <option value="">{choices.length === 0 ? none : ui.choose}</option>
        {choices.map((choice) => (
          <option key={choice.value} value={choice.value}>
            {choice.label}
          </option>
        ))}
      </select>
      {problem.state && <p className="fr-error-text">{problem.stateRelatedMessage}</p>}
    </div>
  );
}

function File({ field: { name, label, hint }, errors }: Omit<Props, "value">) {
  const problem = stateOf(errors, name);
  return (
    <div className={`fr-upload-group fr-mb-3w${problem.state ? " fr-upload-group--error" : ""}`}>
      <label className="fr-label" htmlFor={name}>
        {label}
        {hint && <span className="fr-hint-text">{hint}</span>}
      </label>
      <input className="fr-upload" type="file" id={name} name={name} />
      {problem.state && <p className="fr-error-text">{problem.stateRelatedMessage}</p>}
    </div>
  );
}

function Checks({ field: { name, label, hint, choices = [] }, value, errors }: Props) {
  const problem = stateOf(errors, name);
  const ticked = (value ?? "").split(" ");
  return (
    <fieldset className={`fr-fieldset${problem.state ? " fr-fieldset--error" : ""}`} id={name} tabIndex={-1}>
      <legend className="fr-fieldset__legend">
        {label}
        {hint && <span className="fr-hint-text">{hint}</span>}
      </legend>
      {problem.state && (
        <div className="fr-fieldset__element">
          <p className="fr-error-text fr-mt-0">{problem.stateRelatedMessage}</p>
        </div>
      )}
      <div className="tocsin-checks">
        {choices.map((choice, n) => (
          <div key={choice.value} className="fr-checkbox-group fr-checkbox-group--sm">
            <input
              type="checkbox"
              id={`${name}-${n}`}
              name={name}
              value={choice.value}
              defaultChecked={ticked.includes(choice.value)}
            />
            <label className="fr-label" htmlFor={`${name}-${n}`}>
              {choice.label}
              {choice.hint && <span className="fr-hint-text">{choice.hint}</span>}
            </label>
          </div>
        ))}
      </div>
    </fieldset>
  );
}
