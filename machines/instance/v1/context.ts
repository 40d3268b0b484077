import type { Named } from "../../words.ts";
import type { InstanceDataOf, Terms } from "./events.ts";

/** A seat and who holds it. `since`: ISO 8601, UTC; null while it is vacant. */
export type Seat = Omit<InstanceDataOf<"seat.added">["seat"], "substitutes"> & {
  /** Least number of substitutes that the text asks for. */
  wanted: number;
  /** « decision »: the text is silent on it, whoever prepares the instance added it. */
  origin: "text" | "decision";
  holder: Named | null;
  substitutes: Named[];
  since: string | null;
};

/** A meeting as its instance knows it, to count those of a year. */
export type MeetingOfYear = {
  meeting: string;
  ref: string;
  at: string;
  state: "planned" | "convened" | "held" | "cancelled";
  /** Beyond the minimum: not one of those counted against it. */
  extra?: true | undefined;
};

/** One committee of a convention in one dispositif: who sits there, and how often it met. Times: ISO 8601, UTC. */
export type InstanceContext = {
  /** Key in the convention's `instances`. */
  key: string;
  /** What the convention says of it; a newer version brings others (instance.aligned). */
  terms: Terms;
  timezone: string;
  seats: Seat[];
  /** Seat that chairs; null: the text names none, and nobody has chosen yet. */
  chairSeat: string | null;
  /** The chair was chosen here, the text being silent. */
  chairChosen: boolean;
  secretaries: Named[];
  guests: Named[];
  meetings: MeetingOfYear[];
  /** The year that would end, or ended, below the minimum; null: none. */
  short: {
    year: number;
    held: number;
    planned: number;
    needed: number;
    since: string;
    over: boolean;
  } | null;
};
