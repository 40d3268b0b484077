import type { Room, Rules } from "#machines/crisis/v1/room.ts";
import { computeLock, type LockCase, type LockView } from "#machines/lock/v1/compute.ts";

/**
 * What this crisis alone closed at that moment, by the very rule of the lock; null while it closes nothing.
 * Other cases of the dispositif are not in this journal.
 */
export function lockOfRoom(
  { state, context, lines }: Room,
  { runbook, communication }: Rules,
): LockView | null {
  if (!context || runbook.lock.state === "none" || state !== "active") return null;
  const one: LockCase = {
    dossier: "",
    ref: "",
    title: context.facts.title,
    state: runbook.lock.state,
    since: "",
    compromised: (["messaging", "authentication"] as const).flatMap((what) => {
      const at = context.compromises[what]?.confirmed?.at;
      return at ? [{ what, at }] : [];
    }),
    opened: context.channels.map(({ channel, at, reason }) => ({ channel, at, reason })),
  };
  return computeLock([one], [], communication, lines.at(-1)?.at ?? "");
}
