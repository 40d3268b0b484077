import { federation, leavingLabels, outcomes, roleLabels } from "#app/messages/federation.ts";
import { homologationForms as words } from "#app/messages/homologation-act.ts";
import { formatDay } from "#app/ui/time/format.ts";
import type { Agreement } from "#machines/federation-member/v1/context.ts";
import type { KeptFile } from "#machines/words.ts";
import { days, type Field, given, list, optional, options, type Values } from "../forms/field.ts";
import type { MemberPage } from "./member-page.ts";

const { form: f, page: p } = federation;
type Spec = {
  fields(page: MemberPage, values: Values): Field[];
  data(values: Values, file: KeptFile | undefined): Record<string, unknown>;
};

/** What annexe 2 asks an agreement to say, commitments apart. */
export const agreementFields = (known?: Agreement): Field[] => [
  { name: "perimeter", label: p.perimeter, kind: "text", required: true, value: known?.perimeter ?? "" },
  { name: "attributes", label: f.attributes, kind: "text", required: true, value: known?.attributes ?? "" },
  { name: "standards", label: f.standards, hint: f.standardsHint, kind: "line", required: true, value: known?.standards ?? "" },
  { name: "identifier", label: p.identifier, kind: "line", value: known?.identifier ?? "" },
  { name: "until", label: p.until, hint: words.hint.day, kind: "day", value: known?.until ?? "" },
  { name: "renewal", label: p.renewal, kind: "text", value: known?.renewal ?? "" },
  { name: "costs", label: p.costs, kind: "text", value: known?.costs ?? "" },
]; // biome-ignore format: one field a line
export const agreementData = (values: Values) => ({
  ...optional(values, "perimeter", "attributes", "standards", "identifier", "renewal", "costs"),
  ...days(values, "until"),
});
export const rolesField = (known: readonly string[] = []): Field => ({
  name: "roles",
  label: f.roles,
  kind: "checks",
  choices: options(roleLabels),
  value: known.join(" "),
});
export const contactField = (known = ""): Field => ({
  name: "contact",
  label: f.contact,
  hint: f.contactHint,
  kind: "line",
  required: true,
  value: known,
});

const decisionFields = (page: MemberPage, ...more: Field[]): Field[] => [
  ...more,
  { name: "effectOn", label: f.effectOn, hint: `${words.hint.day}. ${f.effectHint}`, kind: "day" },
  ...signedBy(page),
];
const signedBy = ({ meetings, context }: MemberPage): Field[] => [
  { name: "authorityName", label: f.authorityName, kind: "line", required: true },
  { name: "authorityFunction", label: f.authorityFunction, kind: "line", required: true },
  ...sittingField(meetings, context.place.timezone),
  { name: "meeting", label: f.meeting, hint: f.meetingHint, kind: "line" },
  { name: "reason", label: f.reason, kind: "text", required: true },
];
const sittingField = (meetings: MemberPage["meetings"], zone: string): Field[] => {
  if (meetings.length === 0) return [];
  const choices = meetings.map(({ dossier, instance, at, ref }) => ({
    value: dossier,
    label: f.sittingOf(instance, formatDay(new Date(at), zone), ref),
  }));
  return [
    {
      name: "sitting",
      label: f.sitting,
      kind: "select",
      choices: [{ value: "", label: f.sittingNone }, ...choices],
    },
  ];
};
const decisionData = (values: Values) => ({
  authority: { name: given(values, "authorityName"), function: given(values, "authorityFunction") },
  ...optional(values, "sitting", "reason"),
  // One meeting: that of the list where one is chosen.
  ...(given(values, "sitting") ? {} : optional(values, "meeting")),
  ...days(values, "effectOn"),
});
const labelsOf = (words: Record<string, { label: string }>, keys: string[]) =>
  keys.map((value) => ({ value, label: words[value]?.label ?? value }));

/** What each act on a member asks, and the event that its answers make. */
export const memberSpecs: Record<string, Spec> = {
  "member.described": {
    fields: ({ context }) => [rolesField(context.roles), contactField(context.contact), ...agreementFields(context.agreement)],
    data: (values) => ({ roles: list(values, "roles"), ...optional(values, "contact"), ...agreementData(values) }),
  },
  "commitments.taken": {
    fields: ({ offered, context, federation: { commitments } }) => [{
      name: "keys", label: f.keys, kind: "checks", value: context.commitments.map(({ key }) => key).join(" "),
      choices: offered.map(({ key, name, role }) => ({ value: key, label: name, hint: `${roleLabels[role]}, ${commitments[role].compulsory ? f.compulsory : f.optional}` })),
    }],
    data: (values) => ({ keys: list(values, "keys") }),
  },
  "commitment.checked": {
    fields: ({ context }, values) => [
      { name: "key", label: f.key, kind: "select", required: true, choices: context.commitments.map(({ key, name, role }) => ({ value: key, label: context.roles.length > 1 ? `${name} (${roleLabels[role]?.toLowerCase()})` : name })), ...(values.key && { value: values.key }) },
      { name: "outcome", label: f.outcome, kind: "select", required: true, choices: labelsOf(outcomes, ["kept", "unproven", "broken"]) },
      { name: "checkedOn", label: f.checkedOn, hint: words.hint.day, kind: "day", required: true },
      { name: "file", label: f.file, hint: words.hint.file, kind: "file" },
      { name: "link", label: f.link, hint: words.hint.link, kind: "line" },
      { name: "note", label: f.note, kind: "text" },
    ],
    data: (values, file) => ({ ...optional(values, "key", "outcome", "link", "note"), ...days(values, "checkedOn"), ...(file && { file }) }),
  },
  "admission.decided": {
    fields: (page) => decisionFields(page, { name: "decision", label: f.decision, kind: "select", required: true, choices: options(federation.admissions) }),
    data: (values) => ({ ...optional(values, "decision"), ...decisionData(values) }),
  },
  "admission.withdrawn": {
    fields: () => [{ name: "reason", label: f.reason, kind: "text", required: true }],
    data: (values) => optional(values, "reason"),
  },
  "agreement.amended": {
    fields: (page) => [...agreementFields(page.context.agreement), ...signedBy(page)],
    data: (values) => ({ agreement: agreementData(values), ...decisionData(values) }),
  },
  "leaving.decided": {
    fields: (page) => decisionFields(
      page,
      { name: "how", label: f.how, kind: "select", required: true, choices: options(leavingLabels) },
      { name: "requestedOn", label: f.requestedOn, hint: words.hint.day, kind: "day" },
    ),
    data: (values) => ({ ...optional(values, "how"), ...days(values, "requestedOn"), ...decisionData(values) }),
  },
  "leaving.revoked": {
    fields: (page) => signedBy(page),
    data: (values) => decisionData(values),
  },
  "decision.signed": {
    fields: () => [{ name: "file", label: f.signed, hint: words.hint.file, kind: "file", required: true }],
    data: (_, file) => ({ ...(file && { file }) }),
  },
}; // biome-ignore format: one field a line

/** Where the errors of a schema stand in the form. */
export const memberFieldOf: Record<string, string> = {
  "authority.name": "authorityName",
  "authority.function": "authorityFunction",
  ...Object.fromEntries(
    ["perimeter", "attributes", "standards", "identifier", "until", "renewal", "costs"].map((name) => [
      `agreement.${name}`,
      name,
    ]),
  ),
};
