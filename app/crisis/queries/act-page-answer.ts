import { randomUUID } from "node:crypto";
import { authorityWords, channelWord, crisisAct, profileWords } from "#app/messages/crisis-act.ts";
import { formatDateTime } from "#app/ui/time/format.ts";
import { parseMoment } from "#app/ui/time/parse-moment.ts";
import type { MessageFacts, PressFacts } from "#machines/crisis/v1/context.ts";
import { authoritySchema } from "#runbooks/schema.ts";
import { type ActPage, zoneOf } from "./act-page.ts";
import { type ActField, type ActForm, given, mistakes } from "./act-page-field.ts";

const { field: words, read: reading, wrong: said, nothingTo } = crisisAct;
const reason = {
  as: "text",
  name: "reason",
  label: words.reason,
  hint: words.reasonHint,
  rows: 4,
  required: true,
} as const;

/** Messages that an answer may still be given to. Late ones are not refused: silence never decides. */
const waiting = ({ context }: ActPage): MessageFacts[] =>
  context.messages.filter(({ state }) => state === "proposed" || state === "late");
const waitingPress = ({ context }: ActPage): PressFacts[] =>
  context.press.filter(({ state }) => state === "proposed");

/** The one asked for by the address, or the only one. */
const chosen = <One extends { key: string }>(list: One[], asked: string | null | undefined) =>
  list.find(({ key }) => key === asked) ?? (!asked && list.length === 1 ? list[0] : undefined);

const proposedBy = (page: ActPage, one: MessageFacts | PressFacts) =>
  words.proposedBy(one.by.name, formatDateTime(new Date(one.at), zoneOf(page)));

const choiceField = (page: ActPage, list: (MessageFacts | PressFacts)[], legend: string): ActField => ({
  as: "cards",
  name: "key",
  legend,
  choices: list.map((one) => ({
    value: one.key,
    label: "subject" in one ? one.subject : one.title,
    hint: proposedBy(page, one),
  })),
});

/** What is answered to, to be read before answering. */
function messageFields(page: ActPage, one: MessageFacts | undefined, whole: boolean): ActField[] {
  if (!one) return [choiceField(page, waiting(page), words.message)];
  const facts = [
    { name: reading.message, value: proposedBy(page, one) },
    { name: reading.channel, value: channelWord(one.channel) },
    { name: reading.profiles, value: one.profiles.map((profile) => profileWords[profile]).join(", ") },
    { name: reading.justification, value: one.justification },
    ...(whole
      ? [
          { name: reading.subject, value: one.subject },
          { name: words.body, value: one.body },
        ]
      : []),
  ];
  return [
    { as: "kept", name: "key" },
    { as: "facts", facts },
  ];
}

const approve: ActForm = {
  start({ page }, search) {
    const one = chosen(waiting(page), search.get("cle"));
    return { key: one?.key ?? "", subject: one?.subject ?? "", body: one?.body ?? "" };
  },
  fields({ page }, values) {
    const one = chosen(waiting(page), values.key);
    return [
      ...messageFields(page, one, false),
      ...(one
        ? ([
            { as: "told", text: words.adapted },
            { as: "text", name: "subject", label: words.subject, required: true },
            { as: "text", name: "body", label: words.body, rows: 14, required: true },
          ] as const)
        : []),
    ];
  },
  read({ page }, values) {
    const { errors, wrong } = mistakes();
    if (!values.key) wrong("key", said.key);
    // Only what differs is an adaptation. Answered meanwhile, perhaps by this very press: the machine says so.
    const one = page.context.messages.find(({ key }) => key === values.key);
    const adapted = (name: "subject" | "body") =>
      values[name] && values[name] !== one?.[name] ? { [name]: values[name] } : {};
    return { data: { key: values.key, ...adapted("subject"), ...adapted("body") }, errors };
  },
  nothing: (page) => (waiting(page).length === 0 ? nothingTo.message : null),
};

const answerMessage: ActForm = {
  start: ({ page }, search) => ({ key: chosen(waiting(page), search.get("cle"))?.key ?? "" }),
  fields: ({ page }, values) => [...messageFields(page, chosen(waiting(page), values.key), true), reason],
  read: (_, { key, reason }) => {
    const { errors, wrong } = mistakes();
    if (!key) wrong("key", said.key);
    if (!reason) wrong("reason", said.text);
    return { data: { key, reason }, errors };
  },
  nothing: (page) => (waiting(page).length === 0 ? nothingTo.message : null),
};

const proposePress: ActForm = {
  start: () => ({ key: randomUUID() }),
  fields: () => [
    { as: "kept", name: "key" },
    { as: "text", name: "title", label: words.title, required: true },
    { as: "text", name: "body", label: words.statement, rows: 14, required: true },
  ],
  read(_, { key, title, body }) {
    const { errors, wrong } = mistakes();
    if (!title) wrong("title", said.text);
    if (!body) wrong("body", said.text);
    return { data: { key, title, body }, errors };
  },
};

const answerPress = (withReason: boolean): ActForm => ({
  start: ({ page }, search) => ({ key: chosen(waitingPress(page), search.get("cle"))?.key ?? "" }),
  fields({ page }, values) {
    const one = chosen(waitingPress(page), values.key);
    const shown: ActField[] = one
      ? [
          { as: "kept", name: "key" },
          {
            as: "facts",
            facts: [
              { name: reading.press, value: proposedBy(page, one) },
              { name: words.title, value: one.title },
              { name: words.statement, value: one.body },
            ],
          },
        ]
      : [choiceField(page, waitingPress(page), words.press)];
    return [...shown, ...(withReason ? [reason] : [])];
  },
  read(_, { key, reason }) {
    const { errors, wrong } = mistakes();
    if (!key) wrong("key", said.key);
    if (withReason && !reason) wrong("reason", said.text);
    return { data: { key, ...(withReason && { reason }) }, errors };
  },
  nothing: (page) => (waitingPress(page).length === 0 ? nothingTo.press : null),
});

const notify: ActForm = {
  start: (_, search) => ({ authority: authoritySchema.safeParse(search.get("autorite")).data ?? "" }),
  fields: () => [
    {
      as: "cards",
      name: "authority",
      legend: words.authority,
      choices: authoritySchema.options.map((value) => ({
        value,
        label: authorityWords[value]?.label ?? value,
        ...(authorityWords[value] && { hint: authorityWords[value].hint }),
      })),
    },
    { as: "text", name: "notifiedAt", label: words.notifiedAt, hint: words.notifiedAtHint },
    { as: "text", name: "reference", label: words.reference },
  ],
  read({ page, now }, values) {
    const { errors, wrong } = mistakes();
    const at = parseMoment(values.notifiedAt ?? "", now, zoneOf(page));
    if (!values.authority) wrong("authority", said.authority);
    if (!at) wrong("notifiedAt", said.when);
    else if (at > now) wrong("notifiedAt", said.future);
    return {
      data: {
        authority: values.authority,
        notifiedAt: at?.toISOString(),
        ...given(values, "reference"),
      },
      errors,
    };
  },
};

export const answerForms = {
  "message.approved": approve,
  "message.refused": answerMessage,
  "message.withdrawn": answerMessage,
  "press.proposed": proposePress,
  "press.approved": answerPress(false),
  "press.refused": answerPress(true),
  "authority.notified": notify,
} as const;
