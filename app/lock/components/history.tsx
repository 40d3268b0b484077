import { Link } from "@remix-run/react";
import { lock } from "#app/messages/lock.ts";
import { Journal, JournalItem } from "#app/ui/list/journal-item.tsx";
import type { LockHistory as History } from "../queries/lock-history.ts";

const { history: words } = lock;

/** The journal of the lock in words, newest first. */
export function LockHistory({
  history,
  here,
  more,
}: {
  history: History | null;
  here: string;
  more: string;
}) {
  if (!history) return null;
  return (
    <section className="lock-section" aria-labelledby="histoire">
      <h2 id="histoire">{words.title}</h2>
      <Journal>
        {history.lines.map((line) => (
          <JournalItem key={line.seq} {...line} text={<p className="fr-mb-0">{line.text}</p>} />
        ))}
      </Journal>
      <p>
        {history.older !== null && <Link to={`${more}avant=${history.older}#histoire`}>{words.older}</Link>}{" "}
        {history.paged && <Link to={`${here}#histoire`}>{words.newest}</Link>}
      </p>
    </section>
  );
}
