import { Link, useSearchParams } from "@remix-run/react";
import {
  actorName,
  type JournalLine,
  journalFilters,
  sentenceOf,
  journalWords as words,
} from "#app/messages/incident-journal.ts";
import { Journal, JournalItem } from "#app/ui/list/journal-item.tsx";
import { useFresh } from "#app/ui/list/use-fresh.ts";
import type { IncidentPage } from "../../queries/incident-page.ts";

type Props = { journal: NonNullable<IncidentPage["journal"]>; arrived: readonly JournalLine[] };

/** The journal as a story, newest first; what comes in while it is read is marked and said. */
export function JournalStory({ journal, arrived }: Props) {
  const { filter, before, more, lines } = journal;
  const types = filter ? journalFilters[filter]?.types : null;
  const fitting = before ? [] : arrived.filter((one) => !types || types.includes(one.type));
  const known = new Set(lines.map((one) => one.seq));
  const all = [...fitting.filter((one) => !known.has(one.seq)), ...lines];
  const fresh = useFresh(all.map((one) => one.seq));
  return (
    <section className="incident-section" aria-labelledby="journal">
      <h2 id="journal">{words.title}</h2>
      <p className="incident-quiet">{words.hint}</p>
      <JournalFilter filter={filter} />
      {all.length === 0 && <p>{words.none}</p>}
      <Journal>
        {all.map((line) => (
          <Line key={line.seq} line={line} fresh={fresh.has(line.seq)} />
        ))}
      </Journal>
      <More more={more} before={before} />
    </section>
  );
}

function Line({ line, fresh }: { line: JournalLine; fresh: boolean }) {
  const { text, quote } = sentenceOf(line);
  return (
    <JournalItem
      seq={line.seq}
      at={line.at}
      actor={actorName(line.actor)}
      fresh={fresh}
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
}

function JournalFilter({ filter }: { filter: string | null }) {
  const to = useJournalLink();
  const choices = [
    [null, words.all],
    ...Object.entries(journalFilters).map(([key, { label }]) => [key, label]),
  ];
  return (
    <nav aria-label={words.filter} className="incident-screen fr-mb-2w">
      <ul className="fr-tags-group">
        {choices.map(([key, label]) => (
          <li key={label}>
            <Link
              to={to(key ?? null, null)}
              preventScrollReset
              className={`fr-tag fr-tag--sm${filter === key ? " incident-tag--on" : ""}`}
              aria-current={filter === key ? "true" : undefined}
            >
              {label}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}

function More({ more, before }: { more: number | null; before: number | null }) {
  const [search] = useSearchParams();
  const to = useJournalLink();
  if (!more && !before) return null;
  return (
    <ul className="fr-btns-group fr-btns-group--inline fr-mt-2w incident-screen">
      {before && (
        <li>
          <Link
            to={to(search.get("journal"), null)}
            preventScrollReset
            className="fr-btn fr-btn--tertiary fr-btn--sm"
          >
            {words.newest}
          </Link>
        </li>
      )}
      {more && (
        <li>
          <Link
            to={to(search.get("journal"), more)}
            preventScrollReset
            className="fr-btn fr-btn--secondary fr-btn--sm"
          >
            {words.older}
          </Link>
        </li>
      )}
    </ul>
  );
}

function useJournalLink() {
  const [search] = useSearchParams();
  return (filter: string | null, before: number | null) => {
    const next = new URLSearchParams(search);
    for (const [key, value] of [
      ["journal", filter],
      ["avant", before],
    ] as const)
      if (value === null) next.delete(key);
      else next.set(key, String(value));
    next.delete("declare");
    return `?${next}#journal`;
  };
}
