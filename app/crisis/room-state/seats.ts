import type { Member } from "#machines/crisis/v1/context.ts";
import type { Room } from "#machines/crisis/v1/room.ts";

/** Seats that a person holds now, as they hold them. */
export const seatsHeld = (room: Room, person: string): Member[] =>
  (room.context?.members ?? []).filter((one) => one.id === person && !one.until);

export const sits = (room: Room, person: string, ...roles: Member["role"][]): boolean =>
  seatsHeld(room, person).some(({ role }) => roles.length === 0 || roles.includes(role));
