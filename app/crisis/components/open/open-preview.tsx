import { Form, useNavigation } from "@remix-run/react";
import { useEffect, useRef } from "react";
import { crisisOpen as words } from "#app/messages/crisis-list.ts";
import { Moment } from "#app/ui/time/moment.tsx";
import { categoryLabels, perimeterLabels } from "#conventions/labels.ts";
import type { Category, Perimeter } from "#conventions/schema.ts";
import type { OpenAnswer } from "../../queries/open-page-preview.ts";
import { ForeseenPeople, ForeseenView } from "../act/foreseen.tsx";

/** What was typed, what will follow now and at activation, and the one button that does it. */
export function OpenPreview({ answer }: { answer: OpenAnswer }) {
  const busy = useNavigation().state !== "idle";
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    heading.current?.focus({ preventScroll: true });
    window.scrollTo(0, 0);
  }, []);
  const { values, foreseen, awareAt = "", place } = answer;
  if (!foreseen) return null;
  return (
    <>
      <h1 ref={heading} tabIndex={-1}>
        {words.previewTitle}
      </h1>
      <Form method="post" noValidate onSubmit={(event) => busy && event.preventDefault()}>
        {Object.entries({ ...values, understood: awareAt }).map(([name, value]) => (
          <input key={name} type="hidden" name={name} value={value} />
        ))}
        <div className="crisis-draft">
          <h2 className="fr-h6 fr-mb-1w" dir="auto">
            {values.title}
          </h2>
          <p className="fr-mb-1v fr-text--bold">
            {place} · {categoryLabels[values.category as Category].label} ·{" "}
            {perimeterLabels[values.perimeter as Perimeter]}
          </p>
          <p className="incident-quiet fr-mb-1w">
            {words.aware} <Moment at={awareAt} />
          </p>
          <p className="incident-text fr-mb-0" dir="auto">
            {values.summary}
          </p>
        </div>
        <ForeseenView foreseen={foreseen} />
        <ul className="fr-btns-group fr-btns-group--inline-md incident-send">
          <li>
            <button
              type="submit"
              name="intent"
              value="open"
              className="fr-btn fr-btn--lg"
              aria-disabled={busy}
            >
              {words.confirm(foreseen.called + foreseen.told)}
            </button>
          </li>
          <li>
            <button type="submit" name="intent" value="edit" className="fr-btn fr-btn--lg fr-btn--secondary">
              {words.edit}
            </button>
          </li>
        </ul>
        <ForeseenPeople foreseen={foreseen} />
      </Form>
    </>
  );
}
