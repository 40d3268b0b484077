/** One line of the bench: what was measured, beside the limit it is held to in the same run. */
export type Figure = {
  name: string;
  value: number;
  unit: string;
  /** The other side's value, or the fixed limit. */
  beside: number;
  ratio: number;
  /** "≥ 0.8": how the ratio is held. */
  hold: { atLeast: number } | { atMost: number };
};

export const median = (values: number[]): number => {
  const sorted = [...values].sort((a, b) => a - b);
  const half = sorted.length >> 1;
  return sorted.length % 2
    ? (sorted[half] as number)
    : ((sorted[half - 1] as number) + (sorted[half] as number)) / 2;
};

export const kept = ({ ratio, hold }: Figure) =>
  "atLeast" in hold ? ratio >= hold.atLeast : ratio <= hold.atMost;

const short = (n: number) => (Math.abs(n) >= 100 ? n.toFixed(0) : n.toPrecision(3));

/** `name  value unit  limit-value  ratio`, then what the ratio is held to. */
export function line(figure: Figure, quick = false): string {
  const { name, value, unit, beside, ratio, hold } = figure;
  const held = "atLeast" in hold ? `≥ ${hold.atLeast}` : `≤ ${hold.atMost}`;
  return [
    name.padEnd(34),
    `${short(value)} ${unit}`.padEnd(18),
    short(beside).padEnd(10),
    ratio.toFixed(2).padEnd(7),
    `${held.padEnd(7)} ${quick ? "(short run)" : kept(figure) ? "ok" : "MISSED"}`,
  ].join("  ");
}

/**
 * Both sides by turns, A B A B…: what the machine does meanwhile falls on both alike.
 * @returns the median of each side, and the median of the ratios of neighbours.
 */
export async function byTurns(
  rounds: number,
  ours: (round: number) => Promise<number>,
  bare: (round: number) => Promise<number>,
) {
  const a: number[] = [];
  const b: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    a.push(await ours(round));
    b.push(await bare(round));
  }
  return { ours: median(a), bare: median(b), ratio: median(a.map((value, i) => value / (b[i] as number))) };
}

/** Runs `work` from so many clients for so long. @returns how many a second. */
export async function perSecond(
  clients: number,
  ms: number,
  work: (client: number, n: number) => Promise<unknown>,
): Promise<number> {
  const start = performance.now();
  let done = 0;
  await Promise.all(
    Array.from({ length: clients }, async (_, client) => {
      for (let n = 0; performance.now() - start < ms; n += 1) {
        await work(client, n);
        done += 1;
      }
    }),
  );
  return (done / (performance.now() - start)) * 1000;
}
