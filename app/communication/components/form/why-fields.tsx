import { prepare as words } from "#app/messages/communication-new.ts";
import { ChoiceCards } from "#app/ui/form/choice-cards.tsx";
import { Why } from "#app/ui/why.tsx";
import { AskedField } from "./asked-field.tsx";
import type { FormPart } from "./message-form.tsx";

const hints: Record<string, string> = words.field.justificationHint;

/** Why it is written, for which crisis, and who answers for it. */
export function WhyFields({ options, values, errors }: FormPart) {
  const shared = { asked: options.asked, values, errors };
  const { director } = options;
  return (
    <section className="message-section" aria-labelledby="pourquoi">
      <h2 id="pourquoi">{words.section.why}</h2>
      <AskedField name="objective" rows={3} {...shared} />
      <AskedField
        name="justification"
        rows={4}
        hint={hints[options.process] ?? words.field.justificationHint.other}
        {...shared}
      />
      {options.asked.crisis && <CrisisField options={options} values={values} errors={errors} />}
      {director && (
        <div className="incident-question">
          <p className="fr-text--bold fr-mb-0">{words.field.director}</p>
          <p className="fr-mb-0">{director.name}</p>
          <p className="incident-quiet fr-mb-0">{words.field.directorHint}</p>
          {director.reason && <Why reason={director.reason} about={words.field.director} />}
        </div>
      )}
    </section>
  );
}

function CrisisField({ options, values, errors }: FormPart) {
  const { crises } = options;
  if (crises.length === 0)
    return (
      <p id="crisis" tabIndex={-1} className="fr-message fr-message--warning">
        {words.noCrisis}
      </p>
    );
  return (
    <ChoiceCards
      name="crisis"
      legend={words.crisis}
      hint={words.crisisHint}
      choices={crises.map(({ ref, title }) => ({ value: ref, label: ref, hint: title }))}
      value={values.crisis || (crises.length === 1 ? crises[0]?.ref : undefined)}
      errors={errors}
    />
  );
}
