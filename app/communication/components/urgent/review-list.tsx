import { Link } from "@remix-run/react";
import { messagePage } from "#app/messages/communication-page.ts";
import { urgentWords } from "#app/messages/communication-urgent.ts";
import { paths } from "#app/ui/paths.ts";
import { StateBadge } from "#app/ui/state-badge.tsx";
import { Moment } from "#app/ui/time/moment.tsx";
import type { UrgentMessage } from "../../queries/urgent.ts";
import { actPath } from "../page/main-action.tsx";

const words = urgentWords.review;
export type ShownUrgent = UrgentMessage & { awaited: string[] };

/** What the instances have to look at, each with its justification and one button a missing opinion. */
export function ReviewList({ messages }: { messages: readonly ShownUrgent[] }) {
  return (
    <ul className="incident-plain">
      {messages.map((one, n) => (
        <li key={one.id}>
          <div className="incident-row">
            <div>
              <p className="incident-quiet fr-mb-0">
                {one.ref} · {one.author}
                {one.leftAt && (
                  <>
                    {" "}
                    · {words.left} <Moment at={one.leftAt} short />
                  </>
                )}
              </p>
              <p className="fr-text--bold fr-mb-1v" dir="auto">
                <Link to={`${paths.messages}/${one.ref}`}>{one.title}</Link>
              </p>
              <p className="fr-mb-1v" dir="auto">
                {words.justification} : {one.justification}
              </p>
              <p className="fr-mb-0">
                <StateBadge
                  label={words.awaited(one.awaited.map((key) => key.toUpperCase()))}
                  tone="warning"
                />
              </p>
              {one.review?.opinions.map(({ instance, opinion }) => (
                <p key={instance} className="incident-quiet fr-mb-0">
                  {words.given(instance.toUpperCase(), messagePage.review.opinion[opinion] ?? opinion)}
                </p>
              ))}
            </div>
            <Link
              to={actPath(one.ref, "review.recorded")}
              className={`fr-btn${n === 0 ? "" : " fr-btn--secondary"} incident-screen`}
              aria-label={`${words.record} : ${one.ref}`}
            >
              {words.record}
            </Link>
          </div>
        </li>
      ))}
    </ul>
  );
}
