import { topicLabels } from "#app/messages/communication.ts";
import { prepare as words } from "#app/messages/communication-new.ts";
import { variableWords } from "#app/messages/variables.ts";
import { ChoiceCards } from "#app/ui/form/choice-cards.tsx";
import { AskedField } from "./asked-field.tsx";
import { MessageFiles } from "./message-files.tsx";
import type { FormPart } from "./message-form.tsx";

/** What the message says. */
export function WhatFields({ options, values, errors }: FormPart) {
  const shared = { asked: options.asked, values, errors };
  const { title, long, attachments } = options.asked;
  return (
    <section className="message-section" aria-labelledby="quoi">
      <h2 id="quoi">{words.section.what}</h2>
      <ChoiceCards
        name="topic"
        legend={words.field.topic}
        hint={words.field.topicHint}
        choices={Object.entries(topicLabels).map(([value, label]) => ({ value, label }))}
        value={values.topic}
        errors={errors}
        layout="thirds"
      />
      <AskedField name="title" {...shared} />
      <AskedField name="short" rows={2} {...shared} />
      <AskedField name="long" rows={10} {...shared} />
      {(title || long) && <p className="incident-quiet">{variableWords.hint}</p>}
      <AskedField name="survey" type="url" {...shared} />
      {attachments && <MessageFiles options={options} values={values} errors={errors} />}
    </section>
  );
}
