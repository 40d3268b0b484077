import type { Item, MeetingContext } from "../context.ts";
import { CHOICE, refuse } from "../refuse.ts";
import { inConflict, isChair, isSecretary, isThere, memberOf, peopleOf, seatOf, sitting } from "../who.ts";

type By = { id: string; name: string };

/** Whoever presides or keeps the minutes. While the meeting is held, whoever presides is there. */
export function requireBureau(context: MeetingContext, by: By, held = true): void {
  if (isSecretary(context, by.id)) return;
  if (isChair(context, by.id) && (!held || isThere(context, by.id))) return;
  const names = context.secretaries.map(({ name }) => name).join(", ");
  refuse(
    CHOICE,
    isChair(context, by.id)
      ? "Consignez d’abord votre présence : la présidence est celle de qui siège."
      : `Cela revient à la présidence${names ? ` et au secrétariat (${names})` : ""}.`,
    ["member.arrived"],
  );
}

/** A member in conflict neither speaks nor votes on that point, nor writes or proclaims it. */
export function requireNoConflict(item: Item, by: By): void {
  if (inConflict(item, by.id))
    refuse(CHOICE, `Vous avez déclaré un conflit d’intérêts sur le point n° ${item.n} : vous n’y prenez pas part.`, ["item.postponed"]);
} // biome-ignore format: the sentence stays whole

/**
 * Who may answer for a seat: whoever sits there now; a secretary writes down what was said or a show of hands. In a
 * consultation, one of the seat's own people, and nobody for them.
 * @throws StepRefused when it is another's seat, or its member is not there (any more)
 */
export function requireSeat(context: MeetingContext, seat: string, by: By): void {
  const member = memberOf(context, seat);
  const own = peopleOf(member).some(({ person }) => person === by.id);
  if (context.kind === "written") {
    if (!own) refuse(CHOICE, `« ${member.label} » n’est pas votre siège : chacun répond pour le sien.`, mySeat(context, by));
    return;
  }
  const here = sitting(context, seat);
  if (here?.who.id === by.id) return;
  if (!own && !isSecretary(context, by.id))
    refuse(CHOICE, `« ${member.label} » n’est pas votre siège : on ne parle ni ne vote pour un autre.`, mySeat(context, by));
  if (!here) {
    const gone = context.presence.some((one) => one.seat === seat);
    refuse(CHOICE, `« ${member.label} » ${gone ? "a quitté la séance" : "n’est pas en séance"} : sa voix ne compte pas.`, ["member.arrived"]);
  } else if (own && !isSecretary(context, by.id))
    refuse(CHOICE, `${here.who.name} siège pour « ${member.label} » : un siège n’a qu’une voix.`);
} // biome-ignore format: sentences stay whole

const mySeat = (context: MeetingContext, by: By) => {
  const mine = seatOf(context, by.id);
  return mine ? [`seat:${mine.seat}`] : [];
};
