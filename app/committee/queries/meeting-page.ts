import { conventionOf } from "#app/engine/dossier.ts";
import { type Caller, mayOnDossier } from "#app/platform/caller.ts";
import type { Sql } from "#app/platform/database/database.ts";
import type { MeetingContext } from "#machines/meeting/v1/context.ts";
import { type MeetingPersonEvent, meetingRights } from "#machines/meeting/v1/events.ts";
import { meetingV1 } from "#machines/meeting/v1/machine.ts";
import { newsOf } from "#machines/meeting/v1/news.ts";
import { seatsCounted, tallyOf } from "#machines/meeting/v1/tally.ts";
import { isChair, isSecretary, isThere, readersOf, seatOf, there } from "#machines/meeting/v1/who.ts";
import { type MeetingRow, readMeeting } from "./read-meeting.ts";

/** Acts of whoever presides or keeps the minutes; the others of a meeting are those of a seat, or by right. */
const BUREAU: MeetingPersonEvent[] = [
  "meeting.opened", "item.opened", "item.presented", "item.discussed", "item.decided", "item.postponed", "item.noted",
  "meeting.closed", "minutes.amended", "minutes.sent",
]; // biome-ignore format: a list
const MEMBER: MeetingPersonEvent[] = ["opinion.stated", "vote.cast", "conflict.declared"];

/** Where the reader sits, and what follows from it. */
export type Mine = {
  person: string;
  seat: string | null;
  label: string | null;
  chair: boolean;
  secretary: boolean;
  present: boolean;
};

function mineOf(context: MeetingContext, person: string): Mine {
  const seat = seatOf(context, person);
  return {
    person,
    seat: seat?.seat ?? null,
    label: seat?.label ?? null,
    chair: isChair(context, person),
    secretary: isSecretary(context, person),
    present: isThere(context, person),
  };
}

/** What the reader may do now, by right and by seat; each act is checked again by the machine when it is sent. */
async function ableTo(sql: Sql, caller: Caller, { id, state, context }: MeetingRow, mine: Mine) {
  const accepted = meetingV1.accepts({ state, context }) as MeetingPersonEvent[];
  const rights = new Map<string, boolean>();
  for (const right of new Set(Object.values(meetingRights)))
    rights.set(right, await mayOnDossier(sql, caller.tenures, right as "meeting.prepare", id));
  const bySeat = (type: MeetingPersonEvent) => {
    if (type === "minutes.validated") return mine.chair;
    if (BUREAU.includes(type)) return mine.chair || mine.secretary;
    if (MEMBER.includes(type)) return mine.seat !== null || mine.secretary;
    return mine.seat !== null || mine.secretary || mine.chair;
  };
  return accepted.filter(
    (type) =>
      rights.get(meetingRights[type] ?? "") && (meetingRights[type] !== "meeting.sit" || bySeat(type)),
  );
}

/** One meeting as its page shows it to this reader; null when it is not theirs to read. */
export async function meetingPage(sql: Sql, caller: Caller, ref: string) {
  const row = await readMeeting(sql, caller, ref);
  if (!row) return null;
  const { context, state } = row;
  const mine = mineOf(context, caller.person.id);
  const [can, convention] = await Promise.all([
    ableTo(sql, caller, row, mine),
    conventionOf(sql, row.conventionId),
  ]);
  const written = context.kind === "written";
  const open = context.items.find((item) => item.state === "open");
  const here = there(context);
  // Of the point that is open: a member in conflict on it does not count.
  const counted = open ? seatsCounted(context, open).length : here.length;
  const answered = new Set(context.items.flatMap((item) => [...item.votes, ...item.opinions].map(({ seat }) => seat)));
  return {
    ...{ id: row.id, ref: row.ref, state, revision: row.revision },
    ...{ dispositif: row.dispositif, instanceRef: row.instanceRef, convention: convention.key },
    ...{ context, mine, can, news: newsOf(context) },
    /** The dossiers of the agenda are let to them as members, until the minutes are sent. */
    reads: !["planned", "sent", "cancelled"].includes(state) && readersOf(context).includes(mine.person),
    answered: [...answered],
    quorum: {
      ...context.quorum,
      present: written ? answered.size : counted,
      inConflict: written ? 0 : here.length - counted,
    },
    tallies: Object.fromEntries(
      context.items.map((item) => [
        item.key,
        { ...(item.tally ?? tallyOf(context, item)), seats: seatsCounted(context, item) },
      ]),
    ),
  };
} // biome-ignore format: facts in few lines
export type MeetingPage = NonNullable<Awaited<ReturnType<typeof meetingPage>>>;
export type PageItem = MeetingPage["context"]["items"][number];
