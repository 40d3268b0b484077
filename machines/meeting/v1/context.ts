import type { KeptFile, Named } from "../../words.ts";
import type { Outcome } from "./outcome.ts";
import type { ItemKind, Opinion, Vote } from "./words.ts";

export type MeetingLife =
  | "planned"
  | "convened"
  | "held"
  | "consulting"
  | "drafted"
  | "validated"
  | "sent"
  | "cancelled";
/** Who did it and when. */
export type Signed = { at: string; by: { id: string; name: string } };
/** A text of the minutes, by whom and when. */
export type Minuted = Signed & { text: string };
export type Paper = { title: string; file?: KeptFile | undefined; link?: string | undefined };
/** Person (uuid) with their name, readable without the directory. */
export type Who = { id: string; name: string };

/** A seat as of convening. `party`: kind of party. */
export type Member = {
  seat: string;
  party: string;
  label: string;
  holder: Named | null;
  substitutes: Named[];
};
export type Presence = {
  seat: string;
  who: Who;
  as: "holder" | "substitute";
  in: string;
  /** Null while they are there. */
  out: string | null;
};

/** A guest who came, without a voice: of no quorum and no vote. */
export type Visit = { who: Who; in: string; out: string | null };

export type Said = { seat: string; who: Who; opinion: Opinion; text: string; at: string };
/** `by`: whoever recorded it, where it was not the voter (show of hands). */
export type Cast = { seat: string; who: Who; vote: Vote; at: string; recordedBy: string | null };
export type InConflict = { seat: string; who: Who; reason: string; at: string };
export type ItemState = "waiting" | "open" | "decided" | "noted" | "postponed";
/** What the votes say: counted when it is proclaimed, or at the end of a consultation. */
export type Tally = {
  for: number;
  against: number;
  abstain: number;
  /** Seats that counted for the quorum, and those needed. */
  quorum: { present: number; needed: number };
  /** A tie that the chair's own vote settled, where the text says so. */
  casting?: "for" | "against";
  /** More for than against; null without any vote: what is decided then is by consensus. */
  adopted: boolean | null;
};

export type Item = {
  key: string;
  /** Rank in the agenda, from 1. */
  n: number;
  kind: ItemKind;
  title: string;
  dossier: { id: string; ref: string; machine: string } | null;
  cause: { text: string; rule: string; article: string } | null;
  papers: Paper[];
  state: ItemState;
  /** What is put to the vote (words.ts, VERDICTS). */
  proposal: string;
  presentation: Minuted | null;
  discussion: Minuted | null;
  /** Of its two texts: rises with each change of either. */
  revision: number;
  opinions: Said[];
  votes: Cast[];
  conflicts: InConflict[];
  /** Votes and opinions of members who then declared a conflict: they count no more. */
  takenBack: { seat: string; who: Who; what: "vote" | "opinion"; value: Vote | Opinion; at: string }[];
  /** At the end of a consultation, before it is proclaimed. */
  tally: Tally | null;
  outcome:
    | (Signed & { what: "decided"; outcome: Outcome; tally: Tally })
    | (Signed & { what: "noted" | "postponed"; text: string })
    | null;
};

/** A party of the convention, by its key there. */
export type Party = { key: string; name: string };

/** What those called were last told: what differs from it waits to be said (news.ts). */
export type ToldAgenda = {
  at: string;
  place: string | null;
  link: string | null;
  items: { key: string; title: string; papers: string[] }[];
};

/** One meeting, or one written consultation, of an instance. Times: ISO 8601, UTC. */
export type MeetingContext = {
  instance: { dossier: string; key: string; name: string; rule: string; article: string };
  kind: "sitting" | "written";
  at: string;
  endsAt: string;
  place: string | null;
  link: string | null;
  timezone: string;
  members: Member[];
  chair: string | null;
  secretaries: Named[];
  guests: Named[];
  /** Seats counted, how many are needed; `choice`: the text is silent, the console chose. */
  quorum: { seats: number; needed: number; rule: string; article: string; choice: boolean };
  /** The chair's vote settles a tie, and by which article; null, as in every text at hand: a tie adopts nothing. */
  casting?: { rule: string; article: string; choice: boolean } | null;
  /** A meeting beyond those that the text asks for, and the parties that agree to it (ATR-5); null: an ordinary one. */
  extra?: { agreed: Party[] } | null;
  items: Item[];
  presence: Presence[];
  /** Guests who came; absent from meetings of before they were written down. */
  visits?: Visit[];
  /** How many times it was called: SEQUENCE of its iCalendar event. Null before. */
  convened: (Signed & { sequence: number; note: string | null; told?: ToldAgenda }) | null;
  openedAt: string | null;
  closedAt: string | null;
  consultation: { opensAt: string; closesAt: string; reason: string; closedAt: string | null } | null;
  minutes: {
    remarks: Minuted | null;
    /** Of the remarks. */
    revision: number;
    draftedAt: string;
    validatedAt: string | null;
    validatedBy: Who | null;
    sentAt: string | null;
  } | null;
  cancelled: (Signed & { reason: string }) | null;
};
