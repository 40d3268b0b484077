import { Form } from "@remix-run/react";
import { exercise as words } from "#app/messages/exercise.ts";
import { ErrorSummary, type FieldError } from "#app/ui/form/error-summary.tsx";
import { TextField } from "#app/ui/form/text-field.tsx";
import type { PrepareValues } from "../queries/prepare-page.ts";

const { yaml: said } = words.form;

/** Step before the form for whoever writes their own: the whole file, checked line by line. */
export function OwnChronogramme({
  values,
  errors,
}: {
  values: PrepareValues;
  errors?: FieldError[] | undefined;
}) {
  return (
    <Form method="post" noValidate className="exo-yaml">
      <p className="fr-text--lead">{said.lead}</p>
      <ErrorSummary errors={errors} />
      <input type="hidden" name="key" value={values.key} />
      <input type="hidden" name="model" value={values.model} />
      <input type="hidden" name="dispositif" value={values.dispositif} />
      <TextField
        name="yaml"
        label={said.field}
        hint={said.hint}
        rows={24}
        required
        defaultValue={values.yaml}
        errors={errors}
      />
      <div className="exo-buttons">
        <button type="submit" name="intent" value="read" className="fr-btn">
          {said.check}
        </button>
      </div>
    </Form>
  );
}
