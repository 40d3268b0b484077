import type { Item, MeetingContext } from "../context.ts";
import type { MeetingEvent } from "../events.ts";
import { verdictName } from "../names.ts";
import type { Outcome } from "../outcome.ts";
import { CHOICE, ofInstance, refuse } from "../refuse.ts";
import { goesAgainst, hasQuorum, tallyOf } from "../tally.ts";
import { everyone, inConflict, isThere, itemOf } from "../who.ts";
import { type Duty, dataOf } from "./duty.ts";
import { requireBureau, requireNoConflict } from "./mine.ts";
import { isOpen, stillTaken } from "./sitting.ts";

/** A sitting settles its points while it is held, a consultation once its clock has rung. */
function requireTime({ kind, closedAt }: MeetingContext): void {
  if (kind === "sitting" && closedAt)
    refuse(CHOICE, "La séance est levée : ce qui n’a pas été décidé attend la prochaine.", [
      "minutes.amended",
    ]);
}
const held = ({ kind }: MeetingContext) => kind === "sitting";

/**
 * Quorum at this moment: a member who left counts no more, and stops decisions, not discussion. A verdict agrees with
 * the votes, except where the text gives the decision to an authority.
 */
const decide: Duty = (context, happening) => {
  const { item: key, outcome } = dataOf(happening, "item.decided");
  requireTime(context);
  if (!decidesItself(context, outcome, happening.by.id))
    requireBureau(context, happening.by, held(context));
  const item = isOpen(context, key);
  requireNoConflict(item, happening.by);
  if (outcome.kind !== item.kind)
    refuse(CHOICE, "Cette décision ne va pas avec la nature de ce point.", [`kind:${item.kind}`]);
  const tally = item.tally ?? tallyOf(context, item);
  if (!hasQuorum(tally)) noQuorum(context, tally.quorum);
  if (goesAgainst(outcome.verdict, item, tally))
    refuse(CHOICE, `Le vote est de ${tally.for} pour et ${tally.against} contre « ${verdictName(item.proposal)} » : « ${verdictName(outcome.verdict)} » irait contre lui.`, ["item.postponed"]);
  requireWhole(context, item, outcome, happening.by.id);
}; // biome-ignore format: sentences stay whole

/** An authority who was called, even as a guest, says its own decision; the dossier checks that it may. */
const decidesItself = (context: MeetingContext, outcome: Outcome, by: string) =>
  "authority" in outcome &&
  outcome.authority?.person === by &&
  everyone(context).some(({ person }) => person === by);

function noQuorum({ quorum, kind }: MeetingContext, { present, needed }: { present: number; needed: number }): never {
  const who = kind === "written" ? `${present} siège(s) ont répondu` : `${present} siège(s) comptent en ce moment`;
  return refuse(quorum, `Le quorum n’est pas atteint : ${who}, il en faut ${needed} sur ${quorum.seats}. On peut échanger, pas décider.`, ["member.arrived", "item.postponed", "item.discussed"]);
} // biome-ignore format: same

/** What the dossier would not know by itself to refuse. */
function requireWhole(context: MeetingContext, item: Item, outcome: Outcome, by: string): void {
  if (outcome.kind === "homologation-review" && outcome.verdict !== "suspended" && !outcome.key)
    refuse(CHOICE, "Dites quel réexamen se conclut.", ["review.concluded"]);
  if (outcome.kind === "retex-action" && outcome.verdict === "extended" && !outcome.until)
    refuse(ofInstance(context), "Une nouvelle échéance a un jour : dites lequel.");
  if (outcome.kind === "runbook" && outcome.verdict === "returned" && !outcome.reason)
    refuse(ofInstance(context), "Un renvoi se motive : dites ce qui manque à la procédure.");
  const person = "authority" in outcome ? outcome.authority?.person : undefined;
  if (!person || person === by) return;
  if (inConflict(item, person))
    refuse(CHOICE, `${outcome.kind === "homologation-decision" ? outcome.authority.name : "L’autorité"} est en conflit d’intérêts sur ce point : elle n’en décide pas.`);
  if (context.kind === "sitting" && !isThere(context, person))
    refuse(CHOICE, "L’autorité nommée n’est pas en séance : elle décide présente, ou elle proclame elle-même.", ["member.arrived"]);
} // biome-ignore format: same

export const settlingDuties: Partial<Record<MeetingEvent, Duty>> = {
  "item.decided": decide,
  "item.postponed": (context, happening) => {
    requireTime(context);
    requireBureau(context, happening.by, held(context));
    stillTaken(context, dataOf(happening, "item.postponed").item);
  },
  "item.noted": (context, happening) => {
    requireTime(context);
    requireBureau(context, happening.by, held(context));
    const item = stillTaken(context, dataOf(happening, "item.noted").item);
    requireNoConflict(itemOf(context, item.key), happening.by);
  },
};
