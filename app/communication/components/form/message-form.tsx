import { Form, Link, useNavigation } from "@remix-run/react";
import { type Process, profileLabels, topicLabels } from "#app/messages/communication.ts";
import { prepare as words } from "#app/messages/communication-new.ts";
import { variableWords } from "#app/messages/variables.ts";
import { ChoiceCards } from "#app/ui/form/choice-cards.tsx";
import { ErrorSummary, type FieldError } from "#app/ui/form/error-summary.tsx";
import { FileInput } from "#app/ui/form/file-input.tsx";
import { Question } from "#app/ui/form/question.tsx";
import { Why } from "#app/ui/why.tsx";
import type { FormOptions } from "../../queries/form-options.ts";
import type { MessageValues } from "../../queries/form-values.ts";
import { AskedField, type AskedProps } from "./asked-field.tsx";
import { Attached } from "./attached.tsx";
import { AudienceFields } from "./audience-fields.tsx";
import { ChannelFields } from "./channel-fields.tsx";

type Props = {
  options: FormOptions;
  values: MessageValues;
  errors: readonly FieldError[];
  /** Where to go without saving. */
  back: string;
};

const box = (errors: Props["errors"], path: string) => errors.filter((one) => one.path === path);

/** One message, with what its article asks for and nothing else. Saved at each press; works without JavaScript. */
export function MessageForm({ options, values, errors, back }: Props) {
  const busy = useNavigation().state !== "idle";
  const process = options.process as Process;
  const shared: Omit<AskedProps, "name"> = { asked: options.asked, values, errors };
  const has = (name: string) => Boolean(options.asked[name]);
  return (
    <Form
      method="post"
      noValidate
      encType="multipart/form-data"
      className="message-form"
      onSubmit={(event) => busy && event.preventDefault()}
    >
      <ErrorSummary errors={errors} />
      {["process", "dispositif", "as", "key", "revision"].map((name) => (
        <input key={`${name}${values[name]}`} type="hidden" name={name} defaultValue={values[name] ?? ""} />
      ))}
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
        {(has("title") || has("long")) && <p className="incident-quiet">{variableWords.hint}</p>}
        <AskedField name="survey" type="url" {...shared} />
        {has("attachments") && (
          <div className="incident-question">
            <Attached files={options.attachments} />
            <FileInput name="files" label={words.field.files} errors={box(errors, "files")} />
          </div>
        )}
      </section>
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
      <section className="message-section" aria-labelledby="comment">
        <h2 id="comment">{words.section.how}</h2>
        <ChannelFields options={options} values={values} errors={errors} asked={shared} />
      </section>
      {(has("startsAt") || has("endsAt")) && (
        <section className="message-section" aria-labelledby="quand">
          <h2 id="quand">{words.section.when}</h2>
          <div className="message-two">
            <AskedField
              name="startsAt"
              hint={process === "classique" ? words.field.startHint.classique : words.field.startHint.now}
              {...shared}
            />
            <AskedField name="endsAt" hint={words.field.endHint} {...shared} />
          </div>
        </section>
      )}
      <section className="message-section" aria-labelledby="pourquoi">
        <h2 id="pourquoi">{words.section.why}</h2>
        <AskedField name="objective" rows={3} {...shared} />
        <AskedField
          name="justification"
          rows={4}
          hint={
            process === "urgent"
              ? words.field.justificationHint.urgent
              : process === "crise"
                ? words.field.justificationHint.crise
                : words.field.justificationHint.other
          }
          {...shared}
        />
        {has("crisis") && <CrisisField options={options} values={values} errors={errors} />}
        {options.director && (
          <div className="incident-question">
            <p className="fr-text--bold fr-mb-0">{words.field.director}</p>
            <p className="fr-mb-0">{options.director.name}</p>
            <p className="incident-quiet fr-mb-0">{words.field.directorHint}</p>
            {options.director.reason && <Why reason={options.director.reason} about={words.field.director} />}
          </div>
        )}
      </section>
      <ul className="fr-btns-group fr-btns-group--inline-md incident-send">
        <li>
          <button type="submit" name="intent" value="next" className="fr-btn" aria-disabled={busy}>
            {words.next}
          </button>
        </li>
        <li>
          <button type="submit" name="intent" value="save" className="fr-btn fr-btn--secondary">
            {words.save}
          </button>
        </li>
        <li>
          <Link to={back} className="fr-btn fr-btn--tertiary">
            {words.leave}
          </Link>
        </li>
      </ul>
    </Form>
  );
}

function CrisisField({ options, values, errors }: Omit<Props, "back">) {
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
