import { page } from "#app/messages/incident-page.ts";
import { clockState } from "#app/messages/incident-words.ts";
import { StateBadge } from "#app/ui/state-badge.tsx";
import { Moment } from "#app/ui/time/moment.tsx";
import { TimeLeft } from "#app/ui/time/time-left.tsx";
import { Why } from "#app/ui/why.tsx";
import type { IncidentPage } from "../../queries/incident-page.ts";

/** The delays of the convention, each with its article, its computation and its « Pourquoi ? ». */
export function Clocks({ clocks }: { clocks: IncidentPage["clocks"] }) {
  return (
    <section className="incident-section" aria-labelledby="delais">
      <h2 id="delais">{page.clocks.title}</h2>
      {clocks.length === 0 && <p>{page.clocks.none}</p>}
      <ul className="incident-plain">
        {clocks.map((clock) => {
          const { label, tone } = clockState(clock.state);
          return (
            <li key={clock.key}>
              <div className="incident-row">
                <strong>{clock.name}</strong>
                <StateBadge label={label} tone={tone} />
              </div>
              {clock.state === "running" ? (
                <TimeLeft dueAt={clock.dueAt} explanation={clock.explanation} reason={clock.reason} />
              ) : (
                <span className="incident-quiet">
                  {clock.settledAt && (
                    <>
                      {page.clocks.settled} <Moment at={clock.settledAt} />
                    </>
                  )}
                </span>
              )}
              {!(clock.state === "running" && clock.dueAt && clock.explanation) && (
                <Why reason={clock.reason} about={clock.name} />
              )}
            </li>
          );
        })}
      </ul>
    </section>
  );
}
