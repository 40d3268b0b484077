import { z } from "zod";
import type { Target } from "#conventions/schema.ts";

/** Whom an alert is for, in the words of the convention; the engine turns it into addresses in one SQL statement. */
export type PlanItem = {
  /** Key of the alert rule in the convention. */
  alert: string;
  rule: string;
  article: string;
  target: Target;
  /** Address and owner of the mailbox, for a target that is a mailbox of the convention. */
  mailbox?: { address: string; organisation: string; name: string };
};

/** The schools concerned, from which every « where » of a target is found. */
export type Scope = {
  perimeter: "school" | "schools" | "departement" | "academie" | "dispositif";
  /** Organisation (uuid) where it happened. */
  place: string;
  /** Schools named one by one (uuid), for the perimeter « schools ». */
  schools?: string[];
  departement?: string;
  academie?: string;
  /** Organisation (uuid) of whoever declared: it is not alerted as « the other parties ». */
  declarer: string;
  /** Person (uuid) who declared: they know already. */
  author?: string;
};

/** Functions that answer at each level when an alert goes up (convention.levels). */
export type Levels = Record<string, string[]>;

/**
 * What a step wants done, as data. The engine writes each as rows in the transaction of the step,
 * so a crash before commit changes nothing and a crash after loses nothing.
 */
export type Effect =
  | {
      do: "alert";
      notice: string;
      template: NoticeTemplate;
      plan: PlanItem[];
      scope: Scope;
      levels: Levels;
      facts: NoticeFacts;
    }
  | { do: "remind"; about: string; notice: string; facts: NoticeFacts }
  | {
      do: "escalate";
      about: string;
      notice: string;
      levels: Levels;
      deliveries?: string[];
      facts: NoticeFacts;
    }
  | { do: "answer"; delivery: string; answer: "taken" | "not-me" }
  | { do: "seal-notice"; notice: string; root: string }
  /** « all »: every delivery given up after the last try, and the tasks about them. */
  | { do: "retry"; delivery: string; address?: string }
  | { do: "start-deadline"; deadline: NewDeadline }
  | { do: "settle-deadline"; key: string; as: "met" | "breached" | "cleared" }
  | { do: "open-task"; task: NewTask }
  | { do: "close-task"; key: string }
  | { do: "attach"; hash: string; name: string; mime: string; size: number; by: string }
  | { do: "grant"; organisations: { id: string; via: "declarer" | "place" | "party" }[] };

export type NoticeTemplate = "alert" | "reminder" | "escalation" | "follow-up" | "breach" | "suspension";

/** All that a message says, frozen when it was decided; rendering adds only the recipient. */
export type NoticeFacts = {
  ref: string;
  title: string;
  category: string;
  certainty: string;
  description: string;
  place: string;
  placeKey: string;
  dispositif: string;
  declarer: string;
  noticedAt: string;
  personalData: boolean | null;
  perimeter: string;
  timezone: string;
  exercise: boolean;
  /** Cause and window of a suspension (ATR-7.2). */
  suspension?: {
    cause: "maintenance" | "security" | "force-majeure";
    from: string;
    until?: string | undefined;
  };
  /** Words of the author, for a follow-up, a suspension, a breach. */
  text?: string;
  /** Statement and expectations by alert key. */
  alerts: Record<
    string,
    { statement: string; expected: string[]; rule: string; article: string; answerBy?: string }
  >;
};

/** Times are ISO 8601 in UTC. `dueAt` null: a duty that stays open until it is met. */
export type NewDeadline = {
  key: string;
  name: string;
  rule: string;
  article: string;
  startedAt: string;
  dueAt: string | null;
  shown: boolean;
  event: { type: string } & Record<string, unknown>;
  explanation?: DeadlineExplanation;
};
export type DeadlineExplanation = {
  start: string;
  unit: "hours" | "minutes" | "workingHours" | "workingDays";
  amount: number;
  leftOut: { day: string; because: string }[];
  end: string;
};
export type NewTask = {
  key: string;
  kind: "gap" | "dead-letter" | "follow-up" | "unanswered" | "decision" | "breach";
  function: string;
  title: string;
  rule?: string;
  article?: string;
  data?: Record<string, unknown>;
  dueAt?: string;
};

/** Who did it. `system` covers the clock and the outbox; their name says which. */
export const actorSchema = z.object({
  kind: z.enum(["person", "system"]),
  id: z.string(),
  name: z.string(),
  function: z.string().optional(),
  organisation: z.object({ id: z.string(), key: z.string(), kind: z.string(), name: z.string() }).optional(),
});
export type Actor = z.infer<typeof actorSchema>;
