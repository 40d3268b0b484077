import type { Item, MeetingContext, Presence, Visit } from "../context.ts";
import type { MeetingEvent } from "../events.ts";
import { tallyOf } from "../tally.ts";
import { itemOf, memberOf, peopleOf, sitting, whoIs } from "../who.ts";
import { type Change, dataOf, signed } from "./agenda.ts";

const onItem = (context: MeetingContext, key: string, change: (item: Item) => Item): MeetingContext => ({
  ...context,
  items: context.items.map((item) => (item.key === key ? change(item) : item)),
});

/** Whoever answers for a seat: the one who sits there, in a consultation the one who writes. */
export function speakerOf(context: MeetingContext, seat: string, by: { id: string; name: string }) {
  if (context.kind === "written" || !context.openedAt) return { id: by.id, name: by.name };
  return sitting(context, seat)?.who ?? { id: by.id, name: by.name };
}

const arrived: Change = (context, happening) => {
  const { seat, who } = dataOf(happening, "member.arrived");
  const member = memberOf(context, seat);
  const person = peopleOf(member).find((one) => one.person === who);
  if (!person) return context;
  const one: Presence = {
    seat,
    who: whoIs(person),
    as: member.holder?.person === who ? "holder" : "substitute",
    in: happening.at,
    out: null,
  };
  return { ...context, presence: [...context.presence, one] };
};

const left = (context: MeetingContext, at: string, of: (one: Presence) => boolean): MeetingContext => ({
  ...context,
  presence: context.presence.map((one) => (one.out === null && of(one) ? { ...one, out: at } : one)),
});

const gone = (context: MeetingContext, at: string, of: (one: Visit) => boolean): MeetingContext => ({
  ...context,
  visits: (context.visits ?? []).map((one) => (one.out === null && of(one) ? { ...one, out: at } : one)),
});
/** The meeting is closed: nobody is there any more. */
export const allLeft = (context: MeetingContext, at: string) =>
  gone(
    left(context, at, () => true),
    at,
    () => true,
  );

/** A conflict declared after having spoken or voted takes both back: they are kept apart and count no more. */
const conflict: Change = (context, happening) => {
  const { item: key, seat, reason } = dataOf(happening, "conflict.declared");
  const who = speakerOf(context, seat, happening.by);
  const { at } = happening;
  return onItem(context, key, (item) => {
    const mine = (one: { who: { id: string } }) => one.who.id === who.id;
    return {
      ...item,
      conflicts: [...item.conflicts, { seat, who, reason, at }],
      votes: item.votes.filter((one) => !mine(one)),
      opinions: item.opinions.filter((one) => !mine(one)),
      takenBack: [
        ...item.takenBack,
        ...item.votes.filter(mine).map((one) => ({ seat, who, what: "vote" as const, value: one.vote, at })),
        ...item.opinions
          .filter(mine)
          .map((one) => ({ seat, who, what: "opinion" as const, value: one.opinion, at })),
      ],
    };
  });
};

/** One of the two texts of a point; its revision rises, so that whoever started from the one before is told. */
export const written = (
  context: MeetingContext,
  key: string,
  part: "presentation" | "discussion",
  text: string,
  happening: Parameters<Change>[1],
): MeetingContext =>
  onItem(context, key, (item) => ({
    ...item,
    [part]: { ...signed(happening), text },
    revision: item.revision + 1,
  }));

export const sittingChanges: Partial<Record<MeetingEvent, Change>> = {
  "meeting.opened": (context, { at }) => ({ ...context, openedAt: at }),
  "member.arrived": arrived,
  "member.left": (context, happening) => {
    const { seat } = dataOf(happening, "member.left");
    return left(context, happening.at, (one) => one.seat === seat);
  },
  "guest.arrived": (context, happening) => {
    const { who } = dataOf(happening, "guest.arrived");
    const guest = context.guests.find(({ person }) => person === who);
    const visit = guest && { who: whoIs(guest), in: happening.at, out: null };
    return visit ? { ...context, visits: [...(context.visits ?? []), visit] } : context;
  },
  "guest.left": (context, happening) => {
    const { who } = dataOf(happening, "guest.left");
    return gone(context, happening.at, (one) => one.who.id === who);
  },
  "conflict.declared": conflict,
  "item.opened": (context, happening) => {
    const { item: key, proposal } = dataOf(happening, "item.opened");
    return onItem(context, key, (item) => ({
      ...item,
      state: "open",
      outcome: null,
      proposal: proposal ?? item.proposal,
    }));
  },
  "item.presented": (context, happening) => {
    const { item, text } = dataOf(happening, "item.presented");
    return written(context, item, "presentation", text, happening);
  },
  "item.discussed": (context, happening) => {
    const { item, text } = dataOf(happening, "item.discussed");
    return written(context, item, "discussion", text, happening);
  },
  "opinion.stated": (context, happening) => {
    const { item: key, seat, opinion, text } = dataOf(happening, "opinion.stated");
    const who = speakerOf(context, seat, happening.by);
    const one = { seat, who, opinion, text, at: happening.at };
    return onItem(context, key, (item) => ({
      ...item,
      opinions: [...item.opinions.filter((other) => other.seat !== seat), one],
    }));
  },
  "vote.cast": (context, happening) => {
    const { item: key, seat, vote } = dataOf(happening, "vote.cast");
    const who = speakerOf(context, seat, happening.by);
    const recordedBy = who.id === happening.by.id ? null : happening.by.name;
    const one = { seat, who, vote, at: happening.at, recordedBy };
    return onItem(context, key, (item) => ({ ...item, votes: [...item.votes, one] }));
  },
  "item.decided": (context, happening) => {
    const { item: key, outcome } = dataOf(happening, "item.decided");
    const tally = itemOf(context, key).tally ?? tallyOf(context, itemOf(context, key));
    return onItem(context, key, (item) => ({
      ...item,
      state: "decided",
      outcome: { ...signed(happening), what: "decided", outcome, tally },
    }));
  },
  "item.postponed": (context, happening) => {
    const { item: key, reason } = dataOf(happening, "item.postponed");
    return onItem(context, key, (item) => ({
      ...item,
      state: "postponed",
      outcome: { ...signed(happening), what: "postponed", text: reason },
    }));
  },
  "item.noted": (context, happening) => {
    const { item: key, text } = dataOf(happening, "item.noted");
    return onItem(context, key, (item) => ({
      ...item,
      state: "noted",
      outcome: { ...signed(happening), what: "noted", text },
    }));
  },
};
