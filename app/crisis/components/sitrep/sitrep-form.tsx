import { Form } from "@remix-run/react";
import type { SitrepValues } from "#app/crisis/queries/sitrep-form.ts";
import { sitrep } from "#app/messages/crisis-sitrep.ts";
import type { FieldError } from "#app/ui/form/error-summary.tsx";
import { TextField } from "#app/ui/form/text-field.tsx";

const rows = { facts: 8, impacts: 6, actions: 10, decisions: 6, communication: 5 };
const names = ["facts", "impacts", "actions", "decisions", "communication"] as const;
const wanted = new Set<string>(["facts", "impacts", "actions"]);

type Props = { values: SitrepValues; errors: readonly FieldError[]; idempotency: string };

/** The text to correct, then one main way: read it again before it leaves. */
export function SitrepForm({ values, errors, idempotency }: Props) {
  return (
    <Form method="post" className="sitrep-form">
      <input type="hidden" name="idempotency" value={idempotency} />
      {names.map((name) => (
        <TextField
          key={name}
          name={name}
          label={sitrep.fields[name]}
          hint={name === "facts" || name === "decisions" ? sitrep.hints[name] : undefined}
          rows={rows[name]}
          maxLength={4_000}
          required={wanted.has(name)}
          defaultValue={values[name]}
          errors={errors}
        />
      ))}
      <TextField
        name="nextAt"
        label={sitrep.fields.nextAt}
        hint={sitrep.hints.nextAt}
        defaultValue={values.nextAt}
        errors={errors}
        autoComplete="off"
      />
      <ul className="fr-btns-group fr-btns-group--inline-md">
        <li>
          <button type="submit" name="intent" value="review" className="fr-btn">
            {sitrep.review}
          </button>
        </li>
        <li>
          <button type="submit" name="intent" value="save" className="fr-btn fr-btn--secondary">
            {sitrep.save}
          </button>
        </li>
      </ul>
    </Form>
  );
}
