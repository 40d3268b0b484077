import type { Scope } from "../../effects.ts";
import type { Facts, Place } from "./facts.ts";

/** One sending of the chain; a wider perimeter or a new fact that reaches new people makes another. */
export type Wave = { key: string; at: string; signature: string; reminders: number };
export type ClockState = "running" | "met" | "breached" | "cleared";

export type IncidentContext = {
  facts: Facts;
  place: Place;
  declarer: Place;
  scope: Scope;
  field: string | null;
  severity: string | null;
  waves: Wave[];
  followUps: number;
  closures: number;
  /** Clocks of the convention by their key. */
  clocks: Record<string, ClockState>;
  cnil: { at: string; reference: string | null } | null;
  breaches: number;
  /** Applications whose requests were told that they are compromised (MBN-6.1), and not yet that they no longer are. */
  applications?: string[];
};
