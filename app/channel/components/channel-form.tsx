import { Form, Link, useNavigation } from "@remix-run/react";
import { channelName } from "#app/messages/channel.ts";
import { channelPage as words } from "#app/messages/channel-page.ts";
import { ErrorSummary, type FieldError } from "#app/ui/form/error-summary.tsx";
import { TextField } from "#app/ui/form/text-field.tsx";
import type { ChannelView } from "../queries/channels-page.ts";
import { EntcoreFields } from "./entcore-fields.tsx";

type Props = {
  channel: ChannelView;
  /** What was typed and refused; a password is typed again. */
  typed?: Record<string, string> | undefined;
  errors?: readonly FieldError[] | undefined;
  back: string;
};

/** The settings of one channel. */
export function ChannelForm({ channel, typed, errors, back }: Props) {
  const values = { ...channel.values, ...typed };
  const busy = useNavigation().state === "submitting";
  const { fields } = words;
  const entcore = channel.connector === "entcore";
  return (
    <>
      <h1>{words.form(channelName(channel.key))}</h1>
      <p className="fr-text--lead">{words.about[channel.connector]}</p>
      <ErrorSummary errors={errors} />
      <Form method="post" noValidate>
        <input type="hidden" name="intent" value="save" />
        <input type="hidden" name="channel" value={channel.key} />
        {entcore && <EntcoreFields values={values} errors={errors} hasSecret={channel.hasSecret} />}
        <TextField
          name="pattern"
          label={entcore ? fields.entPattern : fields.mailPattern}
          hint={entcore ? fields.entPatternHint : fields.mailPatternHint}
          defaultValue={values.pattern}
          maxLength={200}
          required
          errors={errors}
        />
        <fieldset className="fr-fieldset" aria-describedby="words-aide">
          <legend className="fr-fieldset__legend">
            {fields.words}
            <span className="fr-hint-text" id="words-aide">
              {fields.wordsHint}
            </span>
          </legend>
          {Object.entries(words.profiles).map(([profile, label]) => (
            <div key={profile} className="fr-fieldset__element">
              <TextField
                name={`words.${profile}`}
                label={label}
                defaultValue={values[`words.${profile}`]}
                maxLength={60}
                required
                errors={errors}
              />
            </div>
          ))}
        </fieldset>
        <div className="fr-checkbox-group fr-mb-4w">
          <input
            type="checkbox"
            id="enabled"
            name="enabled"
            value="1"
            defaultChecked={typed ? typed.enabled === "1" : channel.enabled}
            aria-describedby="enabled-aide"
          />
          <label className="fr-label" htmlFor="enabled">
            {words.enabled}
            <span className="fr-hint-text" id="enabled-aide">
              {words.enabledHint}
            </span>
          </label>
        </div>
        <ul className="fr-btns-group fr-btns-group--inline-md">
          <li>
            <button
              type="submit"
              className="fr-btn"
              aria-disabled={busy}
              onClick={(event) => busy && event.preventDefault()}
            >
              {words.save}
            </button>
          </li>
          <li>
            <Link to={back} className="fr-btn fr-btn--secondary">
              {words.back}
            </Link>
          </li>
        </ul>
      </Form>
    </>
  );
}
