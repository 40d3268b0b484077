import type { Named } from "../../words.ts";
import type { Item, MeetingContext, Member, Presence, Visit, Who } from "./context.ts";
import { CHOICE, refuse } from "./refuse.ts";

/*
 * Who is who in a meeting. All of it is by seat: what someone may do here follows from where they sit, not from the
 * function they hold.
 */

export const peopleOf = ({ holder, substitutes }: Pick<Member, "holder" | "substitutes">): Named[] => [
  ...(holder ? [holder] : []),
  ...substitutes,
];
export const whoIs = ({ person, name }: Named): Who => ({ id: person, name });

/** @throws StepRefused */
export function memberOf(context: MeetingContext, seat: string): Member {
  return (
    context.members.find((one) => one.seat === seat) ??
    refuse(
      CHOICE,
      "Ce siège n’est pas de ceux qui ont été convoqués.",
      context.members.map((one) => `seat:${one.seat}`),
    )
  );
}

/** The seat of someone, as holder or as substitute. */
export const seatOf = ({ members }: MeetingContext, person: string): Member | undefined =>
  members.find((one) => peopleOf(one).some((named) => named.person === person));

export const there = ({ presence }: MeetingContext): Presence[] => presence.filter(({ out }) => out === null);
/** Whoever sits there now for a seat. */
export const sitting = (context: MeetingContext, seat: string): Presence | undefined =>
  there(context).find((one) => one.seat === seat);
export const visiting = ({ visits = [] }: MeetingContext): Visit[] =>
  visits.filter(({ out }) => out === null);
/** In the room, with a voice or without one. */
export const isThere = (context: MeetingContext, person: string) =>
  [...there(context), ...visiting(context)].some(({ who }) => who.id === person);

export const isSecretary = ({ secretaries }: MeetingContext, person: string) =>
  secretaries.some((one) => one.person === person);
/** Holder or substitute of the seat that chairs: a power of the chair is that of its seat. */
export const isChair = (context: MeetingContext, person: string) => {
  const chair = context.members.find(({ seat }) => seat === context.chair);
  return chair !== undefined && peopleOf(chair).some((named) => named.person === person);
};
export const chairPeople = (context: MeetingContext): Named[] => {
  const chair = context.members.find(({ seat }) => seat === context.chair);
  return chair ? peopleOf(chair) : [];
};

export const inConflict = (item: Item, person: string) => item.conflicts.some(({ who }) => who.id === person);

/** @throws StepRefused */
export function itemOf(context: MeetingContext, key: string): Item {
  return (
    context.items.find((one) => one.key === key) ?? refuse(CHOICE, "Ce point n’est pas à l’ordre du jour.")
  );
}

/** Who decides of the agenda or writes its minutes: they read the dossiers that it is about (CHOIX-SEANCE). */
export function readersOf({
  members,
  secretaries,
}: Pick<MeetingContext, "members" | "secretaries">): string[] {
  return [...new Set([...members.flatMap(peopleOf), ...secretaries].map(({ person }) => person))];
}

/** Everyone called: holders, substitutes, secretaries, guests, each once. */
export function everyone(context: Pick<MeetingContext, "members" | "secretaries" | "guests">): Named[] {
  const people = [...context.members.flatMap(peopleOf), ...context.secretaries, ...context.guests];
  return people.filter((one, n) => people.findIndex(({ person }) => person === one.person) === n);
}
