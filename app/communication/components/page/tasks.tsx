import { Link } from "@remix-run/react";
import { messagePage } from "#app/messages/communication-page.ts";
import { functionLabel } from "#app/messages/directory-words.ts";
import { Why } from "#app/ui/why.tsx";
import type { MessagePageModel } from "../../queries/page.ts";
import { actPath } from "./main-action.tsx";

const words = messagePage.tasks;

/** What a person must see to: nobody reachable, deliveries that failed. Nothing when there is none. */
export function Tasks({ message }: { message: MessagePageModel }) {
  const open = message.tasks.filter((task) => task.state === "open");
  const done = message.tasks.length - open.length;
  if (message.tasks.length === 0) return null;
  return (
    <section className="incident-section" aria-labelledby="taches">
      <h2 id="taches">{words.title}</h2>
      <ul className="incident-plain">
        {open.map((task) => (
          <li key={task.key}>
            <div className="incident-row">
              <div>
                <strong>{task.title}</strong>
                <p className="incident-quiet fr-mb-0">{words.for(functionLabel(task.function))}</p>
              </div>
              {message.may.tasks && (
                <Link
                  to={`${actPath(message.ref, "task.done")}?cle=${encodeURIComponent(task.key)}`}
                  className="fr-btn fr-btn--sm fr-btn--secondary incident-screen"
                  aria-label={`${words.close} : ${task.title}`}
                >
                  {words.close}
                </Link>
              )}
            </div>
            {task.reason && <Why reason={task.reason} about={task.title} />}
          </li>
        ))}
      </ul>
      {done > 0 && <p className="incident-quiet fr-mt-1w">{words.done(done)}</p>}
    </section>
  );
}
