import type { CellRole, Compromised, Measure } from "#runbooks/schema/words.ts";
import type { Scope } from "../../effects.ts";
import type { Progress } from "../../procedure/states.ts";
import type { CaseFacts, OrganisationOf } from "./facts.ts";
import type { MessageText, SitrepText } from "./words.ts";

export type Person = { id: string; name: string };
/** A seat of the cell as somebody holds it. */
export type Member = Person & {
  role: CellRole;
  function: string;
  organisation: OrganisationOf;
  substitute: boolean;
  since: string;
  /** Handed over since: no longer sits, stays in the record. */
  until?: string;
};
/** What is known of a step or decision beyond its state. Times: ISO 8601, UTC. */
export type ActionFacts = {
  by?: Person;
  at?: string;
  /** When it opened, and until when it should be done. */
  openedAt?: string;
  dueAt?: string;
  late?: boolean;
  proof?: string;
  reason?: string;
};
/** Two people for each: whoever declares, then another in the other seat. */
export type CompromiseFacts = {
  declared?: { by: Person & { role: CellRole }; at: string; reason: string };
  confirmed?: { by: Person & { role: CellRole }; at: string };
  /** Lifting, as far as it is. */
  restoring?: { by: Person & { role: CellRole }; at: string; reason: string };
};
export type MessageFacts = MessageText & {
  state: "proposed" | "approved" | "refused" | "withdrawn" | "late";
  by: Person & { organisation: string };
  at: string;
  /** Its own reference (COM-2026-001), where it was proposed as a dossier. */
  ref?: string;
  /** Party that approves, and by which article; null: the crisis direction. */
  approver: { kind: string; rule: string; article: string } | null;
  dueAt?: string;
  answered?: { by: Person; at: string; reason?: string };
};
export type PressFacts = {
  key: string;
  title: string;
  body: string;
  state: "proposed" | "approved" | "refused";
  by: Person;
  at: string;
  approver: { kind: string; rule: string; article: string } | null;
  answered?: { by: Person; at: string; reason?: string };
};
export type SitrepFacts = SitrepText & {
  number: number;
  state: "draft" | "validated";
  by: Person;
  at: string;
  validated?: { by: Person; at: string };
};
export type RetexAction = {
  key: string;
  title: string;
  owner: string;
  dueAt: string;
  late?: boolean;
  done?: { by: Person; at: string; note?: string };
  /** Given up by a committee, for the reason that `done` notes. */
  dropped?: true;
};
/** One measure at the ENT: proposed by one seat, confirmed by the other, then done there. */
export type ContainmentFacts = {
  key: string;
  measure: Measure;
  targets: string[];
  reason: string;
  by: Person & { role: CellRole };
  at: string;
  /** simulated: confirmed in an exercise, and done to nobody. */
  state: "proposed" | "confirmed" | "withdrawn" | "executed" | "simulated";
  confirmed?: { by: Person & { role: CellRole }; at: string };
  withdrawn?: { by: Person; at: string; reason: string };
  outcome?: { at: string; done: number; failed: number; reasons: string[] };
};
export type CrisisLife = "veille" | "qualified" | "active" | "sortie" | "retex" | "closed" | "stood-down";

/** All that a crisis remembers besides its journal. The main courante is the journal itself. */
export type CrisisContext = {
  facts: CaseFacts;
  scope: Scope;
  severity: string | null;
  /** Criteria ticked, with who and when. */
  activation: { key: string; by: Person; at: string }[];
  exit: { key: string; by: Person; at: string }[];
  /** The direction's recorded decision to run a runbook that no commission approved (MBN-6.2). */
  unapproved?: { reason: string; by: Person; at: string };
  cells: ("operational" | "strategic")[];
  members: Member[];
  steps: Progress;
  actions: Record<string, ActionFacts>;
  compromises: Partial<Record<Compromised, CompromiseFacts>>;
  /** Applications opened from the ENT that it names (`sso-application:<key>`); absent in crises begun before. */
  applications?: { what: string; reason: string; by: Person; at: string }[];
  /** Substitution channels that this crisis opened. */
  channels: { channel: string; by: Person; at: string; reason: string }[];
  /** Absent in crises begun before measures could be taken here. */
  containments?: ContainmentFacts[];
  messages: MessageFacts[];
  press: PressFacts[];
  authorities: { authority: string; notifiedAt: string; reference?: string; by: Person }[];
  sitreps: SitrepFacts[];
  retex: {
    dueAt?: string;
    notes: { kind: "well" | "badly"; text: string; by: Person; at: string }[];
    actions: RetexAction[];
    summary?: { text: string; by: Person; at: string };
  };
  waves: { key: string; at: string; reminders: number }[];
  /** How many lines the main courante has, and how many calls are unanswered at the last look. */
  lines: number;
};
