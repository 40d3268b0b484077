import { conventionOf } from "#app/engine/dossier.ts";
import { type Caller, mayOnDossier } from "#app/platform/caller.ts";
import type { Sql } from "#app/platform/database/database.ts";
import type { Right } from "#app/platform/permissions.ts";
import type { MeetingContext } from "#machines/meeting/v1/context.ts";
import { decidesAs, requireActor } from "#machines/meeting/v1/duties/actor.ts";
import { type MeetingPersonEvent, meetingRights } from "#machines/meeting/v1/events.ts";
import { meetingV1 } from "#machines/meeting/v1/machine.ts";
import { newsOf } from "#machines/meeting/v1/news.ts";
import { seatsCounted, tallyOf } from "#machines/meeting/v1/tally.ts";
import {
  isChair,
  isSecretary,
  isThere,
  readersOf,
  seatOf,
  sitting,
  there,
} from "#machines/meeting/v1/who.ts";
import { type Refusal, StepRefused } from "#machines/step.ts";
import { type MeetingRow, readMeeting } from "./read-meeting.ts";

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

/** Events that the reader may send now: by right, and by the rules of the meeting on who sends them (duties/actor.ts). */
async function ableTo(
  sql: Sql,
  caller: Caller,
  { id, state, context }: MeetingRow,
): Promise<MeetingPersonEvent[]> {
  const rights = new Map<string, boolean>();
  for (const right of new Set(Object.values(meetingRights)))
    rights.set(right, await mayOnDossier(sql, caller.tenures, right as Right, id));
  const accepted = meetingV1.accepts({ state, context }) as MeetingPersonEvent[];
  return accepted.filter(
    (type) => rights.get(meetingRights[type] ?? "") && !refusalOf(context, type, caller),
  );
}

/** What the machine would say to that sender of such an event, whatever it holds; null: it is theirs to send. */
function refusalOf(context: MeetingContext, type: MeetingPersonEvent, { person }: Caller): Refusal | null {
  try {
    requireActor(context, { type, by: { kind: "person", id: person.id, name: person.name } });
    return null;
  } catch (error) {
    if (error instanceof StepRefused) return error.refusal;
    throw error;
  }
}

/**
 * Points on which the reader may proclaim, once they are open. An authority that was called decides for itself where
 * it holds that right on the dossier: the engine asks it too (told.ts).
 */
async function decidableBy(sql: Sql, caller: Caller, { context }: MeetingRow, can: MeetingPersonEvent[]): Promise<string[]> {
  if (!can.includes("item.decided")) return [];
  const found: string[] = [];
  for (const item of context.items.filter(({ state }) => state === "open")) {
    const as = decidesAs(context, item, caller.person.id);
    const may = as === "authority" && item.dossier ? await mayOnDossier(sql, caller.tenures, "homologation.decide", item.dossier.id) : as === "bureau";
    if (may) found.push(item.key);
  }
  return found;
} // biome-ignore format: one condition a line

type Arrival = {
  type: "member.arrived" | "guest.arrived";
  fields: Record<string, string>;
  because: string | null;
};
/** How the reader says first of all that they are there, and what waits for it; null: they are, or nobody expects it. */
function arrivalOf({ state, context }: MeetingRow, mine: Mine, can: MeetingPersonEvent[], caller: Caller): Arrival | null {
  if (state !== "held" || mine.present) return null;
  const who = mine.person;
  const because = mine.chair ? (refusalOf(context, "item.opened", caller)?.because ?? null) : null;
  if (mine.seat && can.includes("member.arrived"))
    return sitting(context, mine.seat) ? null : { type: "member.arrived", fields: { seat: mine.seat, who }, because };
  const guest = !mine.seat && context.guests.some(({ person }) => person === who);
  return guest && can.includes("guest.arrived") ? { type: "guest.arrived", fields: { who }, because: null } : null;
} // biome-ignore format: same

/** One meeting as its page shows it to this reader; null when it is not theirs to read. */
export async function meetingPage(sql: Sql, caller: Caller, ref: string) {
  const row = await readMeeting(sql, caller, ref);
  if (!row) return null;
  const { context, state } = row;
  const mine = mineOf(context, caller.person.id);
  const [can, convention] = await Promise.all([ableTo(sql, caller, row), conventionOf(sql, row.conventionId)]);
  const parties = context.extra ? convention.parties.map(({ key, name }) => ({ key, name })) : [];
  const written = context.kind === "written";
  const open = context.items.find((item) => item.state === "open");
  const here = there(context);
  // Of the point that is open: a member in conflict on it does not count.
  const counted = open ? seatsCounted(context, open).length : here.length;
  const answered = new Set(context.items.flatMap((item) => [...item.votes, ...item.opinions].map(({ seat }) => seat)));
  return {
    ...{ id: row.id, ref: row.ref, state, revision: row.revision },
    ...{ dispositif: row.dispositif, instanceRef: row.instanceRef, convention: convention.key },
    ...{ context, mine, can, parties, news: newsOf(context) },
    decides: await decidableBy(sql, caller, row, can),
    arrival: arrivalOf(row, mine, can, caller),
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
