import { actWords, type MeetingAct } from "#app/messages/committee-act.ts";
import { matterNames } from "#app/messages/committee-words.ts";
import type { Field } from "#app/ui/form/field-view.tsx";
import { parsePlanned } from "#app/ui/time/parse-planned.ts";
import type { MeetingPersonEvent } from "#machines/meeting/v1/events.ts";
import type { KeptFile } from "#machines/words.ts";
import type { DecideAround } from "../queries/decide-around.ts";
import type { MeetingPage, PageItem } from "../queries/meeting-page.ts";
import { itemOf, otherItem } from "../queries/plan-form.ts";
import type { Waiting } from "../queries/waiting.ts";
import { decideData, decideFields } from "./decide.ts";
import { given, optional, type Values } from "./values.ts";

const f = actWords.field;
export type Asked = {
  page: MeetingPage;
  item: PageItem | undefined;
  around: DecideAround;
  addable: Waiting[];
  now: Date;
  /** A file that came with the form, kept already. */
  file?: KeptFile | undefined;
};
type Made = { data: Record<string, unknown>[] } | { errors: { path: string; message: string }[] };
type Spec = {
  type: MeetingPersonEvent;
  fields(asked: Asked): Field[];
  /** One event, or several of the type; or what is wrong before any is sent. */
  made(values: Values, asked: Asked): Made;
};

const one = (data: Record<string, unknown>): Made => ({ data: [data] });
const wrong = (path: string, message: string): Made => ({ errors: [{ path, message }] });
const reason: Field = { name: "reason", label: f.reason, kind: "text", required: true };

/** A moment as it is typed, where the meeting is. */
const momentOf = (typed: string | undefined, { page, now }: Asked) =>
  typed ? (parsePlanned(typed, now, page.context.timezone)?.toISOString() ?? null) : null;

/** Acts that reach people or move dossiers: each on its own page, with its consequences before it is done. */
export const meetingForms: Record<MeetingAct, Spec> = {
  convoquer: {
    type: "meeting.convened",
    fields: () => [{ name: "note", label: f.note, hint: f.noteHint, kind: "text" }],
    made: (values) => one(optional(values, "note")),
  },
  consulter: {
    type: "consultation.opened",
    fields: () => [{ name: "closesAt", label: f.closesAt, hint: f.closesHint, kind: "line", required: true }, reason],
    made: (values, asked) => {
      const closesAt = momentOf(values.closesAt, asked);
      return closesAt ? one({ ...optional(values, "reason"), closesAt }) : wrong("closesAt", actWords.momentWrong);
    },
  },
  deplacer: {
    type: "meeting.rescheduled",
    fields: ({ page: { context } }) => [
      { name: "at", label: f.at, hint: f.atHint, kind: "line", required: true },
      { name: "place", label: f.place, kind: "line", value: context.place ?? "" },
      { name: "link", label: f.link, kind: "line", value: context.link ?? "" },
      reason,
    ],
    made: (values, asked) => {
      const at = momentOf(values.at, asked);
      return at ? one({ ...optional(values, "reason", "place", "link"), at }) : wrong("at", actWords.momentWrong);
    },
  },
  annuler: { type: "meeting.cancelled", fields: () => [reason], made: (values) => one(optional(values, "reason")) },
  envoyer: { type: "minutes.sent", fields: () => [], made: () => one({}) },
  ajouter: {
    type: "item.added",
    fields: ({ addable }) => [
      {
        name: "points",
        label: f.points,
        kind: "checks",
        choices: addable.map(({ key, kind, title, dossier, cause }) => ({
          value: key,
          label: `${matterNames[kind]} : ${title} (${dossier.ref})`,
          hint: `${cause.text} Article ${cause.article} · ${cause.rule}`,
        })),
      },
      { name: "autres", label: f.others, kind: "text" },
    ],
    made: (values, { addable }) => {
      const picked = (values.points ?? "").split(" ");
      const others = (given(values, "autres") ?? "").split("\n").map((line) => line.trim()).filter(Boolean);
      const data = [
        ...addable.filter(({ key }) => picked.includes(key)).map(itemOf),
        ...others.slice(0, 30).map(otherItem),
      ];
      return data.length > 0 ? { data } : wrong("autres", actWords.nothingPicked);
    },
  },
  prevenir: {
    type: "changes.told",
    fields: () => [{ name: "note", label: f.note, hint: f.changesHint, kind: "text" }],
    made: (values) => one(optional(values, "note")),
  },
  joindre: {
    type: "paper.added",
    fields: () => [
      { name: "file", label: f.file, hint: f.fileHint, kind: "file" },
      { name: "link", label: f.paperLink, kind: "line" },
      { name: "title", label: f.paperTitle, hint: f.paperTitleHint, kind: "line" },
    ],
    made: (values, { item, file }) => {
      if (!item) return wrong("", actWords.notNow);
      const link = given(values, "link");
      if (!file && !link) return wrong("file", actWords.nothingJoined);
      if (file && link) return wrong("link", actWords.bothJoined);
      const title = given(values, "title") ?? file?.name ?? link ?? "";
      return one({ item: item.key, paper: { title: title.slice(0, 200), ...(file ? { file } : { link }) } });
    },
  },
  accords: {
    type: "extra.agreed",
    fields: ({ page: { parties, context } }) => [
      { name: "parties", label: f.parties, kind: "checks", choices: parties.map(({ key, name }) => ({ value: key, label: name })), value: (context.extra?.agreed ?? []).map(({ key }) => key).join(" ") },
    ],
    made: (values) => one({ parties: (values.parties ?? "").split(" ").filter(Boolean) }),
  },
  decider: {
    type: "item.decided",
    fields: ({ item, around }) => (item ? decideFields({ item, around }) : []),
    made: (values, { item, around }) =>
      item ? one(decideData(values, { item, around })) : wrong("", actWords.notNow),
  },
}; // biome-ignore format: one act a line

/** Where the errors of a schema stand in the form. */
export const fieldOf: Record<string, string> = {
  "outcome.authority": "authority",
  ...Object.fromEntries(
    [0, 1, 2].flatMap((n) => [
      [`outcome.reserves.${n}.owner`, `reserveOwner${n + 1}`],
      [`outcome.reserves.${n}.dueAt`, `reserveDue${n + 1}`],
      [`outcome.conditions.${n}.owner`, `conditionOwner${n + 1}`],
      [`outcome.conditions.${n}.dueOn`, `conditionDue${n + 1}`],
    ]),
  ),
};
