import type { Content } from "pdfmake/interfaces.js";
import { channelLabel, profileList } from "#app/messages/communication.ts";
import { urgentWords } from "#app/messages/communication-urgent.ts";
import { heading, paragraph, quiet, subheading, title } from "#app/platform/pdf/parts.ts";
import { printed } from "#app/platform/pdf/print.ts";
import { formatDateTime } from "#app/ui/time/format.ts";
import { opinionsOf } from "../components/urgent/export.ts";
import type { UrgentMessage } from "../queries/urgent.ts";

const words = urgentWords.print;
type Asked = { messages: readonly UrgentMessage[]; year: string | null; zone: string; now: Date };

/** The compilation of urgent messages on paper (MBN-5.3-U): each with its justification, its text, each opinion. */
export function urgentPdf({ messages, year, zone, now }: Asked): Promise<Buffer> {
  return printed({
    title: urgentWords.all.title,
    header: [words.header, words.service],
    footer: words.printed(formatDateTime(now, zone)),
    page: words.page,
    at: now,
    content: [
      title(urgentWords.all.title),
      quiet(words.period(year)),
      paragraph(
        messages.length === 0 ? urgentWords.all.empty.title : urgentWords.all.caption(messages.length),
      ),
      ...messages.flatMap((one) => entry(one, zone)),
    ],
  });
}

function entry(one: UrgentMessage, zone: string): Content[] {
  const at = one.leftAt ?? one.submittedAt;
  const when = at ? formatDateTime(new Date(at), zone) : urgentWords.all.notLeft;
  const mark = one.exercise ? `${words.exercise} · ` : "";
  return [
    heading(`${mark}${one.ref} · ${one.title}`),
    quiet(words.by(one.author, when)),
    quiet(words.reach(profileList(one.profiles), one.schools, one.channels.map(channelLabel).join(", "))),
    subheading(words.justification),
    paragraph(one.justification),
    subheading(words.text),
    paragraph(one.text),
    paragraph(opinionsOf(one) || words.none),
  ];
}
