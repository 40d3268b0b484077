import { fieldWords, prepare as words } from "#app/messages/communication-new.ts";
import type { FieldError } from "#app/ui/form/error-summary.tsx";
import { TextField } from "#app/ui/form/text-field.tsx";
import type { AskedFields } from "../../queries/form-options.ts";
import type { MessageValues } from "../../queries/form-values.ts";

export type AskedProps = {
  name: string;
  /** What the convention asks for at this level, by field. */
  asked: AskedFields;
  values: MessageValues;
  errors: readonly FieldError[];
  hint?: string;
  rows?: number;
  type?: "text" | "url";
};

/** A field that the article lists for this level; another level's field is not there at all. */
export function AskedField({ name, asked, values, errors, hint, rows, type }: AskedProps) {
  const known = asked[name];
  if (!known) return null;
  const { label, hint: usual } = fieldWords(name);
  const because = known.required && known.article ? words.asked(known.article) : "";
  return (
    <div className="incident-question">
      <TextField
        name={name}
        label={label}
        hint={[hint ?? usual, because].filter(Boolean).join(" ") || undefined}
        defaultValue={values[name] ?? ""}
        errors={errors}
        required={known.required}
        autoComplete="off"
        {...(rows && { rows })}
        {...(type && { type })}
      />
    </div>
  );
}
