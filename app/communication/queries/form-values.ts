import { prepare as words } from "#app/messages/communication-new.ts";
import type { FieldError } from "#app/ui/form/error-summary.tsx";
import { formatDateTime } from "#app/ui/time/format.ts";
import type { CommunicationContext } from "#machines/communication/v1/context.ts";
import { profileSchema, topicSchema } from "#machines/communication/v1/facts.ts";
import { endOf, startOf } from "./form-moments.ts";
import { perimeters } from "./perimeters.ts";

/** What was typed, field by field, exactly: it is shown again whatever happens. */
export type MessageValues = Record<string, string>;

const TEXTS = ["title", "short", "long", "sms", "survey", "objective", "justification"] as const;
const wordsOf = (text: string | undefined) => (text ?? "").split(" ").filter(Boolean);

/** A form not yet filled in. */
export const emptyValues = (process: string, more: MessageValues = {}): MessageValues => ({
  process,
  perimeter: "",
  ...more,
});

/** The form of a message already written, as its author would type it. @param zone of the reader. */
export function valuesOf({ facts }: Pick<CommunicationContext, "facts">, zone: string): MessageValues {
  const { audience, channels, startsAt, endsAt, process, topic } = facts;
  const { perimeter, departement, academie } = audience.scope;
  const at = (iso: string | undefined) => (iso ? formatDateTime(new Date(iso), zone) : "");
  return {
    ...Object.fromEntries(TEXTS.map((name) => [name, facts[name] ?? ""])),
    process,
    topic,
    profiles: audience.profiles.join(" "),
    perimeter: perimeter === "school" ? "schools" : perimeter,
    departement: departement ?? "",
    academie: academie ?? "",
    schools: "",
    channels: channels.join(" "),
    startsAt: at(startsAt),
    endsAt: at(endsAt),
  };
}

export type Typed = {
  texts: Partial<Record<(typeof TEXTS)[number], string>>;
  process: string;
  topic: string;
  profiles: string[];
  perimeter: string;
  channels: string[];
  startsAt: string | undefined;
  endsAt: string | undefined;
};

/**
 * What the fields say, and what can be said of them before asking anybody. Fields that a process does not ask for
 * are not read: a level changed midway leaves no words behind.
 * @param asked names of the fields that the convention lists for this process.
 */
export function readTyped(values: MessageValues, asked: ReadonlySet<string>, now: Date, zone: string) {
  const errors: FieldError[] = [];
  const wrong = (path: string, message: string) => errors.push({ path, message });
  const profiles = wordsOf(values.profiles).filter((one) => profileSchema.safeParse(one).success);
  const channels = wordsOf(values.channels);
  if (!topicSchema.safeParse(values.topic).success) wrong("topic", words.wrong.topic);
  if (profiles.length === 0) wrong("profiles", words.wrong.profiles);
  const perimeter = values.perimeter ?? "";
  if (!perimeters.some((one) => one === perimeter)) wrong("perimeter", words.wrong.perimeter);
  if (perimeter === "departement" && !values.departement) wrong("departement", words.wrong.departement);
  if (perimeter === "academie" && !values.academie) wrong("academie", words.wrong.academie);
  if (channels.length === 0) wrong("channels", words.wrong.channels);
  if (values.survey && asked.has("survey") && !/^https:\/\/\S+\.\S+$/.test(values.survey))
    wrong("survey", words.wrong.survey);
  const start = asked.has("startsAt") ? startOf(values.startsAt ?? "", now, zone) : undefined;
  if (start === null) wrong("startsAt", words.wrong.startsAt);
  const end = asked.has("endsAt") ? endOf(values.endsAt ?? "", now, zone, start ?? now) : undefined;
  if (end === null) wrong("endsAt", words.wrong.endsAt);
  const texts = Object.fromEntries(
    TEXTS.flatMap((name) => (asked.has(name) && values[name] ? [[name, values[name]]] : [])),
  );
  const typed: Typed = {
    texts,
    ...{ process: values.process ?? "", topic: values.topic ?? "", profiles, perimeter, channels },
    startsAt: start?.toISOString(),
    endsAt: end?.toISOString(),
  };
  return { typed, errors };
}
