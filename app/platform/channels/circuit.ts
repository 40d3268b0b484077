/** What is said at once while the other side is left in peace; `reason` is that of the failure that opened it. */
export class Paused extends Error {
  constructor(readonly reason: string) {
    super(reason);
  }
}

export type CircuitOptions = {
  /** Failures in a row, with no answer in between, that make an outage. */
  strikes?: number;
  /** First pause and longest one, in milliseconds; each failed probe doubles it. */
  pauseMs?: number;
  longestMs?: number;
  /** Told once when it goes (why), once when it is seen to work (null): at its first answer, and when it comes back. */
  onChange?: (reason: string | null) => void;
  clock?: () => number;
};
/** What an attempt showed of the other side: « down » of the server as a whole, « blocked » of our account there. */
export type Sign = { kind: "down" | "blocked"; reason: string } | null;

/**
 * Keeps a thousand messages from each waiting for a server that does not answer. After some failures in a row nothing
 * is asked for a while; then one message tries (half-open), and the others are answered at once until it has come back.
 * @param signOf what an error says of the server; null when it is about that message alone.
 */
export function circuit(signOf: (error: unknown) => Sign, options: CircuitOptions = {}) {
  const { strikes: most = 3, pauseMs = 5_000, longestMs = 60_000, onChange, clock } = options;
  const now = clock ?? (() => performance.now());
  let strikes = 0;
  let pause = pauseMs;
  let until = 0;
  let outage: string | null = null;
  let known = false;
  let probing = false;

  function failed(sign: NonNullable<Sign>) {
    strikes += 1;
    // Wrong credentials tried a thousand times would lock the account.
    if (strikes < most && sign.kind === "down") return;
    if (outage) pause = Math.min(pause * 2, longestMs);
    else onChange?.(sign.reason);
    known = true;
    outage = sign.reason;
    until = now() + pause;
  }
  function answered() {
    if (outage || !known) onChange?.(null);
    known = true;
    outage = null;
    strikes = 0;
    pause = pauseMs;
  }

  return {
    /** @throws Paused without having asked anything, or what `work` throws. */
    async run<T>(work: () => Promise<T>): Promise<T> {
      const probe = outage !== null;
      if (outage && (probing || now() < until)) throw new Paused(outage);
      if (probe) probing = true;
      try {
        const result = await work();
        answered();
        return result;
      } catch (error) {
        const sign = signOf(error);
        if (sign) failed(sign);
        else answered();
        throw error;
      } finally {
        if (probe) probing = false;
      }
    },
  };
}
export type Circuit = ReturnType<typeof circuit>;
