import type { Effect, NewDeadline } from "../../../effects.ts";
import type { Happening, World } from "../../../step.ts";
import type { CrisisContext } from "../context.ts";
import type { Rules } from "../rules.ts";

/** What an accepted event wants done: `before` and `after` are the crisis around it. Pure. */
export type Made = {
  before: CrisisContext;
  after: CrisisContext;
  happening: Happening;
  world: World;
  rules: Rules;
};
export type Make = (made: Made) => Effect[];

export const caseOf = ({ after, world }: Made) => ({
  dossier: world.dossier,
  ref: world.ref,
  title: after.facts.title,
});

export const tellLock = (type: string, data: Record<string, unknown>): Effect => ({
  do: "tell",
  to: "lock",
  event: { type, data },
});

/** A clock of the room; reaching it comes back as `deadline.reached` with its key. */
export const clock = (
  d: Pick<NewDeadline, "key" | "name" | "rule" | "article" | "startedAt" | "dueAt"> & { shown?: boolean },
): Effect => ({
  do: "start-deadline",
  deadline: { shown: true, ...d, event: { type: "deadline.reached", key: d.key } },
});

export const settle = (key: string, as: "met" | "breached" | "cleared" = "met"): Effect => ({
  do: "settle-deadline",
  key,
  as,
});
