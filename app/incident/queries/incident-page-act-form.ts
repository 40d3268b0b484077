import { act } from "#app/messages/incident-act.ts";
import type { FieldError } from "#app/ui/form/error-summary.tsx";
import { parseMoment } from "#app/ui/time/parse-moment.ts";
import type { PersonEvent } from "#machines/incident/v1/events.ts";
import type { IncidentPage } from "./incident-page.ts";

/** What was typed, field by field, exactly. */
export type ActValues = Record<string, string> & { compromises?: string };

const EMPTY_TEXTS: Partial<Record<PersonEvent, string>> = {
  "incident.handled": "note",
  "incident.followed-up": "text",
  "incident.closed": "reason",
  "incident.reopened": "reason",
  "note.added": "text",
};
const CHOICES = ["field", "severity", "certainty", "category", "perimeter"] as const;

/** What the form shows at first: what is known, so that only what changed has to be typed. */
export function startingValues(
  type: PersonEvent,
  incident: IncidentPage,
  field: string,
  search: URLSearchParams,
) {
  const { facts } = incident;
  const applications = facts.compromises.filter((one) => one.startsWith("sso-application:"));
  const known: ActValues = {
    compromises: facts.compromises.filter((one) => !one.startsWith("sso-application:")).join(" "),
    application: applications.map((one) => one.replace("sso-application:", "")).join(" "),
    personalData: facts.personalData === null ? "" : facts.personalData ? "yes" : "no",
    description: facts.description,
    certainty: facts.certainty,
    category: facts.category,
    perimeter: facts.perimeter,
    named: String(facts.schools),
    severity: facts.severity ?? "",
    field,
  };
  const given: ActValues = { key: search.get("cle") ?? "", delivery: search.get("envoi") ?? "" };
  if (type === "task.done" || type === "delivery.retried") return given;
  return type === "incident.completed" || type === "incident.qualified" ? known : {};
}

/** The event that was typed, and what is wrong with it that the schema would not say in these words. */
export function eventOf(
  type: PersonEvent,
  values: ActValues,
  incident: IncidentPage,
  now: Date,
  zone: string,
): { data: Record<string, unknown>; errors: FieldError[] } {
  const errors: FieldError[] = [];
  const wrong = (path: string, message: string) => errors.push({ path, message });
  const text = (name: string) => (values[name] ? { [name]: values[name] } : {});
  const required = EMPTY_TEXTS[type];
  if (required && !values[required]) wrong(required, act.wrong.text);
  if (type === "incident.qualified") {
    for (const name of CHOICES) if (!values[name]) wrong(name, act.wrong[name]);
    if (values.personalData !== "yes" && values.personalData !== "no")
      wrong("personalData", act.wrong.personalData);
    const choices = Object.fromEntries(CHOICES.map((name) => [name, values[name]]));
    const personalData = values.personalData === "yes";
    return {
      data: { ...choices, personalData, compromises: compromises(values), ...text("reason") },
      errors,
    };
  }
  if (type === "incident.completed") return { data: completion(values, incident), errors };
  if (type === "note.added") {
    const corrects = values.corrects ? Number(values.corrects) : undefined;
    if (corrects !== undefined && !Number.isInteger(corrects)) wrong("corrects", act.wrong.corrects);
    return { data: { ...text("text"), ...(corrects && { corrects }) }, errors };
  }
  if (type === "authority.notified") {
    const at = parseMoment(values.notifiedAt ?? "", now, zone);
    if (!at) wrong("notifiedAt", act.wrong.when);
    else if (at > now) wrong("notifiedAt", act.wrong.future);
    return { data: { authority: "cnil", notifiedAt: at?.toISOString(), ...text("reference") }, errors };
  }
  if (type === "task.done") return { data: { ...text("key"), ...text("note") }, errors };
  if (type === "delivery.retried") return { data: { ...text("delivery"), ...text("address") }, errors };
  return { data: required ? text(required) : {}, errors };
}

/** Only what differs from what is known is an addition. */
function completion(values: ActValues, { facts }: IncidentPage) {
  const personalData = { yes: true, no: false }[values.personalData ?? ""] ?? null;
  const given = compromises(values);
  const same =
    given.length === facts.compromises.length && given.every((one) => facts.compromises.includes(one));
  return {
    ...(values.description &&
      values.description !== facts.description && { description: values.description }),
    ...(personalData !== facts.personalData && { personalData }),
    ...(!same && { compromises: given }),
    ...(values.note && { note: values.note }),
  };
}

const compromises = ({ compromises = "", application = "" }: ActValues) => [
  ...compromises.split(" ").filter(Boolean),
  ...application
    .split(/[\s,;]+/)
    .filter(Boolean)
    .map((key) => `sso-application:${key.toLowerCase()}`),
];
