import { Form } from "@remix-run/react";
import { reachability } from "#app/messages/reachability.ts";
import { ErrorSummary, type FieldError, stateOf } from "#app/ui/form/error-summary.tsx";
import { TextField } from "#app/ui/form/text-field.tsx";
import { functionShortLabels } from "#conventions/labels.ts";
import { testable } from "#machines/reachability/v1/plan.ts";

const { form: words } = reachability;
type Props = {
  dispositifs: readonly { key: string; name: string; academies: string[]; departements: string[] }[];
  values: Readonly<Record<string, string>>;
  errors: readonly FieldError[];
};

/** Which functions, where, until when. */
export function TestForm({ dispositifs, values, errors }: Props) {
  const chosen = (values.functions ?? "chefEtablissement").split(" ");
  const wrong = stateOf(errors, "functions").stateRelatedMessage;
  const where = stateOf(errors, "where").stateRelatedMessage;
  return (
    <>
      <h1>{words.title}</h1>
      <p className="fr-text--lead">{words.lead}</p>
      <ErrorSummary errors={errors} />
      <Form method="post" noValidate>
        <input type="hidden" name="key" defaultValue={values.key} />
        <fieldset className="fr-fieldset" id="functions" tabIndex={-1}>
          <legend className="fr-fieldset__legend">{words.functions}</legend>
          {wrong && <p className="fr-error-text">{wrong}</p>}
          <div className="fr-fieldset__element reach-boxes">
            {testable.map((fn) => (
              <div key={fn} className="fr-checkbox-group">
                <input
                  type="checkbox"
                  id={`functions-${fn}`}
                  name="functions"
                  value={fn}
                  defaultChecked={chosen.includes(fn)}
                />
                <label className="fr-label" htmlFor={`functions-${fn}`}>
                  {functionShortLabels[fn]}
                </label>
              </div>
            ))}
          </div>
        </fieldset>
        <div className="fr-select-group">
          <label className="fr-label" htmlFor="where">
            {words.territory}
          </label>
          <select className="fr-select" id="where" name="where" defaultValue={values.where}>
            {dispositifs.map((one) => (
              <optgroup key={one.key} label={one.name}>
                <option value={`${one.key}@dispositif`}>{words.whole(one.name)}</option>
                {one.academies.map((name) => (
                  <option key={name} value={`${one.key}@academie:${name}`}>
                    {words.academie(name)}
                  </option>
                ))}
                {one.departements.map((code) => (
                  <option key={code} value={`${one.key}@departement:${code}`}>
                    {words.departement(code)}
                  </option>
                ))}
              </optgroup>
            ))}
          </select>
          {where && <p className="fr-error-text">{where}</p>}
        </div>
        <TextField
          name="ends"
          label={words.ends}
          hint={words.endsHint}
          defaultValue={values.ends}
          errors={errors}
          required
          autoComplete="off"
        />
        <TextField
          name="title"
          label={words.name}
          hint={words.nameHint}
          defaultValue={values.title ?? words.nameDefault}
          errors={errors}
          maxLength={160}
        />
        <TextField
          name="text"
          label={words.text}
          hint={words.textHint}
          defaultValue={values.text}
          errors={errors}
          rows={3}
        />
        <button type="submit" name="intent" value="preview" className="fr-btn fr-btn--lg">
          {words.next}
        </button>
      </Form>
    </>
  );
}
