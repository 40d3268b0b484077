import { randomUUID } from "node:crypto";
import { channelWord, crisisAct, crisisActPath, profileWords } from "#app/messages/crisis-act.ts";
import type { Choice } from "#app/ui/form/choice-cards.tsx";
import { communicationOf } from "#conventions/schema.ts";
import { computeLock } from "#machines/lock/v1/compute.ts";
import type { Template } from "#runbooks/schema.ts";
import type { ActPage } from "./act-page.ts";
import { channelHints, configured } from "./act-page-channel.ts";
import {
  type ActField,
  type ActForm,
  type ActValues,
  type Asked,
  listOf,
  mistakes,
} from "./act-page-field.ts";
import { filledText, startingText, templateOf, variableFields } from "./act-page-template.ts";

const { field: words, wrong: said } = crisisAct;
const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);
const profilesIn = (list: readonly string[]) =>
  list.map((one) => (profileWords[one] ?? one).toLowerCase()).join(", ");
const everyProfile: Choice[] = Object.entries(profileWords).map(([value, label]) => ({ value, label }));

/** The lock at that instant: an attestation may have lapsed since its last event. */
export function lockNow({ lock, convention }: ActPage, now: Date) {
  if (!lock) return null;
  return computeLock(lock.cases, lock.attestations, communicationOf(convention), now.toISOString());
}

const propose: ActForm = {
  start(asked, search) {
    const { page, now } = asked;
    const template = templateOf(page, search.get("modele") ?? undefined);
    const values = { key: randomUUID(), template: template?.key ?? "" };
    if (template?.audience !== "community") return values;
    const open = lockNow(page, now)?.open.map(({ channel }) => channel) ?? [];
    return {
      ...values,
      channel: template.channels.find((one) => open.includes(one)) ?? "",
      profiles: template.profiles.join(" "),
      ...startingText(template, asked),
    };
  },
  async fields(asked, values) {
    const { page } = asked;
    const template = templateOf(page, values.template);
    const kept: ActField[] = ["key", "template"].map((name) => ({ as: "kept", name }));
    return [
      ...kept,
      ways(page, values),
      ...variableFields(values, { perSchool: true }),
      await channelField(asked, template),
      { as: "ticks", name: "profiles", legend: words.profiles, choices: everyProfile },
      { as: "text", name: "subject", label: words.subject, required: true },
      { as: "text", name: "body", label: words.body, hint: words.bodyHint, rows: 14, required: true },
      {
        as: "text",
        name: "justification",
        label: words.justification,
        hint: words.justificationHint,
        rows: 3,
        required: true,
      },
    ];
  },
  read(_, values) {
    const { errors, wrong } = mistakes();
    const { key, template, channel, justification } = values;
    const profiles = listOf(values.profiles);
    const message = filledText(values, wrong, { perSchool: true });
    if (!channel) wrong("channel", said.channel);
    if (profiles.length === 0) wrong("profiles", said.profiles);
    for (const name of ["subject", "body", "justification"]) if (!values[name]) wrong(name, said.text);
    return {
      data: { key, ...(template && { template }), channel, profiles, ...message, justification },
      errors,
    };
  },
};

/** Templates are chosen by their address: choosing another one starts the form anew. */
function ways({ runbook, ref }: ActPage, values: ActValues): ActField {
  const to = (search: Record<string, string>) => crisisActPath(ref, "message.proposed", search);
  const toHeads = (modele: string) => crisisActPath(ref, "instruction.sent", { modele });
  return {
    as: "ways",
    legend: words.template,
    ways: [
      ...runbook.templates.map((one) => ({
        value: one.key,
        label: one.title,
        hint:
          one.audience === "community"
            ? words.templateHint(profilesIn(one.profiles))
            : words.templateHint("professionnels"),
        to: one.audience === "community" ? to({ modele: one.key }) : toHeads(one.key),
        current: values.template === one.key,
      })),
      { value: "", ...words.free, to: to({}), current: !values.template },
    ],
  };
}

/** Each channel with whether it is open now, and if not by which case and article. */
async function channelField({ db, page, now }: Asked, template: Template | undefined): Promise<ActField> {
  const ready = await configured(db, page.dispositif.id);
  const lock = lockNow(page, now);
  const all = lock ? [...lock.open, ...lock.closed].map(({ channel }) => channel) : [];
  const choices = (template?.channels ?? all).map((channel): Choice => {
    const because = lock?.closed.find((one) => one.channel === channel)?.because[0];
    const standing = because
      ? words.channelShut(`${because.sentence} (${because.rule}, article ${because.article})`)
      : words.channelOpen;
    return {
      value: channel,
      label: capital(channelWord(channel)),
      hint: [standing, ...channelHints(channel, ready)].join(" · "),
    };
  });
  return { as: "cards", name: "channel", legend: words.channel, choices };
}

export const messageForms = { "message.proposed": propose } as const;
