import { Link } from "@remix-run/react";
import { ChoiceCards } from "#app/ui/form/choice-cards.tsx";
import type { FieldError } from "#app/ui/form/error-summary.tsx";
import { TextField } from "#app/ui/form/text-field.tsx";
import type { ActField, ActValues } from "../../queries/act-page-field.ts";
import { Ticks } from "./ticks.tsx";

type Props = { fields: readonly ActField[]; values: ActValues; errors: readonly FieldError[] };

/** The questions of one act, and what is to be read before answering. */
export function ActFields({ fields, values, errors }: Props) {
  return fields.map((field, index) => (
    <Field
      // A choice made elsewhere (another template) begins the field anew.
      key={"name" in field ? `${field.name} ${values.template ?? ""}` : `${field.as}-${index}`}
      {...{ field, values, errors }}
    />
  ));
}

function Field({ field, values, errors }: { field: ActField } & Omit<Props, "fields">) {
  switch (field.as) {
    case "text": {
      const { as: _, ...text } = field;
      return <TextField {...text} defaultValue={values[field.name]} errors={errors} />;
    }
    case "cards": {
      const { as: _, ...cards } = field;
      return <ChoiceCards {...cards} value={values[field.name]} errors={errors} />;
    }
    case "ticks":
      return <Ticks {...field} given={values[field.name]} errors={errors} />;
    case "kept":
      return <input type="hidden" name={field.name} value={values[field.name] ?? ""} readOnly />;
    case "told":
      return <p className="crisis-told">{field.text}</p>;
    case "facts":
      return (
        <dl className="incident-facts fr-mb-4w">
          {field.facts.map(({ name, value }) => (
            <div key={name}>
              <dt>{name}</dt>
              <dd dir="auto">{value}</dd>
            </div>
          ))}
        </dl>
      );
    case "ways":
      return <Ways {...field} />;
  }
}

/** Other starting points of the form: the current one is marked, the rest are folded away once one is chosen. */
function Ways({ legend, ways }: Extract<ActField, { as: "ways" }>) {
  const current = ways.find((one) => one.current && one.value !== "");
  return (
    <details className="crisis-ways fr-mb-4w" open={!current} key={current?.value ?? ""}>
      <summary className="fr-text--bold">
        {legend} {current?.label}
      </summary>
      <ul className="incident-plain">
        {ways.map(({ value, to, label, hint, current }) => (
          <li key={value}>
            <Link to={to} replace preventScrollReset aria-current={current ? "true" : undefined}>
              {label}
            </Link>
            {hint && <span className="incident-quiet"> · {hint}</span>}
          </li>
        ))}
      </ul>
    </details>
  );
}
