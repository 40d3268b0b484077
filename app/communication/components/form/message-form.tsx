import { Form, Link, useNavigation } from "@remix-run/react";
import { prepare as words } from "#app/messages/communication-new.ts";
import { ErrorSummary, type FieldError } from "#app/ui/form/error-summary.tsx";
import type { FormOptions } from "../../queries/form-options.ts";
import type { MessageValues } from "../../queries/form-values.ts";
import { ChannelFields } from "./channel-fields.tsx";
import { useFilesWeighed } from "./message-files.tsx";
import { WhatFields } from "./what-fields.tsx";
import { WhenFields } from "./when-fields.tsx";
import { WhoFields } from "./who-fields.tsx";
import { WhyFields } from "./why-fields.tsx";

/** What each part of the form is given. */
export type FormPart = {
  options: FormOptions;
  values: MessageValues;
  errors: readonly FieldError[];
};
type Props = FormPart & {
  /** Where it is sent, when that is not the page itself. */
  to?: string | undefined;
  /** Where to go without saving. */
  back: string;
};

/** One message, with what its article asks for and nothing else. Saved at each press; works without JavaScript. */
export function MessageForm({ options, values, errors: given, to, back }: Props) {
  const busy = useNavigation().state !== "idle";
  const { tooHeavy, onSubmit } = useFilesWeighed();
  const errors = tooHeavy ? [...given.filter(({ path }) => path !== "files"), tooHeavy] : given;
  const part: FormPart = { options, values, errors };
  return (
    <Form
      method="post"
      action={to}
      noValidate
      encType="multipart/form-data"
      className="message-form"
      onSubmit={(event) => (busy ? event.preventDefault() : onSubmit(event))}
    >
      <ErrorSummary errors={errors} />
      {["process", "dispositif", "as", "key", "revision"].map((name) => (
        <input key={`${name}${values[name]}`} type="hidden" name={name} defaultValue={values[name] ?? ""} />
      ))}
      <WhatFields {...part} />
      <WhoFields {...part} />
      <section className="message-section" aria-labelledby="comment">
        <h2 id="comment">{words.section.how}</h2>
        <ChannelFields {...part} asked={{ asked: options.asked, values, errors }} />
      </section>
      <WhenFields {...part} />
      <WhyFields {...part} />
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
