import type { Figure } from "../figures.ts";
import type { Stage } from "../stage.ts";
import { dispatchBench } from "./dispatch.ts";

/** Every benchmark of issue 2 §8.5, by the name that chooses it. */
export const benches: Record<string, (stage: Stage) => Promise<Figure[]>> = {
  dispatch: dispatchBench,
};
