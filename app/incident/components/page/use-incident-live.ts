import type { JournalLine } from "#app/messages/incident-journal.ts";
import type { LiveEntry } from "#app/ui/live/protocol.ts";
import { useLive } from "#app/ui/live/use-live.ts";
import { useReadAgain } from "#app/ui/live/use-read-again.ts";
import type { IncidentPage } from "../../queries/incident-page.ts";

/** What an entry says all by itself: the page needs nothing more from the server. */
const SELF_SUFFICIENT = new Set(["alert.acknowledged", "note.added"]);
/** Shortest wait before reading again, and over how long a thousand pages spread. */
const SOON = { least: 2_000, spread: 4_000 };
/** Of an incident told to many, whoever only hears that something changed waits longer. */
const FEW = 50;
const LATER = { least: 5_000, spread: 25_000 };

const stateAfter: Record<string, string> = {
  "incident.handled": "handled",
  "incident.followed-up": "follow-up-sent",
  "incident.closed": "closed",
  "incident.reopened": "qualified",
};

export type LiveIncident = {
  state: string;
  /** Entries that came since the page was read, newest first. */
  arrived: JournalLine[];
  /** Answers that came since, by delivery. */
  answers: ReadonlyMap<string, { answer: string; at: string }>;
};

/**
 * The incident as it moves: the journal, the answers and the state follow the entries themselves; the page is read
 * again only for what an entry does not say (deadlines, tasks, new recipients), never more than once in two seconds,
 * never all pages at once, and not behind another tab.
 */
export function useIncidentLive(page: IncidentPage): LiveIncident {
  const readAgain = useReadAgain();
  const entries = useLive(
    { dossier: page.id, after: page.revision },
    {
      entry: (entry) => {
        if (!SELF_SUFFICIENT.has(entry.type)) readAgain(SOON);
      },
      change: () => readAgain(page.people.total > FEW ? LATER : SOON),
    },
  );
  const news = entries.filter((entry) => entry.seq > page.revision);
  const answers = new Map<string, { answer: string; at: string }>();
  let state = page.state;
  for (const entry of news) {
    const data = (entry.data ?? {}) as { delivery?: string; answer?: string };
    if (entry.type === "alert.acknowledged" && data.delivery)
      answers.set(data.delivery, { answer: data.answer ?? "taken", at: entry.at });
    if (entry.type === "incident.qualified" && state === "declared") state = "qualified";
    state = stateAfter[entry.type] ?? state;
  }
  return { state, answers, arrived: news.map(lineOf).reverse() };
}

const lineOf = (entry: LiveEntry): JournalLine => ({
  seq: entry.seq,
  at: entry.at,
  type: entry.type,
  actor: (entry.actor ?? { kind: "system", name: "" }) as JournalLine["actor"],
  data: (entry.data ?? {}) as Record<string, unknown>,
});
