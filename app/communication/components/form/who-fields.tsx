import { profileLabels } from "#app/messages/communication.ts";
import { prepare as words } from "#app/messages/communication-new.ts";
import { Question } from "#app/ui/form/question.tsx";
import { AudienceFields } from "./audience-fields.tsx";
import type { FormPart } from "./message-form.tsx";

/** Who gets it. */
export function WhoFields({ options, values, errors }: FormPart) {
  return (
    <section className="message-section" aria-labelledby="qui">
      <h2 id="qui">{words.section.who}</h2>
      <Question name="profiles" legend={words.field.profiles} errors={errors}>
        <div className="message-boxes">
          {Object.entries(profileLabels).map(([value, label]) => (
            <div key={value} className="fr-checkbox-group">
              <input
                type="checkbox"
                id={`profiles-${value}`}
                name="profiles"
                value={value}
                defaultChecked={(values.profiles ?? "").split(" ").includes(value)}
              />
              <label className="fr-label" htmlFor={`profiles-${value}`}>
                {label}
              </label>
            </div>
          ))}
        </div>
      </Question>
      <AudienceFields options={options} values={values} errors={errors} />
    </section>
  );
}
