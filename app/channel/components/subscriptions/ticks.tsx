import type { FieldError } from "#app/ui/form/error-summary.tsx";

type Props = {
  name: string;
  legend: string;
  choices: Readonly<Record<string, string>>;
  chosen: readonly string[];
  errors?: readonly FieldError[] | undefined;
};

/** Several choices of one question. */
export function Ticks({ name, legend, choices, chosen, errors }: Props) {
  const wrong = errors?.find(({ path }) => path === name)?.message;
  return (
    <fieldset
      className={`fr-fieldset${wrong ? " fr-fieldset--error" : ""}`}
      id={name}
      aria-describedby={wrong ? `${name}-erreur` : undefined}
    >
      <legend className="fr-fieldset__legend">{legend}</legend>
      {Object.entries(choices).map(([value, label]) => (
        <div className="fr-fieldset__element" key={value}>
          <div className="fr-checkbox-group">
            <input
              type="checkbox"
              id={`${name}-${value}`}
              name={name}
              value={value}
              defaultChecked={chosen.includes(value)}
            />
            <label className="fr-label" htmlFor={`${name}-${value}`}>
              {label}
            </label>
          </div>
        </div>
      ))}
      {wrong && (
        <div className="fr-messages-group" id={`${name}-erreur`}>
          <p className="fr-message fr-message--error">{wrong}</p>
        </div>
      )}
    </fieldset>
  );
}
