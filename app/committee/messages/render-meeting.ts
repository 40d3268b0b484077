import type { Claimed, Notice } from "#app/engine/outbox/claim.ts";
import { committeeMail as words } from "#app/messages/committee-mail.ts";
import { mail, zoneWords } from "#app/messages/mail.ts";
import type { OutgoingMail } from "#app/platform/channels/transport.ts";
import { oneLine, paragraph } from "#app/ui/mail/clean.ts";
import { type MailPart, partMail } from "#app/ui/mail/part-mail.ts";
import { formatDateTime } from "#app/ui/time/format.ts";
import type { MeetingFacts } from "#machines/effects.ts";
import { writeInvitation } from "../calendar/invitation.ts";

/** Whether a notice is an instance's or a meeting's. */
export const isMeetingNotice = ({ facts }: Pick<Notice, "facts">): boolean =>
  (facts as unknown as Partial<MeetingFacts>).kind === "meeting";

/** Where the minutes are read as PDF; everything else is a page. */
const pageOf = ({ what, path }: MeetingFacts) => (what === "minutes" ? `${path}/proces-verbal.pdf` : path);

/** The message to someone who sits: what, when, the agenda, what is expected, by which article. Pure. */
export function renderMeeting(
  delivery: Claimed,
  notice: Notice,
  { publicUrl, from }: { publicUrl: string; from: string },
): OutgoingMail & { messageId: string; headers: Record<string, string> } {
  const facts = notice.facts as unknown as MeetingFacts;
  const duty = facts.alerts[delivery.alert] ?? Object.values(facts.alerts)[0];
  const { statement = "", expected = [] } = duty ?? {};
  const link = publicUrl + pageOf(facts);
  const hello = mail.hello(oneLine(delivery.name, 120));
  const why = words.because(delivery.rule, delivery.article);
  const parts: MailPart[] = [
    { title: words.what, body: `${statement}\n${facts.ref} · ${facts.dispositif}`, todo: [] as string[] },
    ...whenParts(facts),
    ...changesParts(facts),
    ...agendaParts(facts),
    ...(expected.length > 0 ? [{ title: words.expected, body: "", todo: expected }] : []),
    ...(facts.text ? [{ title: words.said, body: paragraph(facts.text, 4_000), todo: [] as string[] }] : []),
  ];
  const kind = words.kinds[facts.what];
  return {
    ...partMail({
      ...{
        delivery,
        publicUrl,
        hello,
        parts,
        link,
        why,
        lead: statement,
        ref: facts.ref,
        hint: words.signIn,
      },
      subject: `[Tocsin] ${kind} · ${oneLine(facts.instance, 80)} · ${facts.ref}`,
      press: words.open[facts.what],
    }),
    ...(facts.calendar && {
      event: {
        method: facts.calendar.method,
        content: writeInvitation(facts, { publicUrl, from, to: delivery.address, name: delivery.name }),
      },
    }),
  };
}

function whenParts({ what, starts, ends, place, link, timezone }: MeetingFacts) {
  if (!starts || !ends || what === "year" || what === "minutes" || what === "drafted") return [];
  const say = (at: string) => formatDateTime(new Date(at), timezone);
  if (what === "consultation" || what === "closing")
    return [
      { title: words.until, body: [say(ends), zoneWords(timezone)].filter(Boolean).join(" "), todo: [] },
    ];
  const lines = [
    words.range(say(starts), say(ends), zoneWords(timezone)),
    place && oneLine(place, 300),
    link && words.link(link),
  ];
  return [{ title: words.when, body: lines.filter(Boolean).join("\n"), todo: [] as string[] }];
}

const changesParts = ({ changes = [] }: MeetingFacts) =>
  changes.length === 0
    ? []
    : [{ title: words.changes, body: "", todo: changes.map((one) => oneLine(one, 400)) }];

const agendaParts = ({ what, agenda = [] }: MeetingFacts) =>
  agenda.length === 0 || what === "cancelled"
    ? []
    : [
        {
          title: words.agenda,
          body: "",
          todo: agenda.map(({ title, ref }) => oneLine(ref ? `${title} (${ref})` : title, 340)),
        },
      ];
