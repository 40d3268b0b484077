import type { CellRole } from "#runbooks/schema/words.ts";
import type { CrisisContext } from "./context.ts";

/** Seats that a person holds now, substitutes included. */
export const seatsOf = (crisis: Pick<CrisisContext, "members">, person: string): CellRole[] =>
  crisis.members.filter((one) => one.id === person && !one.until).map((one) => one.role);

/** The first of these seats that the person holds. */
export const seatOf = (
  crisis: Pick<CrisisContext, "members">,
  person: string,
  among: CellRole[],
): CellRole | undefined => among.find((role) => seatsOf(crisis, person).includes(role));
