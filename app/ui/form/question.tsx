import type { ReactNode } from "react";
import { type FieldError, stateOf } from "./error-summary.tsx";

export type QuestionProps = {
  name: string;
  legend: string;
  hint?: string | undefined;
  errors?: readonly FieldError[] | undefined;
};

/** A question with several boxes or cards: its words, its hint, what is wrong with the answer, then the answers. */
export function Question({ name, legend, hint, errors, children }: QuestionProps & { children: ReactNode }) {
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
      {children}
    </fieldset>
  );
}
