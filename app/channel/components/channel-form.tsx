import { Form, Link, useNavigation } from "@remix-run/react";
import { channelName } from "#app/messages/channel.ts";
import { channelPage as words } from "#app/messages/channel-page.ts";
import { ErrorSummary, type FieldError } from "#app/ui/form/error-summary.tsx";
import { TextField } from "#app/ui/form/text-field.tsx";
import type { ChannelView, Way } from "../queries/channels-page.ts";
import { ConnectorFields } from "./connector-fields.tsx";

type Props = {
  channel: ChannelView;
  /** What it is set with: one of its ways. */
  way: Way;
  /** What was typed and refused; a password is typed again. */
  typed?: Record<string, string> | undefined;
  errors?: readonly FieldError[] | undefined;
  back: string;
};

/** The settings of one channel. */
export function ChannelForm({ channel, way, typed, errors, back }: Props) {
  const values = { ...way.values, ...typed };
  const busy = useNavigation().state === "submitting";
  return (
    <>
      <h1>{words.form(channelName(channel.key))}</h1>
      <p className="fr-text--lead">{way.about}</p>
      {channel.ways.length > 1 && <Ways channel={channel} way={way} />}
      {channel.callback && way.fields.some(({ name }) => name === "callbackSecret") && (
        <p>
          {words.callback} <code>{channel.callback}</code>
        </p>
      )}
      <ErrorSummary errors={errors} />
      <Form method="post" noValidate key={way.key}>
        <input type="hidden" name="intent" value="save" />
        <input type="hidden" name="channel" value={channel.key} />
        <input type="hidden" name="connector" value={way.key} />
        <ConnectorFields
          fields={way.fields}
          values={values}
          errors={errors}
          hasSecret={channel.hasSecret && way.key === channel.connector}
        />
        <TextField
          name="rate"
          label={words.rate}
          hint={words.rateHint(way.proposedRate)}
          inputMode="numeric"
          defaultValue={typed?.rate ?? (channel.rate === null ? "" : String(channel.rate))}
          maxLength={8}
          errors={errors}
        />
        <div className="fr-checkbox-group fr-mb-4w fr-mt-4w">
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

/** What else could open this channel: each has its own form. */
function Ways({ channel, way }: Pick<Props, "channel" | "way">) {
  return (
    <nav aria-label={words.waysOf} className="fr-mb-4w">
      <p className="fr-mb-1w">{words.waysOf}</p>
      <ul className="fr-tags-group">
        {channel.ways.map((one) => (
          <li key={one.key}>
            <Link
              to={`?canal=${encodeURIComponent(channel.key)}&par=${one.key}`}
              className="fr-tag"
              aria-current={one.key === way.key ? "true" : undefined}
            >
              {one.key === way.key ? words.wayChosen(one.name) : one.name}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}
