import type { OrganisationOf, PlaceOf } from "./words.ts";

/*
 * What the engine looks up just before a step and puts beside the event's data, so that the step stays pure and the
 * journal holds what was known (app/engine/asked). People never send these.
 */

/** Schools of the audience that keep one calendar: same zone, same public holidays. Their clocks end together. */
export type SchoolGroup = {
  timezone: string;
  departement: string | null;
  academie: string | null;
  /** ecole | college | lycee | autre */
  type: string;
  /** Good Friday in its commune, where recorded (machines/time). */
  goodFridayOff: boolean | null;
  schools: number;
};
/** Someone who may answer for an approval: a holder, a substitute, a mailbox, the level above. */
export type Answerer = {
  person: string | null;
  name: string;
  function: string;
  organisation: OrganisationOf;
  address: string | null;
  via: "holder" | "substitute" | "mailbox" | "above";
};
/** One authority asked, and why. `via` null: nobody could be found at all. */
export type FoundApprover = {
  key: string;
  function: string;
  organisation: PlaceOf;
  rule: string;
  article: string;
  /** Where the text is silent on who approves. */
  choice?: true;
  /** Functions that may answer there, best first. */
  functions: string[];
  /** Whoever belongs to a party of this kind may answer (MBN-5.3-K1, K2). */
  kind?: string;
  answerers: Answerer[];
  via: Answerer["via"] | null;
};
export type Reach = { schools: number; groups: SchoolGroup[] };

export type Found = {
  reach?: Reach;
  approvers?: FoundApprover[];
  /** The decision of the school that answers, as it stands. */
  decision?: { school: string; name: string; state: DecisionState; dueAt: string; at: string | null } | null;
  /** Pending decisions whose clock has run out: how many, and the hash over their rows (decisions.ts). */
  expiring?: { count: number; root: string; left: number };
  /** Files of the dossier, as the message carries them. */
  files?: { hash: string; name: string; mime: string; size: number }[];
  /** Schools that a variable of the text leaves without a value, as the directory is now. */
  lacking?: { schools: number; missing: { variable: string; count: number }[] };
  /** How many SMS of the network its text is, and the characters that cost more (app/platform/channels/sms-text.ts). */
  sms?: { encoding: string; parts: number; odd: string[] };
  /** Schools closed since they decided: left out, and shown as such. */
  closed?: { count: number; schools: { id: string; name: string }[] };
};
export type DecisionState = "pending" | "accepted" | "refused" | "tacit" | "closed";
