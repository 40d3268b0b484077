import type { AnswererPlace } from "../../time/due.ts";
import type { TestFacts } from "./events.ts";

/** Who answered is in the deliveries: 5,500 of them are no context. */
export type ReachabilityContext = {
  facts: TestFacts;
  place: { id: string; name: string } & AnswererPlace;
  /** Reminders sent. */
  reminders: number;
  ended: { at: string; reason: string | null } | null;
};
