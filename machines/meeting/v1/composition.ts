import { citedFor, quorumNeeded } from "#conventions/instance.ts";
import type { Convention } from "#conventions/schema.ts";
import type { MeetingContext } from "./context.ts";
import type { Composition } from "./events.ts";
import { CHOICE, refuse } from "./refuse.ts";
import { peopleOf } from "./who.ts";

type Composed = Pick<MeetingContext, "members" | "chair" | "secretaries" | "guests" | "quorum" | "casting">;

/** Who is called, who presides, and how many must be there: as the instance is made up now. */
export function composed(convention: Convention, key: string, found: Composition): Composed {
  const instance = convention.instances.find((one) => one.key === key);
  if (!instance)
    return refuse(CHOICE, `Cette convention n’a pas d’instance « ${key} ».`, convention.instances.map((one) => `instance:${one.key}`));
  const members = found.seats.map(({ key: seat, kind: party, label, holder, substitutes }) => ({
    ...{ seat, party, label, holder, substitutes },
  }));
  const filled = members.filter((one) => peopleOf(one).length > 0).length;
  const { rule, article, choice } = citedFor(instance, "quorum");
  return {
    members,
    chair: found.chairSeat,
    secretaries: found.secretaries,
    guests: found.guests,
    casting: instance.castingVote ? citedFor(instance, "castingVote") : null,
    quorum: { seats: filled, needed: quorumNeeded(instance, filled), rule, article, choice },
  };
} // biome-ignore format: the refusal stays whole
