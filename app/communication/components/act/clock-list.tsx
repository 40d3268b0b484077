import { before as words } from "#app/messages/communication-before.ts";
import { TimeLeft } from "#app/ui/time/time-left.tsx";
import { Why } from "#app/ui/why.tsx";
import type { ForeseenClock } from "../../queries/foreseen.ts";

/** The clocks that will start, each able to explain itself: start, days left out and why, end, article. */
export function ClockList({ clocks }: { clocks: readonly ForeseenClock[] }) {
  if (clocks.length === 0) return null;
  return (
    <section className="incident-section" aria-labelledby="delais">
      <h2 id="delais">{words.when.title}</h2>
      <ul className="incident-plain">
        {clocks.map((one) => (
          <li key={one.key}>
            <strong>{one.name}</strong>
            <div>
              <TimeLeft dueAt={one.dueAt} explanation={one.explanation} reason={one.reason} />
            </div>
            <Why reason={one.reason} about={one.name} />
          </li>
        ))}
      </ul>
    </section>
  );
}
