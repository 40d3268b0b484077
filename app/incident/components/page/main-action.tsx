import { Form, Link, useNavigation } from "@remix-run/react";
import { crisisOpen } from "#app/messages/crisis-list.ts";
import { actions as words } from "#app/messages/incident-act.ts";
import { page } from "#app/messages/incident-page.ts";
import { paths } from "#app/ui/paths.ts";
import type { IncidentPage } from "../../queries/incident-page.ts";

/** The one thing put forward: answering an alert that waits for the reader, else the next step that is theirs. */
export function MainAction({ incident }: { incident: IncidentPage }) {
  const busy = useNavigation().state === "submitting";
  const { mine, main, ref } = incident;
  if (mine)
    return (
      <section className="incident-main incident-screen" aria-label={page.ackLead}>
        <p className="fr-text--bold fr-mb-2w">{page.ackLead}</p>
        <Form method="post" className="fr-mr-2w">
          <input type="hidden" name="delivery" value={mine.id} />
          <ul className="fr-btns-group fr-btns-group--inline-md">
            <li>
              <button className="fr-btn fr-btn--lg" name="answer" value="taken" type="submit" disabled={busy}>
                {page.ack}
              </button>
            </li>
            <li>
              <button
                className="fr-btn fr-btn--lg fr-btn--secondary"
                name="answer"
                value="not-me"
                type="submit"
                disabled={busy}
              >
                {page.notMe}
              </button>
            </li>
          </ul>
        </Form>
      </section>
    );
  if (!main) return null;
  return (
    <p className="incident-screen fr-mb-4w">
      <Link to={`/incidents/${ref}/agir/${main.slug}`} className="fr-btn fr-btn--lg">
        {words[main.type].button}
      </Link>
    </p>
  );
}

/** What else could be done; what the convention leaves to others is said, with its rule. */
export function OtherActions({ incident }: { incident: IncidentPage }) {
  const { actions, main, mine, ref, may } = incident;
  const open = actions.filter((one) => !one.refused && (mine || one.type !== main?.type));
  const refused = actions.filter((one) => one.refused);
  if (open.length + refused.length === 0 && !may.crisis) return null;
  return (
    <section className="incident-section incident-screen" aria-labelledby="actions">
      <h2 id="actions">{page.others}</h2>
      <ul className="incident-plain">
        {open.map((one) => (
          <li key={one.type}>
            <Link to={`/incidents/${ref}/agir/${one.slug}`} className="fr-link">
              {words[one.type].button}
            </Link>
          </li>
        ))}
        {may.crisis && (
          <li>
            <Link to={`${paths.openCrisis}?incident=${ref}`} className="fr-link">
              {crisisOpen.incident.link}
            </Link>{" "}
            <span className="incident-quiet">{crisisOpen.incident.lead}</span>
          </li>
        )}
        {refused.map((one) => (
          <li key={one.type}>
            <details className="tocsin-why">
              <summary>
                {words[one.type].button} : {page.notYours}
              </summary>
              <div className="tocsin-disclosed">
                <p className="fr-mb-1v">{one.refused?.because}</p>
                <p className="fr-mb-0">
                  {one.refused && (
                    <Link to={one.refused.reason.to ?? ""}>
                      {one.refused.reason.article} · {one.refused.reason.rule}
                    </Link>
                  )}
                </p>
              </div>
            </details>
          </li>
        ))}
      </ul>
    </section>
  );
}
