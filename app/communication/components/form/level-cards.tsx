import { Link } from "@remix-run/react";
import { type Process, processes, processWords } from "#app/messages/communication.ts";
import { type Reason, Why } from "#app/ui/why.tsx";

/** A level as its card shows it: its definition in view, and the rule behind it (MBN-5.2). */
export type Level = {
  process: Process;
  statement: string;
  /** Who answers and by when, as the convention's data says. */
  steps: string;
  reason: Reason | null;
};

/** The four levels, large, each with what it is and what follows. */
export function LevelCards({ levels, to }: { levels: readonly Level[]; to(process: Process): string }) {
  return (
    <ul className="message-levels">
      {processes
        .filter((one) => levels.some(({ process }) => process === one))
        .map((process) => {
          const { label, title } = processWords[process];
          const { statement, steps, reason } = levels.find((one) => one.process === process) ?? {};
          return (
            <li key={process} className={`message-level message-level--${process}`}>
              <h2 className="fr-h5">
                <Link to={to(process)}>{label}</Link>
              </h2>
              <p>{statement}</p>
              {steps && <p className="incident-quiet fr-mb-0">{steps}</p>}
              {reason && (
                <div className="message-level__why">
                  <Why reason={reason} about={title} />
                </div>
              )}
            </li>
          );
        })}
    </ul>
  );
}
