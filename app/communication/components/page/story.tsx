import { Link, useSearchParams } from "@remix-run/react";
import { messageSentence } from "#app/messages/communication-journal.ts";
import { actorName, journalWords as words } from "#app/messages/incident-journal.ts";
import { Journal, JournalItem } from "#app/ui/list/journal-item.tsx";
import type { JournalPage } from "../../queries/page-journal.ts";

/** The journal as a story, newest first. */
export function Story({ journal }: { journal: JournalPage }) {
  const [search] = useSearchParams();
  const to = (before: number | null) => {
    const next = new URLSearchParams(search);
    if (before) next.set("avant", String(before));
    else next.delete("avant");
    return `?${next}#journal`;
  };
  return (
    <section className="incident-section" aria-labelledby="journal">
      <h2 id="journal">{words.title}</h2>
      <p className="incident-quiet">{words.hint}</p>
      <Journal>
        {journal.lines.map((line) => {
          const { text, quote } = messageSentence(line);
          return (
            <JournalItem
              key={line.seq}
              seq={line.seq}
              at={line.at}
              actor={actorName(line.actor)}
              text={
                <>
                  <span dir="auto">{text.charAt(0).toUpperCase() + text.slice(1)}</span>
                  {quote && (
                    <p className="incident-text incident-quiet fr-mb-0" dir="auto">
                      {quote}
                    </p>
                  )}
                </>
              }
            />
          );
        })}
      </Journal>
      {(journal.more || journal.before) && (
        <ul className="fr-btns-group fr-btns-group--inline fr-mt-2w incident-screen">
          {journal.before && (
            <li>
              <Link to={to(null)} preventScrollReset className="fr-btn fr-btn--tertiary fr-btn--sm">
                {words.newest}
              </Link>
            </li>
          )}
          {journal.more && (
            <li>
              <Link to={to(journal.more)} preventScrollReset className="fr-btn fr-btn--secondary fr-btn--sm">
                {words.older}
              </Link>
            </li>
          )}
        </ul>
      )}
    </section>
  );
}
