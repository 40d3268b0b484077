/** One line of the bench: what was measured, beside the limit it is held to in the same run. */
export type Figure = {
  name: string;
  value: number;
  unit: string;
  /** The other side's value, or the fixed limit. */
  beside: number;
  ratio: number;
  /** First and third quartile of the ratio, where it is a median of many pairs. */
  spread?: [low: number, high: number];
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
  const { name, value, unit, beside, ratio, spread, hold } = figure;
  const held = "atLeast" in hold ? `≥ ${hold.atLeast}` : `≤ ${hold.atMost}`;
  return [
    name.padEnd(34),
    `${short(value)} ${unit}`.padEnd(18),
    short(beside).padEnd(10),
    ratio.toFixed(2).padEnd(7),
    `${held.padEnd(7)} ${quick ? "(short run)" : kept(figure) ? "ok" : "MISSED"}`,
    ...(spread ? [`half of the pairs between ${spread.map((one) => one.toFixed(2)).join(" and ")}`] : []),
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

/**
 * Many short measures in pairs, each side first in turn: neighbours in time meet the same machine, and no single
 * disturbance decides.
 * @returns the median of each side, of the ratio of each pair, and the quartiles of that ratio.
 */
export async function inPairs(pairs: number, ours: () => Promise<number>, bare: () => Promise<number>) {
  const a: number[] = [];
  const b: number[] = [];
  for (let pair = 0; pair < pairs; pair += 1)
    for (const first of pair % 2 ? [true, false] : [false, true])
      if (first) a.push(await ours());
      else b.push(await bare());
  const ratios = a.map((value, i) => value / (b[i] as number)).sort((x, y) => x - y);
  const at = (part: number) => ratios[Math.floor(part * (ratios.length - 1))] as number;
  const spread: [number, number] = [at(0.25), at(0.75)];
  return { ours: median(a), beside: median(b), ratio: median(ratios), spread };
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
