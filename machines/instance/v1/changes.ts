import type { Happening } from "../../step.ts";
import type { InstanceContext, Seat } from "./context.ts";
import type { InstanceDataOf, InstanceEvent, Terms } from "./events.ts";
import { shortYear, stillShort } from "./year.ts";

const data = <Type extends InstanceEvent>({ data }: Happening, _: Type) => data as InstanceDataOf<Type>;
type Given = InstanceDataOf<"seat.added">["seat"];

const vacant = ({ substitutes, ...seat }: Given, origin: Seat["origin"]): Seat => ({
  ...seat,
  wanted: substitutes,
  origin,
  holder: null,
  substitutes: [],
  since: null,
});

/** Seat of the party that presides by the text: its first. */
export const seatOfChair = (seats: Seat[], terms: Terms): string | null =>
  (terms.chair && seats.find(({ kind }) => kind === terms.chair?.kind)?.key) ?? null;

export function opened(happening: Happening): InstanceContext {
  const { key, terms, seats: given, timezone } = data(happening, "instance.opened");
  const seats = given.map((one) => vacant(one, "text"));
  return {
    ...{ key, terms, timezone, seats },
    chairSeat: seatOfChair(seats, terms),
    chairChosen: false,
    secretaries: [],
    guests: [],
    meetings: [],
    short: null,
  };
}

/** Seats of the new text; who holds one that it keeps still holds it, what was added by decision stays. */
function aligned(context: InstanceContext, happening: Happening): InstanceContext {
  const { terms, seats: given } = data(happening, "instance.aligned");
  const kept = (key: string) => context.seats.find((one) => one.key === key);
  const text = given.map((one): Seat => {
    const { holder = null, substitutes = [], since = null } = kept(one.key) ?? {};
    return { ...vacant(one, "text"), holder, substitutes, since };
  });
  const added = context.seats.filter(
    ({ origin, key }) => origin === "decision" && !text.some((one) => one.key === key),
  );
  const seats = [...text, ...added];
  const stays = context.chairChosen && !terms.chair && seats.some(({ key }) => key === context.chairSeat);
  return {
    ...{ ...context, terms, seats },
    chairSeat: stays ? context.chairSeat : seatOfChair(seats, terms),
    chairChosen: stays,
  };
}

const onSeat = (context: InstanceContext, key: string, change: (seat: Seat) => Seat): InstanceContext => ({
  ...context,
  seats: context.seats.map((seat) => (seat.key === key ? change(seat) : seat)),
});

/** The holder leaves: the seat is vacant, its substitutes stay; or one substitute does. */
function vacated(context: InstanceContext, happening: Happening): InstanceContext {
  const { seat: key, who } = data(happening, "seat.vacated");
  return onSeat(context, key, (seat) => ({
    ...seat,
    holder: seat.holder?.person === who ? null : seat.holder,
    substitutes: seat.substitutes.filter(({ person }) => person !== who),
    since: seat.holder?.person === who ? null : seat.since,
  }));
}

/** Meetings of the years before last are counted in no figure any more. */
function recorded(context: InstanceContext, happening: Happening): InstanceContext {
  const given = data(happening, "meeting.recorded");
  const others = context.meetings.filter(({ meeting }) => meeting !== given.meeting);
  const meetings = [...others, given].sort((a, b) => a.at.localeCompare(b.at)).slice(-200);
  const after = { ...context, meetings };
  return { ...after, short: stillShort(after) };
}

type Change = (context: InstanceContext, happening: Happening) => InstanceContext;
const changes: Partial<Record<InstanceEvent, Change>> = {
  "instance.aligned": aligned,
  "seat.added": (context, happening) => {
    const { seat } = data(happening, "seat.added");
    return { ...context, seats: [...context.seats, vacant(seat, "decision")] };
  },
  "seat.removed": (context, happening) => {
    const { seat: key } = data(happening, "seat.removed");
    const chair = context.chairSeat === key ? { chairSeat: null, chairChosen: false } : {};
    return { ...context, ...chair, seats: context.seats.filter((seat) => seat.key !== key) };
  },
  "seat.filled": (context, happening) => {
    const { seat: key, holder, substitutes, since } = data(happening, "seat.filled");
    const from = since ? new Date(since).toISOString() : happening.at;
    return onSeat(context, key, (seat) => ({ ...seat, holder, substitutes, since: from }));
  },
  "seat.vacated": vacated,
  "chair.named": (context, happening) => ({
    ...context,
    chairSeat: data(happening, "chair.named").seat,
    chairChosen: true,
  }),
  "secretaries.named": (context, happening) => ({ ...context, ...data(happening, "secretaries.named") }),
  "guests.named": (context, happening) => ({ ...context, ...data(happening, "guests.named") }),
  "meeting.recorded": recorded,
  "year.checked": (context, { at }) => ({ ...context, short: shortYear(context, at) }),
};

/** What an event makes of an instance. */
export const changed: Change = (context, happening) =>
  changes[happening.type as InstanceEvent]?.(context, happening) ?? context;
