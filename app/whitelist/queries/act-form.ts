import { type RequestAct, requestAct } from "#app/messages/whitelist-act.ts";
import { labels } from "#app/messages/whitelist-words.ts";
import type { Database } from "#app/platform/database/database.ts";
import type { FieldError } from "#app/ui/form/error-summary.tsx";
import { functionLabels } from "#conventions/labels.ts";
import { whitelistOf } from "#conventions/schema.ts";
import { DOMAINS } from "#machines/whitelist-request/v1/words.ts";
import { namedPeople } from "../commands/name-instructors.ts";
import type { Field } from "../form-fields.ts";
import { instructorCandidates } from "./instructor-candidates.ts";
import type { OpenedRequest } from "./request.ts";

export type Values = Record<string, string>;
const words = requestAct.fields;
const area = (name: string, label: string, hint?: string, required = true): Field => ({
  name,
  label,
  kind: "area",
  rows: 5,
  required,
  ...(hint && { hint }),
});
const conditions = area("conditions", words.conditions, words.conditionsHint, false);
const until: Field = { name: "until", label: words.until, kind: "date" };

/** Where a decision was taken: the convention's committee first. */
function sitting({ convention }: OpenedRequest): Field[] {
  const { instance } = whitelistOf(convention);
  const known = convention.instances.map(({ key, name }) => ({ value: key, label: name }));
  const choices = instance
    ? known.filter(({ value }) => value === instance)
    : [{ value: "", label: words.none }, ...known];
  return [
    { name: "instance", label: words.instance, kind: "select", choices, required: true },
    { name: "meetingOn", label: words.meetingOn, kind: "date" },
    { name: "minutes", label: words.minutes, kind: "text" },
  ];
}

/** The questions of an act; none for what only needs a press. */
export async function fieldsOf(
  db: Database,
  request: OpenedRequest,
  type: RequestAct,
  person: string,
  now: Date,
): Promise<Field[]> {
  switch (type) {
    case "request.filed":
    case "request.joined":
    case "checks.wanted":
      return [];
    case "request.completed":
    case "note.added":
      return [area("text", words.text)];
    case "request.admitted":
      return [area("note", words.note, undefined, false)];
    case "information.wanted":
      return [area("what", words.what, words.whatHint)];
    case "instructors.named":
      return instructors(db, request, now);
    case "opinion.given": {
      const mine = DOMAINS.filter(
        (domain) => request.context.instructors[domain]?.id === person && !request.context.opinions[domain],
      );
      return [
        {
          name: "domain",
          label: words.domain,
          kind: "radio",
          choices: mine.map((value) => ({ value, label: labels.domain?.[value] ?? value })),
          required: true,
        },
        { name: "opinion", label: words.opinion, kind: "radio", list: "opinion", required: true },
        area("text", words.motives),
        conditions,
      ];
    }
    case "request.decided":
      return [
        { name: "outcome", label: words.outcome, kind: "radio", list: "outcome", required: true },
        ...sitting(request),
        area("reasons", words.reasons),
        conditions,
        area("what", words.what, words.whatHint, false),
        until,
      ];
    case "request.reviewed":
      return [
        { name: "outcome", label: words.review, kind: "radio", list: "review", required: true },
        ...sitting(request),
        area("reasons", words.reasons),
        until,
      ];
    case "request.reinstated":
      return [...sitting(request), area("reasons", words.reasons), until];
    case "condition.met":
      return [
        {
          name: "condition",
          label: words.condition,
          kind: "select",
          choices: request.context.conditions
            .filter((one) => !one.met)
            .map(({ n, text }) => ({ value: String(n), label: `${n}. ${text.slice(0, 80)}` })),
          required: true,
        },
        area("proof", words.proof, words.proofHint),
      ];
    case "link.failed":
    case "request.suspended":
    case "request.revoked":
    case "request.withdrawn":
      return [area("reason", words.reason)];
    default:
      return [area("proof", words.proof, words.proofHint)];
  }
}

async function instructors(db: Database, { id, context }: OpenedRequest, now: Date): Promise<Field[]> {
  const candidates = await instructorCandidates(db, id, now);
  return DOMAINS.filter((domain) => !context.opinions[domain]).map((domain): Field => {
    const known = context.instructors[domain];
    const choices = candidates[domain].map(({ tenure, name, function: role, organisation }) => ({
      value: tenure,
      label: `${name}, ${functionLabels[role as "rssi"] ?? role}, ${organisation.name}`,
    }));
    const first = { value: "", label: known ? `${words.unchanged} : ${known.name}` : words.none };
    return {
      name: domain,
      label: labels.domain?.[domain] ?? domain,
      kind: "select",
      choices: [first, ...choices],
    };
  });
}

/** What was typed, as the event takes it, and what is wrong that its schema would not say in these words. */
export async function readAct(
  db: Database,
  request: OpenedRequest,
  type: RequestAct,
  values: Values,
  now: Date,
) {
  const errors: FieldError[] = [];
  const given = (...names: string[]) =>
    Object.fromEntries(names.flatMap((name) => (values[name] ? [[name, values[name]]] : [])));
  const place = () => {
    const { instance, meetingOn, minutes } = values;
    return {
      ...(instance && { instance }),
      ...(meetingOn && { meetingAt: `${meetingOn}T12:00:00Z` }),
      ...(minutes && { minutes }),
    };
  };
  if (type === "instructors.named") return { data: await namedPeople(db, request.id, values, now), errors };
  if (type === "opinion.given") {
    if (!values.opinion) errors.push({ path: "opinion", message: requestAct.wrong.opinion });
    return {
      data: { ...given("domain", "opinion", "text"), conditions: conditionsOf(values.conditions, errors) },
      errors,
    };
  }
  if (type === "request.decided") {
    if (!values.outcome) errors.push({ path: "outcome", message: requestAct.wrong.outcome });
    return {
      data: {
        ...given("outcome", "reasons", "what", "until"),
        sitting: place(),
        conditions: conditionsOf(values.conditions, errors),
      },
      errors,
    };
  }
  if (type === "request.reviewed" || type === "request.reinstated")
    return { data: { ...given("outcome", "reasons", "until"), sitting: place() }, errors };
  if (type === "condition.met")
    return { data: { condition: Number(values.condition), ...given("proof") }, errors };
  return { data: given("reason", "text", "note", "what", "proof"), errors };
}

function conditionsOf(typed: string | undefined, errors: FieldError[]) {
  return (typed ?? "")
    .split("\n")
    .map((line) => line.trim())
    .filter(Boolean)
    .flatMap((line) => {
      const [text, owner, dueOn, ...rest] = line.split(";").map((part) => part.trim());
      if (text && owner && dueOn && rest.length === 0) return [{ text, owner, dueOn }];
      errors.push({ path: "conditions", message: requestAct.wrong.conditions(line.slice(0, 60)) });
      return [];
    });
}

/** Starting values: the conditions that the instructors asked for are not typed again. */
export function startOf({ context }: OpenedRequest, type: RequestAct, person: string): Values {
  const asked = Object.values(context.opinions).flatMap((one) => one?.conditions ?? []);
  if (type === "request.decided")
    return {
      conditions: asked.map(({ text, owner, dueOn }) => `${text} ; ${owner} ; ${dueOn}`).join("\n"),
      until: context.form?.population.until ?? "",
    };
  if (type === "opinion.given")
    return {
      domain:
        DOMAINS.find((domain) => context.instructors[domain]?.id === person && !context.opinions[domain]) ??
        "",
    };
  return {};
}
