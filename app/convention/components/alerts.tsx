import { convention } from "#app/messages/convention.ts";
import { Facts } from "#app/ui/facts.tsx";
import type { ConventionView } from "../queries/convention-view.ts";
import { Article, Section } from "./section.tsx";

const { page: words } = convention;

/** « Quand … alerter … pour … », one rule of alert after another. */
export const Alerts = ({ alerts }: { alerts: ConventionView["alerts"] }) => (
  <Section id="alertes" title={words.alerts} lead={words.alertsLead}>
    <ol className="fr-raw-list">
      {alerts.map((alert, index) => (
        <li key={alert.key} id={`alerte-${alert.key}`} className="tocsin-item">
          <p className="fr-mb-1w">
            <strong>{index + 1}.</strong> <Article rule={alert.rule} article={alert.article} />
          </p>
          <Facts
            facts={[
              { name: words.alert.when, value: alert.when },
              { name: words.alert.to, value: <Lines lines={alert.to} /> },
              { name: words.alert.do, value: <Lines lines={alert.expected} /> },
              { name: words.alert.why, value: alert.statement },
            ]}
          />
        </li>
      ))}
    </ol>
  </Section>
);

/** One line as a sentence, several as a list. */
export function Lines({ lines }: { lines: readonly string[] }) {
  if (lines.length < 2) return lines[0] ?? null;
  return (
    <ul className="fr-m-0">
      {lines.map((line) => (
        <li key={line}>{line}</li>
      ))}
    </ul>
  );
}
