import { Link } from "@remix-run/react";
import { channelWithin, listed } from "#app/messages/communication.ts";
import { crisisMessages as words } from "#app/messages/communication-list.ts";
import { paths } from "#app/ui/paths.ts";
import { Moment } from "#app/ui/time/moment.tsx";
import type { CrisisMessage } from "../queries/of-crisis.ts";
import { MessageState } from "./list/badges.tsx";

/** What was written to the community for a crisis, as its room shows it: how far each is, and the way to it. */
export function CrisisMessages({ messages }: { messages: readonly CrisisMessage[] }) {
  return (
    <section aria-labelledby="titre-messages">
      <h2 id="titre-messages">{words.title}</h2>
      {messages.length === 0 && <p className="crisis-quiet">{words.none}</p>}
      <ul className="crisis-plain">
        {messages.map(({ ref, title, state, channels, dueAt }) => (
          <li key={ref} className="crisis-message">
            <Link to={`${paths.messages}/${ref}`} className="fr-link fr-link--sm" dir="auto">
              {title}
            </Link>
            <span>
              <MessageState state={state} />{" "}
              <span className="crisis-quiet">
                {ref} · {listed(channels.map(channelWithin))}
                {dueAt && (
                  <>
                    {" "}
                    · {words.before} <Moment at={dueAt} short />
                  </>
                )}
              </span>
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}
