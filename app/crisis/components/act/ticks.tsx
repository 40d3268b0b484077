import type { Choice } from "#app/ui/form/choice-cards.tsx";
import { Question, type QuestionProps } from "#app/ui/form/question.tsx";

type Props = QuestionProps & {
  choices: readonly Choice[];
  /** Values ticked, joined by a space. */
  given?: string | undefined;
};

/** Several answers, each ticked by a person. */
export function Ticks({ name, legend, hint, choices, given, errors }: Props) {
  const ticked = (given ?? "").split(" ");
  return (
    <Question name={name} legend={legend} hint={hint} errors={errors}>
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
    </Question>
  );
}
