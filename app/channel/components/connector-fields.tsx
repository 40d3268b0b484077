import { Input } from "@codegouvfr/react-dsfr/Input";
import { RadioButtons } from "@codegouvfr/react-dsfr/RadioButtons";
import { channelPage as words } from "#app/messages/channel-page.ts";
import { type FieldError, stateOf } from "#app/ui/form/error-summary.tsx";
import { TextField } from "#app/ui/form/text-field.tsx";
import type { Field } from "../connectors/connector.ts";

type Props = {
  fields: readonly Field[];
  values: Record<string, string | undefined>;
  errors?: readonly FieldError[] | undefined;
  hasSecret: boolean;
};

/** The fields of a connector, as it describes them; those of a group together. */
export function ConnectorFields({ fields, ...rest }: Props) {
  const groups: Field[][] = [];
  for (const field of fields) {
    const last = groups.at(-1);
    if (field.group && last?.[0]?.group?.legend === field.group.legend) last.push(field);
    else groups.push([field]);
  }
  return groups.map((group) => {
    const [first] = group as [Field, ...Field[]];
    const inside = group.map((field) => <OneField key={field.name} field={field} {...rest} />);
    if (!first.group) return inside;
    const aide = `${first.name}-aide`;
    return (
      <fieldset key={first.name} className="fr-fieldset" aria-describedby={first.group.hint && aide}>
        <legend className="fr-fieldset__legend">
          {first.group.legend}
          {first.group.hint && (
            <span className="fr-hint-text" id={aide}>
              {first.group.hint}
            </span>
          )}
        </legend>
        {inside.map((one) => (
          <div key={one.key} className="fr-fieldset__element">
            {one}
          </div>
        ))}
      </fieldset>
    );
  });
}

type OneProps = Omit<Props, "fields"> & { field: Field };

function OneField({ field, values, errors, hasSecret }: OneProps) {
  const { name, kind, label, hint, required = false, most = 200, choices = {} } = field;
  const value = values[name];
  if (kind === "secret") return <Secret {...{ field, errors, hasSecret }} />;
  if (kind === "choice")
    return (
      <RadioButtons
        legend={label}
        name={name}
        {...(hint && { hintText: hint })}
        {...stateOf(errors, name)}
        options={Object.entries(choices).map(([key, one]) => ({
          label: one.label,
          hintText: one.hint,
          nativeInputProps: { value: key, defaultChecked: key === value },
        }))}
      />
    );
  return (
    <TextField
      {...{ name, label, hint, required, errors }}
      {...(kind === "area" && { rows: 6 })}
      {...(kind === "number" && { inputMode: "decimal" as const })}
      type={kind === "url" ? "url" : "text"}
      autoComplete="off"
      defaultValue={value}
      maxLength={most}
    />
  );
}

function Secret({ field: { name, label, hint }, errors, hasSecret }: Omit<OneProps, "values">) {
  const problem = stateOf(errors, name);
  return (
    <Input
      label={label}
      hintText={[hint, hasSecret ? words.kept : words.secretHint].filter(Boolean).join(" ")}
      {...problem}
      nativeInputProps={{
        id: name,
        name,
        type: "password",
        autoComplete: "new-password",
        maxLength: 500,
        "aria-invalid": problem.state === "error" ? true : undefined,
      }}
    />
  );
}
