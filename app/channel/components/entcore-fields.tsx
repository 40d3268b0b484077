import { Input } from "@codegouvfr/react-dsfr/Input";
import { RadioButtons } from "@codegouvfr/react-dsfr/RadioButtons";
import { channelPage as words } from "#app/messages/channel-page.ts";
import { type FieldError, stateOf } from "#app/ui/form/error-summary.tsx";
import { TextField } from "#app/ui/form/text-field.tsx";

type Props = {
  values: Record<string, string | undefined>;
  errors?: readonly FieldError[] | undefined;
  hasSecret: boolean;
};
const { fields } = words;
const hints: Record<string, string | undefined> = {
  url: fields.urlHint,
  clientId: fields.oauth2Only,
  from: fields.noticeOnly,
  username: fields.noticeOnly,
};

/** Where the ENT is, who signs in there and how, and the form of what is sent. */
export function EntcoreFields({ values, errors, hasSecret }: Props) {
  const text = (name: "url" | "login" | "clientId" | "from" | "username", required = false) => (
    <TextField
      name={name}
      label={fields[name]}
      hint={hints[name]}
      type={name === "url" ? "url" : "text"}
      {...(name === "login" && { autoComplete: "off" })}
      defaultValue={values[name]}
      maxLength={200}
      required={required}
      errors={errors}
    />
  );
  return (
    <>
      {text("url", true)}
      {text("login", true)}
      <Secret name="password" hint={hasSecret ? fields.kept : fields.secretHint} errors={errors} />
      <Choice name="signIn" choices={words.signIns} value={values.signIn} />
      {text("clientId")}
      <Secret
        name="clientSecret"
        hint={`${fields.oauth2Only} ${hasSecret ? fields.kept : fields.secretHint}`}
        errors={errors}
      />
      <Choice name="way" choices={words.ways} value={values.way} />
      {text("from")}
      {text("username")}
    </>
  );
}

type SecretProps = { name: "password" | "clientSecret"; hint: string; errors: Props["errors"] };

function Secret({ name, hint, errors }: SecretProps) {
  const problem = stateOf(errors, name);
  return (
    <Input
      label={fields[name]}
      hintText={hint}
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

type ChoiceProps = {
  name: "signIn" | "way";
  choices: Record<string, { label: string; hint: string }>;
  value: string | undefined;
};

function Choice({ name, choices, value }: ChoiceProps) {
  return (
    <RadioButtons
      legend={fields[name]}
      name={name}
      options={Object.entries(choices).map(([key, { label, hint }]) => ({
        label,
        hintText: hint,
        nativeInputProps: { value: key, defaultChecked: key === value },
      }))}
    />
  );
}
