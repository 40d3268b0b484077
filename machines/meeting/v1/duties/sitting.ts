import { speakerOf } from "../changes/sitting.ts";
import type { Item, MeetingContext } from "../context.ts";
import type { MeetingEvent } from "../events.ts";
import { dayOf } from "../names.ts";
import { CHOICE, refuse } from "../refuse.ts";
import {
  inConflict,
  isChair,
  isSecretary,
  itemOf,
  memberOf,
  peopleOf,
  seatOf,
  sitting,
  there,
  visiting,
} from "../who.ts";
import { requireProposal } from "./agenda.ts";
import { type Duty, dataOf } from "./duty.ts";
import { requireBureau, requireNoConflict, requireSeat } from "./mine.ts";

const isOpen = (context: MeetingContext, key: string): Item => {
  const item = itemOf(context, key);
  if (item.state === "decided") refuse(CHOICE, `Le point n° ${item.n} est déjà décidé : un point se décide une fois.`);
  if (item.state !== "open") refuse(CHOICE, `Le point n° ${item.n} n’est pas ouvert.`, ["item.opened"]);
  return item;
}; // biome-ignore format: sentences stay whole

const stillTaken = (context: MeetingContext, key: string): Item => {
  const item = itemOf(context, key);
  if (item.state === "decided") refuse(CHOICE, `Le point n° ${item.n} est déjà décidé : un point se décide une fois.`);
  return item;
}; // biome-ignore format: same

/** Whoever comes or goes writes it down themselves; a secretary or whoever presides, for anyone. */
function requireDoor(
  context: MeetingContext,
  who: string | undefined,
  by: { id: string; name: string },
): void {
  if (by.id === who || isSecretary(context, by.id) || isChair(context, by.id)) return;
  requireBureau(context, by);
}

/** A meeting opens when those called may be there: two hours before its time at the earliest. */
const EARLY_MS = 2 * 3_600_000;
const openMeeting: Duty = (context, { by, at }) => {
  requireBureau(context, by, false);
  if (Date.parse(at) < Date.parse(context.at) - EARLY_MS)
    refuse(CHOICE, `Cette séance est convoquée pour le ${dayOf(context.at, context.timezone)} : elle ne s’ouvre pas sans ceux qui sont attendus.`, ["meeting.rescheduled"]);
}; // biome-ignore format: the sentence stays whole

const arrive: Duty = (context, happening) => {
  const { seat, who } = dataOf(happening, "member.arrived");
  const member = memberOf(context, seat);
  requireDoor(context, who, happening.by);
  const person = peopleOf(member).find((one) => one.person === who);
  if (!person) return refuse(CHOICE, `Cette personne ne siège pas au titre de « ${member.label} ».`, peopleOf(member).map((one) => `who:${one.person}`));
  const here = sitting(context, seat);
  if (here) refuse(CHOICE, here.who.id === who ? `${person.name} est déjà en séance.` : `${here.who.name} siège déjà pour « ${member.label} » : titulaire et suppléant ne siègent pas ensemble.`, ["member.left"]);
  const elsewhere = there(context).find((one) => one.who.id === who);
  if (elsewhere) refuse(CHOICE, `${person.name} occupe déjà un autre siège.`, ["member.left"]);
}; // biome-ignore format: same

const welcome: Duty = (context, happening) => {
  const { who } = dataOf(happening, "guest.arrived");
  requireDoor(context, who, happening.by);
  const guest = context.guests.find(({ person }) => person === who);
  if (!guest) return refuse(CHOICE, "Cette personne n’est pas de celles qui sont invitées.", ["guests.named"]);
  const seat = seatOf(context, who);
  if (seat) refuse(CHOICE, `${guest.name} siège pour « ${seat.label} » : cette personne arrive à son siège.`, ["member.arrived"]);
  if (visiting(context).some((one) => one.who.id === who)) refuse(CHOICE, `${guest.name} est déjà en séance.`);
}; // biome-ignore format: same

const conflict: Duty = (context, happening) => {
  const { item: key, seat } = dataOf(happening, "conflict.declared");
  const item = stillTaken(context, key);
  const own = seatOf(context, happening.by.id)?.seat === seat;
  if (!own) requireSeat(context, seat, happening.by);
  const who = speakerOf(context, seat, happening.by);
  if (inConflict(item, who.id))
    refuse(CHOICE, `${who.name} a déjà déclaré un conflit d’intérêts sur ce point.`);
};

/** One voice a seat, whoever holds it: its substitute does not vote again. */
const vote: Duty = (context, happening) => {
  const { item: key, seat } = dataOf(happening, "vote.cast");
  const item = isOpen(context, key);
  requireSeat(context, seat, happening.by);
  const who = speakerOf(context, seat, happening.by);
  requireNoConflict(item, who);
  const cast = item.votes.find((one) => one.seat === seat);
  if (cast) refuse(CHOICE, `« ${memberOf(context, seat).label} » a déjà voté sur ce point${cast.who.id === who.id ? "" : `, par la voix de ${cast.who.name}`} : un siège vote une fois.`);
}; // biome-ignore format: same

const opine: Duty = (context, happening) => {
  const { item: key, seat } = dataOf(happening, "opinion.stated");
  const item = isOpen(context, key);
  requireSeat(context, seat, happening.by);
  requireNoConflict(item, speakerOf(context, seat, happening.by));
};

const open: Duty = (context, happening) => {
  const { item: key, proposal } = dataOf(happening, "item.opened");
  requireBureau(context, happening.by);
  const item = stillTaken(context, key);
  requireProposal(item.kind, proposal);
  const other = context.items.find(({ state }) => state === "open");
  if (other && other.key !== key) refuse(CHOICE, `Le point n° ${other.n} est ouvert : décidez-le, reportez-le ou prenez-en acte d’abord.`, ["item.decided", "item.postponed", "item.noted"]);
  if (other && (!proposal || proposal === item.proposal)) refuse(CHOICE, `Le point n° ${item.n} est déjà ouvert.`);
  if (item.votes.length > 0 && proposal && proposal !== item.proposal) refuse(CHOICE, "Des voix sont déjà données sur cette proposition : elle ne change plus.", ["item.postponed"]);
}; // biome-ignore format: same

/** Two people write the same text: the second sees the first's beside their own, and starts again from it. */
export function requireBase(
  theirs: { text: string; by: { name: string } } | null,
  revision: number,
  { base, text }: { base: number; text: string },
): void {
  if (base === revision) return;
  const by = theirs?.by.name ?? "quelqu’un d’autre";
  refuse(
    CHOICE,
    `${by} a écrit avant vous : les deux textes sont là, reprenez le vôtre à partir du sien.`,
    [`base:${revision}`],
    { theirs: theirs?.text ?? "", by, yours: text },
  );
}

const write =
  (part: "presentation" | "discussion"): Duty =>
  (context, happening) => {
    const given = dataOf(happening, part === "presentation" ? "item.presented" : "item.discussed");
    requireBureau(context, happening.by);
    const item = itemOf(context, given.item);
    requireNoConflict(item, happening.by);
    requireBase(item[part] ?? item.presentation ?? item.discussion, item.revision, given);
  };

export const sittingDuties: Partial<Record<MeetingEvent, Duty>> = {
  "meeting.opened": openMeeting,
  "member.arrived": arrive,
  "member.left": (context, happening) => {
    const { seat } = dataOf(happening, "member.left");
    const gone = sitting(context, seat);
    requireDoor(context, gone?.who.id, happening.by);
    if (!gone)
      refuse(CHOICE, `« ${memberOf(context, seat).label} » n’est pas en séance.`, ["member.arrived"]);
  },
  "guest.arrived": welcome,
  "guest.left": (context, happening) => {
    const { who } = dataOf(happening, "guest.left");
    requireDoor(context, who, happening.by);
    if (!visiting(context).some((one) => one.who.id === who))
      refuse(CHOICE, "Cette personne n’est pas en séance comme invitée.", ["guest.arrived"]);
  },
  "conflict.declared": conflict,
  "item.opened": open,
  "item.presented": write("presentation"),
  "item.discussed": write("discussion"),
  "opinion.stated": opine,
  "vote.cast": vote,
};
export { isOpen, stillTaken };
