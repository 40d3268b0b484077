import type { Effect } from "../../effects.ts";
import type { Happening } from "../../step.ts";
import type { CrisisContext } from "./context.ts";
import type { Made } from "./effects/kinds.ts";
import { personOf } from "./rules.ts";

const PREFIX = "sso-application:";
/** Whether a compromise is of an application opened from the ENT, and not of the ENT itself. */
export const isApplication = (what: string): boolean => what.startsWith(PREFIX);
/** Applications that a crisis names now; none in crises begun before it could. */
export const applicationsOf = ({ applications = [] }: Pick<CrisisContext, "applications">) => applications;

export const named = (crisis: CrisisContext, happening: Happening): Partial<CrisisContext> => {
  const { what, reason } = happening.data as { what: string; reason: string };
  const one = { what, reason, by: personOf(happening.by), at: happening.at };
  return { applications: [...applicationsOf(crisis), one] };
};
export const noLongerNamed = (crisis: CrisisContext, happening: Happening): Partial<CrisisContext> => {
  const { what } = happening.data as { what: string };
  return { applications: applicationsOf(crisis).filter((one) => one.what !== what) };
};

/**
 * An application that a crisis names is suspended in the same transaction, as with an incident (MBN-6.1). One seat is
 * enough: two people guard the messaging because closing it silences families; a link silences nobody, an incident of
 * one RSSI closes it too, and its return is a decision. What the crisis no longer names, or leaves behind with its
 * exit, is told so and reopens nothing. An exercise suspends nothing real.
 */
export function applicationEffects({ before, after, world }: Made): Effect[] {
  if (after.facts.exercise) return [];
  const [were, are] = [applicationsOf(before), applicationsOf(after)];
  const by = { dossier: world.dossier, ref: world.ref, title: after.facts.title };
  const without = (list: typeof were, others: typeof were) =>
    list.filter(({ what }) => !others.some((one) => one.what === what));
  const tell = (subject: string, type: string, more = {}): Effect => ({
    do: "tell",
    to: { subject },
    event: { type, data: { by, ...more } },
  });
  return [
    ...without(are, were).map(({ what, reason }) => tell(what, "application.compromised", { reason })),
    ...without(were, are).map(({ what }) => tell(what, "application.cleared")),
  ];
}
