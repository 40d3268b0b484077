import type { DeadlineExplanation, Effect, NewTask } from "../../../effects.ts";
import type { Made } from "../rules.ts";

export type Make = (made: Made) => Effect[];

export const settle = (key: string, as: "met" | "breached" | "cleared" = "met"): Effect => ({
  do: "settle-deadline",
  key,
  as,
});

/** A clock of the message; reaching it comes back as `deadline.reached` with its key. */
export const clock = (d: {
  key: string;
  name: string;
  rule: string;
  article: string;
  startedAt: string;
  dueAt: string;
  shown?: boolean;
  explanation?: DeadlineExplanation;
}): Effect => ({
  do: "start-deadline",
  deadline: { shown: true, ...d, event: { type: "deadline.reached", key: d.key } },
});

export const task = (one: Omit<NewTask, "function"> & { function?: string }): Effect => ({
  do: "open-task",
  task: { function: "rssi", ...one },
});

/** The message as the lock and other dossiers know it. */
export const caseOf = ({ world, after }: Made) => ({
  dossier: world.dossier,
  ref: world.ref,
  title: titleOf(after),
});
export const titleOf = ({ facts }: Made["after"]): string =>
  facts.title ?? facts.sms?.slice(0, 80) ?? "Message à la communauté";

export const tellLock = (data: Record<string, unknown>): Effect => ({
  do: "tell",
  to: "lock",
  event: { type: "message.admitted", data },
});
