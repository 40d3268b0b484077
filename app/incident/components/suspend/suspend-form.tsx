import { Form, Link, useNavigation } from "@remix-run/react";
import { suspend } from "#app/messages/incident-suspend.ts";
import { ChoiceCards } from "#app/ui/form/choice-cards.tsx";
import { ErrorSummary, type FieldError } from "#app/ui/form/error-summary.tsx";
import { TextField } from "#app/ui/form/text-field.tsx";
import { paths } from "#app/ui/paths.ts";
import type { MyPlaces, PlaceChoice } from "../../queries/my-places.ts";
import type { SuspendValues } from "../../queries/suspend-page-form.ts";
import { PlaceQuestion } from "../declare/place-question.tsx";

type Props = {
  places: MyPlaces;
  exercise: boolean;
  values: SuspendValues;
  errors: readonly FieldError[];
  found: readonly PlaceChoice[];
};

const causes = Object.entries(suspend.causes).map(([value, words]) => ({ value, ...words }));

/** Which service, why, from when to when. */
export function SuspendForm({ places, exercise, values, errors, found }: Props) {
  const busy = useNavigation().state !== "idle";
  return (
    <>
      <h1>{suspend.title}</h1>
      <p className="fr-text--lead">{exercise ? suspend.exerciseLead : suspend.lead}</p>
      <ErrorSummary errors={errors} />
      <Form method="post" noValidate onSubmit={(event) => busy && event.preventDefault()}>
        <input type="hidden" name="key" defaultValue={values.key} />
        <input type="hidden" name="title" defaultValue={values.title} />
        <PlaceQuestion
          {...places}
          found={found}
          place={values.place}
          search={values.search}
          errors={errors}
          hint={suspend.whereHint}
        />
        <ChoiceCards
          name="cause"
          legend={suspend.cause}
          choices={causes}
          value={values.cause}
          errors={errors}
          layout="thirds"
        />
        <div className="incident-question">
          <TextField
            name="from"
            label={suspend.from}
            hint={suspend.fromHint}
            defaultValue={values.from}
            errors={errors}
            autoComplete="off"
          />
        </div>
        <div className="incident-question">
          <TextField
            name="until"
            label={suspend.until}
            hint={suspend.untilHint}
            defaultValue={values.until}
            errors={errors}
            autoComplete="off"
          />
        </div>
        <div className="incident-question">
          <TextField
            name="description"
            label={suspend.why}
            hint={suspend.whyHint}
            defaultValue={values.description}
            errors={errors}
            rows={4}
            required
          />
        </div>
        <div className="incident-send">
          <button
            type="submit"
            name="intent"
            value="preview"
            className="fr-btn fr-btn--lg"
            aria-disabled={busy}
          >
            {suspend.next}
          </button>
        </div>
      </Form>
      <p className="fr-mt-6w fr-mb-0">
        <Link to={paths.declare} className="fr-link fr-link--sm">
          {suspend.incident}
        </Link>
      </p>
    </>
  );
}
