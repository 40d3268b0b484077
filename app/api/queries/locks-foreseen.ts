import type { Consequences } from "#app/engine/preview.ts";
import type { LockContext } from "#machines/lock/v1/changes.ts";

/** Channels to the community that an event would shut, each by its rule, and those that it would open again. */
export function locksForeseen({ told }: Pick<Consequences, "told">) {
  const locks = told.filter(({ row }) => row.kind === "lock");
  const [first, last] = [locks[0], locks.at(-1)];
  if (!first || !last) return { locks: [], unlocks: [] };
  const before = first.row.context as unknown as LockContext;
  const after = last.stepped.context as unknown as LockContext;
  const wasOpen = new Set(before.open.map(({ channel }) => channel));
  return {
    locks: after.closed.flatMap(({ channel, because: [first] }) =>
      first && wasOpen.has(channel) ? [{ channel, rule: first.rule, article: first.article }] : [],
    ),
    unlocks: after.open.map(({ channel }) => channel).filter((channel) => !wasOpen.has(channel)),
  };
}
