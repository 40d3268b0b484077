import { Link, useSearchParams } from "@remix-run/react";
import { labels, requestState, whitelistPage as words } from "#app/messages/whitelist-words.ts";
import { StateBadge } from "#app/ui/state-badge.tsx";
import { useClock } from "#app/ui/time/now.tsx";
import { TimeLeft } from "#app/ui/time/time-left.tsx";
import type { Card, Column } from "../queries/board.ts";
import { moveOnBoard, useBoardKeys } from "./board-keys.ts";

/** Columns by state. A card is one link: moving it is a command of its dossier, with its preview, never a drag. */
export function Board({ columns, open }: { columns: Column[]; open: string | null }) {
  useBoardKeys(open);
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls sideways, so the keyboard must reach it
    <section className="whitelist-board" aria-label={words.caption} tabIndex={0} onKeyDown={moveOnBoard}>
      {columns.map(({ state, count, cards, next }) => (
        <section
          key={state}
          className="whitelist-column"
          data-empty={cards.length === 0}
          aria-labelledby={`colonne-${state}`}
        >
          <h2 id={`colonne-${state}`}>
            {requestState(state).label}{" "}
            <span className="fr-badge fr-badge--sm fr-badge--no-icon">{count}</span>
          </h2>
          <ul className="whitelist-cards">
            {cards.map((card) => (
              <li key={card.ref}>
                <CardView card={card} open={card.ref === open} />
              </li>
            ))}
          </ul>
          {next && <MoreOf state={state} next={next} alone={columns.length === 1} count={count} />}
        </section>
      ))}
    </section>
  );
}

/** The rest of a column: the column alone, then page after page. */
function MoreOf({
  state,
  next,
  alone,
  count,
}: {
  state: string;
  next: string;
  alone: boolean;
  count: string;
}) {
  const [search] = useSearchParams();
  const to = new URLSearchParams(search);
  to.delete("dossier");
  to.set("etat", state);
  if (alone) to.set("apres", next);
  return (
    <p className="fr-mt-2w fr-mb-0">
      <Link className="fr-link" to={`?${to}`}>
        {alone ? words.following : words.more(count, requestState(state).label)}
      </Link>
    </p>
  );
}

function CardView({ card, open }: { card: Card; open: boolean }) {
  const [search] = useSearchParams();
  const { now } = useClock();
  const to = new URLSearchParams(search);
  to.set("dossier", card.ref);
  const days = card.filedAt ? Math.max(0, Math.floor((now - Date.parse(card.filedAt)) / 86_400_000)) : null;
  return (
    <article className="whitelist-card" data-ref={card.ref} data-late={card.late} data-open={open}>
      <h3 dir="auto">
        <Link to={`?${to}#panneau`} aria-current={open ? "true" : undefined}>
          {card.name}
        </Link>
      </h3>
      <p>
        {card.ref} · {card.place}
      </p>
      {days !== null && <p>{words.age(days)}</p>}
      {card.stopped ? <p>{words.stopped}</p> : card.dueAt && <TimeLeft dueAt={card.dueAt} />}
      {card.compromised && <StateBadge label={words.compromised} tone="error" />}
      {card.instructors.length > 0 && (
        <p>
          {words.opinions(card.opinions)} :{" "}
          {card.instructors
            .map(
              ({ domain, name, given, left }) =>
                `${labels.domain?.[domain]} ${given ? "✓" : name}${left ? ` (${words.left})` : ""}`,
            )
            .join(" · ")}
        </p>
      )}
    </article>
  );
}
