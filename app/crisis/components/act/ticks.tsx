import type { Choice } from "#app/ui/form/choice-cards.tsx";
import { type FieldError, stateOf } from "#app/ui/form/error-summary.tsx";

type Props = {
  name: string;
  legend: string;
  hint?: string;
  choices: readonly Choice[];
  /** Values ticked, joined by a space. */
  given?: string | undefined;
  errors: readonly FieldError[];
};

/** Several answers, each ticked by a person. */
export function Ticks({ name, legend, hint, choices, given, errors }: Props) {
  const problem = stateOf(errors, name);
  const ticked = (given ?? "").split(" ");
  const described = [hint && `${name}-aide`, problem.state && `${name}-erreur`].filter(Boolean).join(" ");
  return (
    <fieldset
      className="incident-question"
      id={name}
      tabIndex={-1}
      {...(described && { "aria-describedby": described })}
    >
      <legend>{legend}</legend>
      {hint && (
        <p id={`${name}-aide`} className="fr-hint-text fr-mb-2w">
          {hint}
        </p>
      )}
      {problem.state && (
        <p id={`${name}-erreur`} className="fr-error-text fr-mt-0 fr-mb-2w">
          {problem.stateRelatedMessage}
        </p>
      )}
      {choices.map((choice) => (
        <div key={choice.value} className="fr-checkbox-group fr-mb-2w">
          <input
            type="checkbox"
            id={`${name}-${choice.value}`}
            name={name}
            value={choice.value}
            defaultChecked={ticked.includes(choice.value)}
          />
          <label className="fr-label" htmlFor={`${name}-${choice.value}`}>
            {choice.label}
            {choice.hint && <span className="fr-hint-text">{choice.hint}</span>}
          </label>
        </div>
      ))}
    </fieldset>
  );
}
