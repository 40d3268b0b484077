import { containmentsOf } from "../changes/containment.ts";
import type { CrisisDataOf } from "../events.ts";
import type { Make } from "./kinds.ts";

/** Confirmed by the other seat: it is done at the ENT. Never in an exercise, where it is only said to be done. */
const contain: Make = ({ after, happening }) => {
  const { key } = happening.data as CrisisDataOf<"containment.confirmed">;
  const one = containmentsOf(after).find((each) => each.key === key);
  if (one?.state !== "confirmed") return [];
  return [{ do: "contain", key, measure: one.measure, targets: one.targets }];
};

export const containmentEffects: Record<string, Make> = { "containment.confirmed": contain };
