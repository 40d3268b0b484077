import { Form, Link, useNavigation } from "@remix-run/react";
import { useEffect, useRef, useState } from "react";
import { declare } from "#app/messages/incident-declare.ts";
import { ChoiceCards } from "#app/ui/form/choice-cards.tsx";
import { ErrorSummary, type FieldError } from "#app/ui/form/error-summary.tsx";
import { TextField } from "#app/ui/form/text-field.tsx";
import { paths } from "#app/ui/paths.ts";
import { categoryLabels, certaintyLabels } from "#conventions/labels.ts";
import type { DeclareValues } from "../../queries/declare-page-form.ts";
import type { MyPlaces, PlaceChoice } from "../../queries/my-places.ts";
import { PlaceQuestion } from "./place-question.tsx";
import { useDraft } from "./use-draft.ts";

type Props = {
  places: MyPlaces;
  person: string;
  exercise: boolean;
  values: DeclareValues;
  errors: readonly FieldError[];
  found: readonly PlaceChoice[];
  /** Nothing typed yet: a draft may be put back. */
  fresh: boolean;
};

// A suspension of service has its own form: its cause and window go to every party (ATR-7.2).
const categories = Object.entries(categoryLabels)
  .filter(([value]) => value !== "suspension")
  .map(([value, { label, example }]) => ({ value, label, hint: example }));
const certainties = (["proven", "suspected", "attempt"] as const).map((value) => ({
  value,
  label: certaintyLabels[value],
  hint: declare.certaintyHints[value],
}));

/** Five questions; everything else can wait until the alert has left. */
export function DeclareForm({ places, person, exercise, values, errors, found, fresh }: Props) {
  const form = useRef<HTMLFormElement>(null);
  const draft = useDraft(form, person, fresh);
  const busy = useNavigation().state !== "idle";
  const offline = useOffline();
  return (
    <>
      <h1>{declare.title}</h1>
      <p className="fr-text--lead">{exercise ? declare.exerciseLead : declare.lead}</p>
      <ErrorSummary errors={errors} />
      <p role="status" className="incident-quiet">
        {offline ? declare.offline : draft.restored && declare.draftBack}{" "}
        {draft.restored && (
          <button type="button" className="fr-link" onClick={draft.forget}>
            {declare.draftForget}
          </button>
        )}
      </p>
      <Form
        ref={form}
        method="post"
        noValidate
        onSubmit={(event) => {
          // Sent without a network the page would be replaced by an error: it waits instead.
          if (busy || !navigator.onLine) event.preventDefault();
        }}
      >
        <input type="hidden" name="key" defaultValue={values.key} />
        <input type="hidden" name="title" defaultValue={values.title} />
        <PlaceQuestion
          {...places}
          found={found}
          place={values.place}
          search={values.search}
          errors={errors}
        />
        <ChoiceCards
          name="category"
          legend={declare.what}
          choices={categories}
          value={values.category}
          errors={errors}
          layout="tiles"
        />
        <div className="incident-question">
          <TextField
            name="when"
            label={declare.when}
            hint={declare.whenHint}
            defaultValue={values.when}
            errors={errors}
            autoComplete="off"
          />
        </div>
        <div className="incident-question">
          <TextField
            name="description"
            label={declare.happened}
            hint={declare.happenedHint}
            defaultValue={values.description}
            errors={errors}
            rows={4}
            required
          />
        </div>
        <ChoiceCards
          name="certainty"
          legend={declare.certainty}
          choices={certainties}
          value={values.certainty}
          errors={errors}
          layout="thirds"
        />
        <div className="incident-send">
          <button
            type="submit"
            name="intent"
            value="preview"
            className="fr-btn fr-btn--lg"
            aria-disabled={busy}
          >
            {declare.next}
          </button>
        </div>
      </Form>
      {!exercise && (
        <p className="fr-mt-6w fr-mb-0">
          <Link to={paths.suspend} className="fr-link fr-link--sm fr-mr-4w">
            {declare.suspend}
          </Link>
          <Link to="?exercice=1" reloadDocument className="fr-link fr-link--sm">
            {declare.forExercise}
          </Link>
        </p>
      )}
    </>
  );
}

function useOffline() {
  const [offline, setOffline] = useState(false);
  useEffect(() => {
    const look = () => setOffline(!navigator.onLine);
    look();
    window.addEventListener("online", look);
    window.addEventListener("offline", look);
    return () => {
      window.removeEventListener("online", look);
      window.removeEventListener("offline", look);
    };
  }, []);
  return offline;
}
