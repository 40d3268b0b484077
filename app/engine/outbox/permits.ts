import type { Asked, Verdict } from "./gate.ts";

type Waiting = { asked: Asked; tell: (verdict: Verdict) => void; fail: (error: unknown) => void };

/** Permits of one statement on a way out that uses them at once, and what « at once » is, in milliseconds. */
const TOGETHER = 8;
const AT_ONCE_MS = 200;

/**
 * Asks the gate for messages that are ready in the same moment, in one statement. No other permit is asked for until
 * the last of a group has been used, and a group is what the wire takes at once: at a closing only the few messages
 * of one group may still leave, each within its two seconds.
 * @param ask the gate, for several messages that leave now.
 * @param places messages on the wire at once.
 */
export function permits(ask: (asked: Asked[]) => Promise<(id: string) => Verdict>, places: number) {
  const waiting: Waiting[] = [];
  let unused = 0;
  let asking = false;
  let most = places;
  let given = 0;

  async function turn(): Promise<void> {
    if (asking) return;
    asking = true;
    // What becomes ready in this turn of the loop shares the statement.
    await new Promise((resolve) => setImmediate(resolve));
    while (waiting.length > 0 && unused === 0) {
      const group = waiting.splice(0, most);
      try {
        const verdictOf = await ask(group.map(({ asked }) => asked));
        for (const { asked, tell } of group) {
          const verdict = verdictOf(asked.id);
          if (verdict.is === "open") unused += 1;
          tell(verdict);
        }
        given = performance.now();
      } catch (error) {
        for (const { fail } of group) fail(error);
      }
    }
    asking = false;
  }

  return {
    /** @throws whatever the gate throws; then there is no permit. */
    ask(asked: Asked): Promise<Verdict> {
      return new Promise((tell, fail) => {
        waiting.push({ asked, tell, fail });
        void turn();
      });
    },
    /** Each permit given is said to be used once: when its message leaves, or when it is too old to. */
    used(): void {
      unused -= 1;
      if (unused === 0) most = performance.now() - given < AT_ONCE_MS ? Math.max(places, TOGETHER) : places;
      void turn();
    },
  };
}
export type Permits = ReturnType<typeof permits>;
