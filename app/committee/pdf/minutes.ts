import type { Content } from "pdfmake/interfaces.js";
import { meeting } from "#app/messages/committee-meeting.ts";
import { minutesPrint as print } from "#app/messages/committee-print.ts";
import {
  matterNames,
  opinionNames,
  presenceNames,
  verdictLabels,
  voteNames,
} from "#app/messages/committee-words.ts";
import { heading, paragraph, quiet, subheading, table, title } from "#app/platform/pdf/parts.ts";
import { printed } from "#app/platform/pdf/print.ts";
import { formatDateTime, formatShort } from "#app/ui/time/format.ts";
import type { Item, MeetingContext } from "#machines/meeting/v1/context.ts";
import { outcomeText } from "../outcome-text.ts";
import type { MeetingRow } from "../queries/read-meeting.ts";

type Asked = { row: MeetingRow; now: Date };

/** The minutes as they stand, in the hours of the place where the meeting was: a draft until the chair validated them. */
export function minutesPdf({ row, now }: Asked): Promise<Buffer> {
  const { context, ref } = row;
  const { minutes, instance, timezone } = context;
  const said = print.title(instance.name);
  return printed({
    title: said,
    header: [`${ref} · ${instance.name}`, print.service],
    footer: print.printed(formatDateTime(now, timezone)),
    page: print.page,
    at: now,
    content: [
      title(said),
      quiet([ref, row.dispositif.name, `${print.rule} ${instance.rule}, ${print.article(instance.article, "").replace(" ()", "")}`].join(" · ")),
      ...(minutes?.validatedAt ? [] : [paragraph(print.draft)]),
      facts(context),
      ...present(context),
      ...context.items.flatMap((item) => point(context, item)),
      ...(minutes?.remarks ? [heading(print.remarks), paragraph(minutes.remarks.text)] : []),
      ...signature(context),
    ],
  });
} // biome-ignore format: one part a line

const moment = ({ timezone }: MeetingContext, at: string) => formatDateTime(new Date(at), timezone);
const hour = ({ timezone }: MeetingContext, at: string) => formatShort(new Date(at), new Date(at), timezone);
const seatName = ({ members }: MeetingContext, seat: string) =>
  members.find((one) => one.seat === seat)?.label ?? seat;

function facts(context: MeetingContext): Content {
  const { quorum, openedAt, closedAt, at, endsAt, kind, place, link, secretaries, chair, consultation } = context;
  const rows: [string, string | null][] = [
    [meeting.when, kind === "written" ? print.written(moment(context, consultation?.opensAt ?? at), moment(context, consultation?.closesAt ?? endsAt)) : openedAt && closedAt ? print.held(moment(context, openedAt), moment(context, closedAt)) : print.sitting(moment(context, at), hour(context, endsAt))],
    [meeting.extra.title, context.extra ? meeting.extra.agreed(context.extra.agreed.map(({ name }) => name).join(", ")) : null],
    [print.place, place ?? link],
    [print.chair, chair && seatName(context, chair)],
    [print.secretaries, secretaries.map(({ name }) => name).join(", ") || null],
    [print.quorumName, `${print.quorum(quorum.needed, quorum.seats)}, ${print.article(quorum.article, quorum.rule)}`],
  ];
  return table(["", ""], rows.flatMap(([name, value]) => (value ? [[name, value]] : [])), [90, "*"]);
} // biome-ignore format: same

function present(context: MeetingContext): Content[] {
  const { presence, members, kind, items } = context;
  if (kind === "written") {
    const answered = new Set(items.flatMap(({ votes, opinions }) => [...votes, ...opinions].map(({ seat }) => seat)));
    return [heading(print.answered), paragraph(members.filter(({ seat }) => answered.has(seat)).map(({ label }) => label).join(", ") || "–")];
  }
  const absent = members.filter(({ seat }) => !presence.some((one) => one.seat === seat));
  return [
    heading(print.presence),
    table(
      [print.seat, print.who, print.as, print.from, print.until],
      [
        ...presence.map((one) => [seatName(context, one.seat), one.who.name, presenceNames[one.as], hour(context, one.in), one.out ? hour(context, one.out) : "–"]),
        ...(context.visits ?? []).map((one) => ["–", one.who.name, meeting.presence.guest, hour(context, one.in), one.out ? hour(context, one.out) : "–"]),
      ],
      ["*", 130, 60, 55, 55],
    ),
    ...(absent.length > 0 ? [paragraph(`${print.absent} : ${absent.map(({ label }) => label).join(", ")}.`)] : []),
  ];
} // biome-ignore format: same

/** One point: why it was there, what was said, who voted what, what came of it. */
function point(context: MeetingContext, item: Item): Content[] {
  const { outcome, votes, opinions, conflicts, takenBack } = item;
  const name = (seat: string) => seatName(context, seat);
  return [
    heading(print.item(item.n, item.title)),
    quiet([matterNames[item.kind], item.dossier?.ref].filter(Boolean).join(" · ")),
    ...(item.cause ? [paragraph(`${print.cause} : ${item.cause.text} ${print.article(item.cause.article, item.cause.rule)}.`)] : []),
    ...(item.presentation ? [subheading(meeting.item.presentation), paragraph(item.presentation.text)] : []),
    ...(item.discussion ? [subheading(meeting.item.discussion), paragraph(item.discussion.text)] : []),
    ...(opinions.length > 0 ? [subheading(meeting.item.opinions), table([print.seat, print.opinion, ""], opinions.map((one) => [`${name(one.seat)}\n${one.who.name}`, opinionNames[one.opinion] ?? one.opinion, one.text]), [150, 70, "*"])] : []),
    ...conflicts.map((one) => paragraph(`${meeting.item.conflict(one.who.name, name(one.seat))} ${one.reason}`)),
    ...takenBack.map((one) => paragraph(meeting.item.takenBack(one.who.name, one.what === "vote" ? meeting.item.vote : meeting.item.opinion))),
    ...(votes.length > 0 ? [subheading(print.vote), table([print.seat, print.who, print.voteOf], votes.map((one) => [name(one.seat), one.who.name, voteNames[one.vote] ?? one.vote]), ["*", 150, 80])] : []),
    ...(outcome ? settled(outcome) : []),
  ];
} // biome-ignore format: same

function settled(outcome: NonNullable<Item["outcome"]>): Content[] {
  if (outcome.what !== "decided") return [subheading(print[outcome.what]), paragraph(outcome.text)];
  const { tally } = outcome;
  return [
    subheading(`${print.outcome} : ${verdictLabels[outcome.outcome.verdict] ?? outcome.outcome.verdict}`),
    ...outcomeText(outcome.outcome).split("\n").filter(Boolean).map(paragraph),
    quiet([tally.adopted === null ? null : meeting.votes.tally(tally.for, tally.against, tally.abstain), tally.casting && meeting.votes.casting[tally.casting], print.quorumThen(tally.quorum.present, tally.quorum.needed), meeting.item.by(outcome.by.name)].filter(Boolean).join(". ")),
  ];
} // biome-ignore format: same

const signature = (context: MeetingContext): Content[] => {
  const { minutes } = context;
  return [
    heading(print.signature),
    paragraph(minutes?.validatedAt && minutes.validatedBy ? print.validated(minutes.validatedBy.name, moment(context, minutes.validatedAt)) : `${print.sign} :`),
  ];
}; // biome-ignore format: same
