import { Form, Link } from "@remix-run/react";
import { hookEvents } from "#app/messages/hooks.ts";
import { subscriptions } from "#app/messages/subscriptions.ts";
import { ErrorSummary, type FieldError } from "#app/ui/form/error-summary.tsx";
import { TextField } from "#app/ui/form/text-field.tsx";
import type { HookView } from "../../queries/subscriptions-page.ts";
import { Ticks } from "./ticks.tsx";

const words = subscriptions.hooks;
export type HookTyped = { name: string; url: string; events: string[]; enabled: boolean };
type Props = {
  hook: HookView | null;
  typed?: HookTyped | undefined;
  errors?: readonly FieldError[] | undefined;
  back: string;
};

/** A system to tell: where, and of what. */
export function HookForm({ hook, typed, errors, back }: Props) {
  const { name, url, events, enabled } = typed ?? hook ?? { name: "", url: "", events: [], enabled: true };
  return (
    <>
      <h1>{hook ? words.form.edit(hook.name) : words.form.add}</h1>
      <p>{words.lead}</p>
      <ErrorSummary errors={errors} />
      <Form method="post" noValidate>
        <input type="hidden" name="intent" value="save-hook" />
        {hook && <input type="hidden" name="hook" value={hook.id} />}
        <TextField
          name="name"
          label={words.name}
          hint={words.nameHint}
          defaultValue={name}
          maxLength={80}
          required
          errors={errors}
        />
        <TextField
          name="url"
          type="url"
          label={words.url}
          hint={words.urlHint}
          defaultValue={url}
          maxLength={500}
          required
          errors={errors}
        />
        <Ticks name="events" legend={words.events} choices={hookEvents} chosen={events} errors={errors} />
        <div className="fr-checkbox-group fr-mb-4w">
          <input
            type="checkbox"
            id="enabled"
            name="enabled"
            value="1"
            defaultChecked={enabled}
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
            <button type="submit" className="fr-btn">
              {words.save}
            </button>
          </li>
          <li>
            <Link to={back} className="fr-btn fr-btn--secondary">
              {words.cancel}
            </Link>
          </li>
        </ul>
      </Form>
    </>
  );
}
