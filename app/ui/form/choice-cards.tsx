import type { ReactNode } from "react";
import { type FieldError, stateOf } from "./error-summary.tsx";

export type Choice = { value: string; label: string; hint?: string };

type Props = {
  name: string;
  legend: string;
  hint?: string;
  choices: readonly Choice[];
  value?: string | undefined;
  errors?: readonly FieldError[] | undefined;
  /** How the cards stand: one under the other, as tiles, three in a row. */
  layout?: "list" | "tiles" | "thirds";
  children?: ReactNode;
};

/** One choice among a few, each a card large enough for a thumb. */
export function ChoiceCards({
  name,
  legend,
  hint,
  choices,
  value,
  errors,
  layout = "list",
  children,
}: Props) {
  const problem = stateOf(errors, name);
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
      <ChoiceList name={name} choices={choices} value={value} layout={layout} />
      {children}
    </fieldset>
  );
}

/** The cards alone, within another question. */
export function ChoiceList({
  name,
  choices,
  value,
  layout = "list",
}: Pick<Props, "name" | "choices" | "value" | "layout">) {
  return (
    <div className={`incident-choices${layout === "list" ? "" : ` incident-${layout}`}`}>
      {choices.map((choice) => (
        <div key={choice.value} className="incident-choice">
          <input
            type="radio"
            id={`${name}-${choice.value}`}
            name={name}
            value={choice.value}
            defaultChecked={choice.value === value}
          />
          <label htmlFor={`${name}-${choice.value}`}>
            <strong>{choice.label}</strong>
            {choice.hint && <span>{choice.hint}</span>}
          </label>
        </div>
      ))}
    </div>
  );
}
