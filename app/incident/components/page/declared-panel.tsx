import { Link } from "@remix-run/react";
import { useEffect } from "react";
import { declare } from "#app/messages/incident-declare.ts";
import type { IncidentPage } from "../../queries/incident-page.ts";
import { forgetDraft } from "../declare/use-draft.ts";

const words = declare.done;

/** Right after declaring: the alert has left, and what can still be said when there is time. */
export function DeclaredPanel({ incident, person }: { incident: IncidentPage; person: string }) {
  useEffect(() => forgetDraft(person), [person]);
  const may = (type: string) => incident.actions.some((one) => one.type === type && !one.refused);
  const to = (slug: string) => `/incidents/${incident.ref}/agir/${slug}`;
  return (
    <div className="fr-alert fr-alert--success fr-mb-4w" role="status">
      <h2 className="fr-alert__title">{words.title}</h2>
      <p>{words.text(incident.ref)}</p>
      <ul>
        {may("incident.completed") && (
          <li>
            <Link to={to("completer")}>{words.facts}</Link>
          </li>
        )}
        {may("incident.qualified") && (
          <li>
            <Link to={to("qualifier")}>{words.qualify}</Link>
          </li>
        )}
        {incident.may.attach && (
          <li>
            <a href="#pieces">{words.files}</a>
          </li>
        )}
      </ul>
    </div>
  );
}
