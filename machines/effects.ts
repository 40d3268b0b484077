import { z } from "zod";
import type { Target } from "#conventions/schema.ts";
import type { AnswererPlace } from "./time/due.ts";

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
      facts: ProfessionalFacts;
      /** A test of the chain: no level above stands in for who is missing, and being asked opens no dossier. */
      rehearsal?: true;
    }
  | { do: "remind"; about: string; notice: string; facts: ProfessionalFacts }
  /**
   * One task a département, for whoever keeps the directory: addresses of a notice that refused or came back, and,
   * when `silent`, the derived ones that never answered.
   */
  | { do: "list-addresses"; notice: string; function: string; rule: string; article: string; silent?: true }
  | {
      do: "escalate";
      about: string;
      notice: string;
      levels: Levels;
      deliveries?: string[];
      facts: ProfessionalFacts;
    }
  | { do: "answer"; delivery: string; answer: "taken" | "not-me" }
  | { do: "seal-notice"; notice: string; root: string }
  /** « all »: every delivery given up after the last try, and the tasks about them. */
  | { do: "retry"; delivery: string; address?: string }
  | { do: "start-deadline"; deadline: NewDeadline }
  | { do: "settle-deadline"; key: string; as: "met" | "breached" | "cleared" }
  | { do: "open-task"; task: NewTask }
  | { do: "close-task"; key: string }
  /** Names that this dossier alone may have in its dispositif, instead of those it had; none lets go of all. */
  | { do: "claim"; names: string[] }
  /** Hosts that the list of one ENT reports, and those that it no longer does. */
  | {
      do: "keep-hosts";
      added: { host: string; reason: string; why: string; by: string }[];
      removed: string[];
    }
  | { do: "attach"; hash: string; name: string; mime: string; size: number; by: string }
  /** Calls people by name (a seat handed over): each gets the message at their own address. */
  | {
      do: "call";
      notice: string;
      template: NoticeTemplate;
      people: {
        person: string;
        organisation: string;
        function: string;
        alert: string;
        rule: string;
        article: string;
        /**
         * Functions of the same organisation that stand in, in order, where this person left the post or has no
         * address; left out: this very person is meant.
         */
        otherwise?: string[];
      }[];
      /** Functions that answer at each level above, where nobody does there. */
      levels?: Levels;
      facts: ProfessionalFacts;
    }
  /** The measures of a homologation as rows, so that the action plan of all of them is one query. */
  | { do: "keep-measures"; measures: KeptMeasure[]; gone?: string[] }
  /**
   * Sends an event to another dossier in the same transaction: both move, or neither. « subject »: every open dossier
   * of the dispositif that is about it (`columns.subject`), none or many; who sends need not know which.
   */
  | {
      do: "tell";
      to: "lock" | { dossier: string } | { subject: string };
      event: { type: string; data: Record<string, unknown> };
      /** Told only where it takes the event: what it refuses does not hold up the rest. */
      ifTaken?: true;
      /**
       * Right that whoever acts must hold on the dossier told, which the right on the teller does not give; or that
       * the person named holds (`or`, uuid: an authority who is there, while a secretary keys it in).
       */
      needs?: { right: string; or?: string };
    }
  /** A message to the community: one delivery a school and profile, each behind the gate (rules.md §4). */
  | {
      do: "broadcast";
      notice: string;
      channel: string;
      profiles: string[];
      scope: Scope;
      rule: string;
      article: string;
      facts: CommunityFacts;
      /** Only to schools whose decision lets it (MBN-5.3-T2). */
      decided?: true;
    }
  /** One row a school asked, each with the end of its own calendar; `notice` says how its head was found. */
  | {
      do: "open-decisions";
      notice: string;
      scope: Scope;
      calendars: {
        timezone: string;
        departement: string | null;
        goodFridayOff: boolean | null;
        dueAt: string;
      }[];
      rule: string;
      article: string;
    }
  | {
      do: "decide-school";
      school: string;
      state: "accepted" | "refused";
      by: string;
      byId: string;
      reason?: string;
    }
  /** Silence: every pending decision whose clock has run out, in one statement. */
  | { do: "expire-decisions"; until: string }
  /** Schools that closed since they decided are left out. */
  | { do: "close-decisions" }
  /** Heads of school who have not decided, of one clock. */
  | {
      do: "remind-undecided";
      about: string;
      notice: string;
      template: NoticeTemplate;
      dueAt: string;
      facts: ProfessionalFacts;
    }
  /** Done at the ENT, one row an account or message: two people of a crisis decided it. */
  | {
      do: "contain";
      key: string;
      measure: "block-accounts" | "force-password" | "recall-message";
      targets: string[];
    }
  /** Queued messages on these channels of the dispositif wait: held, neither sent nor lost. */
  | { do: "hold"; channels: { channel: string; because: unknown }[] }
  /** Messages whose release was decided leave again on these channels. */
  | { do: "let-go"; channels: string[] }
  /** What was decided of the held messages of one notice, or of all. */
  | {
      do: "settle-held";
      notice: string | "all";
      channel?: string;
      choice: "reroute" | "release" | "cancel";
      to?: string;
      /** Whether the channel they wait for is open now: released ones then leave at once. */
      openNow?: string[];
    }
  | { do: "grant"; organisations: { id: string; via: "declarer" | "place" | "party" | "cell" }[] }
  /**
   * Which people (uuid) may read which other dossiers because of this one, and do nothing more there. The whole list
   * each time: whoever or whatever it leaves out may no more.
   */
  | { do: "let-read"; dossiers: string[]; people: string[] };

/** What a message to the community says, frozen when it was approved. */
export type CommunityFacts = {
  subject: string;
  /** Plain text, in paragraphs. */
  body: string;
  ref: string;
  dispositif: string;
  timezone: string;
  exercise: boolean;
  /** Director of publication (NAN-6). */
  director?: string;
  /** Process of the message (MBN-5.2, MBN-7); urgent ones are marked as such (MBN-5.3-U). */
  process?: "classique" | "urgent" | "crise" | "surete";
  /** A few words for a home page; absent: the title is enough. */
  short?: string;
  /** What leaves by SMS, instead of the body. */
  sms?: string;
  /** Link to a survey (https). */
  survey?: string;
  /** While it is shown on a home page or in a feed (ISO 8601, UTC). */
  startsAt?: string;
  endsAt?: string;
  /** Files of the dossier by their SHA-256. */
  attachments?: { hash: string; name: string; mime: string; size: number }[];
};

export type IncidentTemplate = "alert" | "reminder" | "escalation" | "follow-up" | "breach" | "suspension";
/** cell-call: you have a seat in a crisis cell; crisis: a crisis is open or over; sitrep: a point de situation. */
export type CrisisTemplate =
  | "cell-call"
  | "crisis"
  | "sitrep"
  | "message-approval"
  | "exercise-call"
  /** A stimulus of an exercise, for its players. */
  | "inject";
/** message-decision: a head of school decides (temps 2); message-news: its author is told what became of it. */
export type MessageTemplate = "message-approval" | "message-decision" | "message-news";
export type NoticeTemplate =
  | IncidentTemplate
  | CrisisTemplate
  | MessageTemplate
  | "community"
  | "homologation"
  | "whitelist"
  | "meeting"
  | "reachability";

/** What a message to professionals says, by the kind of dossier that sends it. */
export type ProfessionalFacts =
  | NoticeFacts
  | CrisisFacts
  | HomologationFacts
  | WhitelistFacts
  | ReachabilityFacts
  | MeetingFacts
  | CommunicationNotice;

/** All that a message about a request of the whitelist says, frozen when it was decided. */
export type WhitelistFacts = {
  kind: "whitelist";
  ref: string;
  /** Name of the application. */
  title: string;
  /** Who asks for it. */
  place: string;
  dispositif: string;
  timezone: string;
  exercise: boolean;
  at: string;
  /** Words of the author: what is lacking, why it is refused or suspended. */
  text?: string;
  alerts: NoticeFacts["alerts"];
};

/** What professionals are told of a message to the community, frozen when it was decided. */
export type CommunicationNotice = {
  kind: "communication";
  ref: string;
  title: string;
  process: string;
  processName: string;
  dispositif: string;
  timezone: string;
  exercise: boolean;
  at: string;
  /** Organisation that carries the message. */
  carrier: string;
  /** The message itself, as they would publish it. */
  words: string;
  /** The reason given, where there is one. */
  text?: string;
  alerts: NoticeFacts["alerts"];
};

/** All that a message of a crisis says to professionals, frozen when it was decided. */
export type CrisisFacts = {
  kind: "crisis";
  ref: string;
  title: string;
  dispositif: string;
  timezone: string;
  exercise: boolean;
  at: string;
  /** What is asked, and the point de situation or the words of the author. */
  text?: string;
  alerts: NoticeFacts["alerts"];
};

/** What a homologation says to its authority and to whoever leads it. */
export type HomologationFacts = Omit<CrisisFacts, "kind"> & { kind: "homologation" };

/** One measure of a homologation, as lists and exports read it. `dueAt`: a day, YYYY-MM-DD. */
export type KeptMeasure = {
  key: string;
  catalogue: string;
  ref: string;
  title: string;
  state: string;
  owner: string | null;
  dueAt: string | null;
  proof: string | null;
  note: string | null;
};

/** « Êtes-vous joignable ? », frozen when it was sent. */
export type ReachabilityFacts = Omit<CrisisFacts, "kind"> & { kind: "reachability"; endsAt: string };

/** What an instance or one of its meetings says to whoever sits there, frozen when it was decided. */
export type MeetingFacts = Omit<CrisisFacts, "kind"> & {
  kind: "meeting";
  what:
    | "convened"
    | "moved"
    | "changed"
    | "cancelled"
    | "reminder"
    | "consultation"
    | "closing"
    | "drafted"
    | "minutes"
    | "year";
  /** Name of the instance. */
  instance: string;
  /** Page of the console, from its root. */
  path: string;
  starts?: string;
  ends?: string;
  place?: string | null;
  link?: string | null;
  agenda?: { n: number; title: string; ref: string | null }[];
  /** What changed since they were last told, a sentence each. */
  changes?: string[];
  /** Its event in the reader's own calendar (RFC 5545, 5546). */
  calendar?: { method: "REQUEST" | "CANCEL"; sequence: number };
};

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
  /** Days that did not count, and the choice of the console that says so. */
  leftOut: { day: string; because: string; rule?: string }[];
  /** Days a reader may expect to be left out and that counted all the same: Good Friday where its commune works. */
  counted?: { day: string; because: string; rule: string }[];
  end: string;
  /** Whose days were counted; absent from deadlines of older versions. */
  place?: AnswererPlace;
};
export type NewTask = {
  key: string;
  kind:
    | "gap"
    | "dead-letter"
    | "follow-up"
    | "unanswered"
    | "decision"
    | "breach"
    | "step"
    | "held"
    | "action"
    | "address"
    | "homologation"
    | "meeting";
  function: string;
  /** Whose holders alone it waits for (uuid); left out, whoever holds the function. */
  organisation?: string;
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
