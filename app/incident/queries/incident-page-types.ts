import type { DeadlineExplanation } from "#machines/effects.ts";

/* Rows as the statements of the page answer them; times within JSON are ISO 8601 text. */

export type DeadlineRow = {
  key: string;
  name: string;
  rule: string;
  article: string;
  startedAt: string;
  dueAt: string | null;
  shown: boolean;
  state: string;
  settledAt: string | null;
  explanation: DeadlineExplanation | null;
};
export type TaskRow = {
  key: string;
  kind: string;
  function: string;
  title: string;
  rule: string | null;
  article: string | null;
  data: { deliveries?: string[]; gaps?: { name: string; function: string; via: string | null }[] };
  state: string;
  openedAt: string;
};
export type AttachmentRow = { hash: string; name: string; mime: string; size: number; addedAt: string };
export type DossierPageRow = {
  id: string;
  ref: string;
  machine: string;
  machineVersion: number;
  state: string;
  context: Record<string, unknown>;
  revision: number;
  conventionId: string;
  title: string;
  openedAt: Date;
  closedAt: Date | null;
  exercise: boolean;
  dispositif: string;
  rights: boolean[];
  deadlines: DeadlineRow[];
  tasks: TaskRow[];
  attachments: AttachmentRow[];
};
/** Someone alerted, or an organisation's mailbox. */
export type AlertedPerson = {
  id: string;
  /** The message that this one escalates. */
  aboutId: string | null;
  notice: string;
  function: string;
  name: string;
  channel: string;
  rule: string;
  article: string;
  alert: string;
  via: string | null;
  state: string;
  sentAt: string | null;
  /** How far it is known to have gone (outbox/stage.sql.ts), and when it got there. */
  stage: string;
  stageAt: string | null;
  seenAt: string | null;
  ackedAt: string | null;
  answer: string | null;
  error: string | null;
  organisation: string;
  reminders: number;
};
export type TileRow = { departement: string | null; total: number; answered: number; failed: number };
export type WaveRow = { key: string; template: string; at: string; total: number };
