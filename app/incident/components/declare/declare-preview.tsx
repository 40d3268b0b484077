import { Form, useNavigation } from "@remix-run/react";
import { useEffect, useRef } from "react";
import { declare } from "#app/messages/incident-declare.ts";
import { ErrorSummary } from "#app/ui/form/error-summary.tsx";
import { TextField } from "#app/ui/form/text-field.tsx";
import { Moment } from "#app/ui/time/moment.tsx";
import { categoryLabels, certaintyLabels } from "#conventions/labels.ts";
import type { Category, Certainty } from "#conventions/schema.ts";
import type { DeclarePreview } from "../../queries/declare-page.ts";
import { ForeseenView } from "../foreseen.tsx";

/** What was typed, what will follow, and the one button that does it. */
export function DeclarePreviewView({ preview }: { preview: DeclarePreview }) {
  const { values, errors, foreseen } = preview;
  const busy = useNavigation().state !== "idle";
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    // The page changed under the reader without another address: begin at its top.
    if (errors.length > 0) return;
    heading.current?.focus({ preventScroll: true });
    window.scrollTo(0, 0);
  }, [errors]);
  const { title: _, ...kept } = values;
  return (
    <>
      <h1 ref={heading} tabIndex={-1}>
        {declare.previewTitle}
      </h1>
      <ErrorSummary errors={errors} />
      <Form method="post" noValidate onSubmit={(event) => busy && event.preventDefault()}>
        {Object.entries({ ...kept, noticedAt: preview.noticedAt, proposed: preview.proposed }).map(
          ([name, value]) => (
            <input key={name} type="hidden" name={name} value={value} />
          ),
        )}
        <TextField
          name="title"
          label={declare.messageTitle}
          hint={declare.messageTitleHint}
          defaultValue={values.title}
          errors={errors}
          required
        />
        <Recap preview={preview} />
        <ForeseenView foreseen={foreseen} from={null} />
        <ul className="fr-btns-group fr-btns-group--inline-md incident-send">
          <li>
            <button
              type="submit"
              name="intent"
              value="declare"
              className="fr-btn fr-btn--lg"
              aria-disabled={busy}
            >
              {declare.confirm(foreseen.people, foreseen.mailboxes)}
            </button>
          </li>
          <li>
            <button type="submit" name="intent" value="edit" className="fr-btn fr-btn--lg fr-btn--secondary">
              {declare.edit}
            </button>
          </li>
        </ul>
      </Form>
    </>
  );
}

/** What was typed, short: the reader has just typed it. */
function Recap({ preview: { values, place, noticedAt } }: { preview: DeclarePreview }) {
  return (
    <div className="fr-mb-4w">
      <p className="fr-mb-1v fr-text--bold">
        {place} · {categoryLabels[values.category as Category].label} ·{" "}
        {certaintyLabels[values.certainty as Certainty]}
      </p>
      <p className="incident-quiet fr-mb-1w">
        {declare.noticed} <Moment at={noticedAt} />
      </p>
      <p className="incident-text fr-mb-0" dir="auto">
        {values.description}
      </p>
    </div>
  );
}
