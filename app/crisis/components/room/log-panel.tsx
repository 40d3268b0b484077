import { Link, useSearchParams } from "@remix-run/react";
import { useMemo } from "react";
import { log as words } from "#app/messages/crisis-room.ts";
import { crisisSentence, namesOf } from "#app/messages/crisis-room-journal.ts";
import { useFresh } from "#app/ui/list/use-fresh.ts";
import type { LogLine } from "#machines/crisis/v1/room.ts";
import { correctionsOf, filterOf, fits, isFiltered } from "../../room-state/log-filter.ts";
import { useRoomView } from "../../room-state/room-context.ts";
import { useLogScroll } from "../../room-state/use-log-scroll.ts";
import { EntryForm } from "./entry-form.tsx";
import { LogFilters } from "./log-filters.tsx";
import { Line } from "./log-line.tsx";
import { PendingLines } from "./pending-lines.tsx";

/** More lines than anybody scrolls through; the replay has them all. */
const SHOWN = 500;

/** The main courante: the journal as it grows, the newest at the bottom beside the line where one types. */
export function LogPanel() {
  const { page, room, may, sending } = useRoomView();
  const [search] = useSearchParams();
  const names = useMemo(() => namesOf(page.runbook), [page.runbook]);
  const filter = filterOf(search);
  const said = (line: LogLine) => {
    const { text, quote = "" } = crisisSentence(line, names);
    return `${text} ${quote}`;
  };
  const shown = room.lines.filter((line) => fits(filter, line, said)).slice(-SHOWN);
  const corrected = correctionsOf(room.lines);
  const fresh = useFresh(shown.map(({ seq }) => seq));
  const pending = sending.items.filter(({ body }) => body.type === "log.entered").length;
  const scroll = useLogScroll(shown.at(-1)?.seq ?? 0, shown.length, pending);
  const earlier = (room.lines[0]?.seq ?? 1) - 1;
  return (
    <section id="journal" className="crisis-panel crisis-log" aria-labelledby="titre-journal">
      <div className="crisis-panel__head">
        <h2 id="titre-journal">{words.heading}</h2>
        <LogFilters filter={filter} lines={room.lines} />
      </div>
      <section
        className="crisis-log__lines"
        ref={scroll.box}
        onScroll={scroll.onScroll}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by the keyboard.
        tabIndex={0}
        aria-label={words.region}
      >
        <ol aria-live="polite" aria-relevant="additions">
          {earlier > 0 && (
            <li className="crisis-quiet">
              <Link to={`/crises/${page.ref}/rejeu`}>{words.earlier(earlier)}</Link>
            </li>
          )}
          {shown.length === 0 && (
            <li className="crisis-quiet">{isFiltered(filter) ? words.noneFit : words.empty}</li>
          )}
          {shown.map((line) => (
            <Line
              key={line.seq}
              line={line}
              names={names}
              fresh={fresh.has(line.seq)}
              corrected={corrected.get(line.seq)}
              correctable={may("log.entered")}
            />
          ))}
          <PendingLines />
        </ol>
      </section>
      {scroll.unseen > 0 && (
        <button type="button" className="fr-btn fr-btn--sm crisis-log__fresh" onClick={scroll.toBottom}>
          {words.fresh(scroll.unseen)}
        </button>
      )}
      <EntryForm />
    </section>
  );
}
