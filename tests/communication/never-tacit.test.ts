import fc from "fast-check";
import { expect, test } from "vitest";
import { aRun } from "./silence/draws.ts";
import { play, seen } from "./silence/play.ts";

const RUNS = Number(process.env.SILENCE_RUNS ?? 10_000);
/** Repeats a failure with `SEED=… npx vitest run --project unit tests/communication/never-tacit.test.ts`. */
const seed = process.env.SEED ? Number(process.env.SEED) : Date.now() % 2 ** 31;

test(`over ${RUNS} lives silence approves nothing that the text does not give it (seed ${seed})`, () => {
  Error.stackTraceLimit = 2;
  const before = process.cpuUsage();
  fc.assert(fc.property(aRun, play), { numRuns: RUNS, seed });
  const { user, system } = process.cpuUsage(before);
  const lines = Object.entries(seen).sort().map(([what, n]) => `${what}: ${n}`); // biome-ignore format: one line
  console.info(
    `${RUNS} runs, seed ${seed}, ${Math.round((user + system) / 1e6)} s of processor\n${lines.join("\n")}`,
  );
  if (RUNS < 5_000) return;
  // What never happened was not tested.
  for (const what of [
    ...[
      "tacit T1",
      "tacit T2",
      "ends late",
      "ends tacit",
      "ends approved",
      "left classique",
      "left urgent",
      "left crise",
    ],
    ...[
      "left surete",
      "t1.adapted",
      "adaptation.declined",
      "adaptation.accepted",
      "approval.given",
      "t2.refused",
    ],
  ])
    expect(seen[what], what).toBeGreaterThan(0);
}, 300_000);
