import type { ReactNode } from "react";
import { Question, type QuestionProps } from "./question.tsx";

export type Choice = { value: string; label: string; hint?: string };

type Props = QuestionProps & {
  choices: readonly Choice[];
  value?: string | undefined;
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
  return (
    <Question name={name} legend={legend} hint={hint} errors={errors}>
      <ChoiceList name={name} choices={choices} value={value} layout={layout} />
      {children}
    </Question>
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
