import { Form, useNavigation } from "@remix-run/react";
import { useEffect, useRef } from "react";
import { suspend } from "#app/messages/incident-suspend.ts";
import { ErrorSummary } from "#app/ui/form/error-summary.tsx";
import { TextField } from "#app/ui/form/text-field.tsx";
import { windowOf } from "../../messages/facts-lines.ts";
import type { SuspendPreview } from "../../queries/suspend-page.ts";
import type { Cause } from "../../queries/suspend-page-form.ts";
import { ForeseenView } from "../foreseen.tsx";

/** What was typed, the window in full, who will be warned, and the one button that does it. */
export function SuspendPreviewView({ preview }: { preview: SuspendPreview }) {
  const { values, errors, foreseen, window: hours } = preview;
  const busy = useNavigation().state !== "idle";
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    if (errors.length > 0) return;
    heading.current?.focus({ preventScroll: true });
    window.scrollTo(0, 0);
  }, [errors]);
  const { title: _, ...kept } = values;
  const hidden = { ...kept, fromAt: hours.from, untilAt: hours.until ?? "", proposed: preview.proposed };
  return (
    <>
      <h1 ref={heading} tabIndex={-1}>
        {suspend.previewTitle}
      </h1>
      <ErrorSummary errors={errors} />
      <Form method="post" noValidate onSubmit={(event) => busy && event.preventDefault()}>
        {Object.entries(hidden).map(([name, value]) => (
          <input key={name} type="hidden" name={name} value={value} />
        ))}
        <TextField
          name="title"
          label={suspend.messageTitle}
          hint={suspend.messageTitleHint}
          defaultValue={values.title}
          errors={errors}
          required
        />
        <div className="fr-mb-4w">
          <p className="fr-mb-1v fr-text--bold">
            {preview.place} · {suspend.causes[values.cause as Cause].label}
          </p>
          <p className="fr-mb-1w">{windowOf(hours, preview.zone)}</p>
          <p className="incident-text fr-mb-0" dir="auto">
            {values.description}
          </p>
        </div>
        <ForeseenView foreseen={foreseen} from={null} />
        <ul className="fr-btns-group fr-btns-group--inline-md incident-send">
          <li>
            <button
              type="submit"
              name="intent"
              value="announce"
              className="fr-btn fr-btn--lg"
              aria-disabled={busy}
            >
              {suspend.confirm(foreseen.people, foreseen.mailboxes)}
            </button>
          </li>
          <li>
            <button type="submit" name="intent" value="edit" className="fr-btn fr-btn--lg fr-btn--secondary">
              {suspend.edit}
            </button>
          </li>
        </ul>
      </Form>
    </>
  );
}
