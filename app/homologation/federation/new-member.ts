import { federation } from "#app/messages/federation.ts";
import type { Field, Values } from "../forms/field.ts";
import { given, list, optional } from "../forms/field.ts";
import { agreementData, agreementFields, contactField, rolesField } from "./member-forms.ts";

const { form: f } = federation;

/** What is asked of a candidate that enters the register. */
export const newMemberFields = (dispositifs: readonly { key: string; name: string }[]): Field[] => [
  { name: "dispositif", label: f.dispositif, kind: "select", required: true, choices: dispositifs.map(({ key, name }) => ({ value: key, label: name })), value: dispositifs[0]?.key ?? "" },
  { name: "name", label: f.name, kind: "line", required: true },
  { name: "organisation", label: f.organisation, hint: f.organisationHint, kind: "line" },
  rolesField(),
  contactField(),
  ...agreementFields(),
]; // biome-ignore format: one field a line

export const newMemberData = (values: Values) => ({
  dispositif: given(values, "dispositif") ?? "",
  ...optional(values, "name", "organisation", "contact"),
  roles: list(values, "roles"),
  agreement: agreementData(values),
});
