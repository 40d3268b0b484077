import type { Item, MeetingContext, Tally } from "./context.ts";
import { inConflict, there } from "./who.ts";
import { byAuthority, type Verdict } from "./words.ts";

/**
 * Seats that count for the quorum of a point, at this moment: those present whose member is not in conflict on it; in
 * a written consultation, those that answered (CHOIX-SEANCE). Someone who left counts no more.
 */
export function seatsCounted(context: MeetingContext, item: Item): string[] {
  if (context.kind === "written")
    return [...new Set([...item.votes, ...item.opinions].map(({ seat }) => seat))];
  return there(context)
    .filter(({ who }) => !inConflict(item, who.id))
    .map(({ seat }) => seat);
}

/** What the votes and the quorum of a point say at this moment. */
export function tallyOf(context: MeetingContext, item: Item): Tally {
  const count = (vote: string) => item.votes.filter((one) => one.vote === vote).length;
  const [pro, against] = [count("for"), count("against")];
  const casting = pro === against ? castingOf(context, item) : undefined;
  return {
    for: pro,
    against,
    abstain: count("abstain"),
    quorum: { present: seatsCounted(context, item).length, needed: context.quorum.needed },
    ...(casting && { casting }),
    adopted: item.votes.length === 0 ? null : casting ? casting === "for" : pro > against,
  };
}

/** The chair's own vote, where the text lets it settle a tie; none: a tie adopts nothing (CHOIX-SEANCE). */
function castingOf({ casting, chair }: MeetingContext, { votes }: Item): "for" | "against" | undefined {
  const vote = casting && votes.find(({ seat }) => seat === chair)?.vote;
  return vote === "for" || vote === "against" ? vote : undefined;
}
export const hasQuorum = ({ quorum: { present, needed } }: Tally) => present >= needed;

const positive: Verdict[] = [
  "approved",
  "approved-with-conditions",
  "kept",
  "reinstated",
  "resumed",
  "conforme",
  "adopted",
  "maintained",
  "to-check",
  "extended",
  "done",
];
const neutral: Verdict[] = ["more-information", "reserve"];
const sideOf = (verdict: string) => {
  const one = verdict as Verdict;
  return neutral.includes(one) ? one : positive.includes(one) ? "yes" : "no";
};

/**
 * Whether a verdict goes against the votes: the proposal was carried and another side is proclaimed, or it was not
 * and it is proclaimed all the same. No vote binds where an authority decides.
 */
export function goesAgainst(verdict: string, item: Item, { adopted }: Tally): boolean {
  if (adopted === null || byAuthority(item.kind)) return false;
  return (sideOf(verdict) === sideOf(item.proposal)) !== adopted;
}
