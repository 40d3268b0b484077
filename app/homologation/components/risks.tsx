import { Link } from "@remix-run/react";
import {
  homologation,
  likelihoodLabels,
  severityLabels,
  treatmentLabels,
} from "#app/messages/homologation.ts";
import { DataTable } from "#app/ui/list/data-table.tsx";
import { StateBadge } from "#app/ui/state-badge.tsx";
import type { HomologationPage } from "../queries/homologation-page.ts";

const words = homologation.page;
type Risk = HomologationPage["risks"][number];
const LEVELS = [4, 3, 2, 1];

const tone = (level: number) => (level >= 9 ? "hom-high" : level >= 4 ? "hom-mid" : "hom-low");

/** The matrix: how many risks stand where, after measures and before. A table, so that it is read as one. */
function Matrix({ risks }: { risks: readonly Risk[] }) {
  const count = (likelihood: number, severity: number, after: boolean) =>
    risks.filter((risk) => {
      const at = after ? (risk.after ?? risk) : risk;
      return at.likelihood === likelihood && at.severity === severity;
    }).length;
  return (
    <table className="hom-matrix fr-mb-3w">
      <caption className="fr-text--sm">{words.matrixLead}</caption>
      <thead>
        <tr>
          <td />
          {[1, 2, 3, 4].map((severity) => (
            <th key={severity} scope="col">
              {severityLabels[severity]}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {LEVELS.map((likelihood) => (
          <tr key={likelihood}>
            <th scope="row">{likelihoodLabels[likelihood]}</th>
            {[1, 2, 3, 4].map((severity) => {
              const [now, was] = [count(likelihood, severity, true), count(likelihood, severity, false)];
              return (
                <td key={severity} className={tone(likelihood * severity)}>
                  {now > 0 && <strong>{now}</strong>} {was > 0 && `(${was})`}
                </td>
              );
            })}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

const scored = ({ likelihood, severity }: { likelihood: number; severity: number }) =>
  `${likelihoodLabels[likelihood]} × ${severityLabels[severity]?.toLowerCase()} = ${likelihood * severity}`;

/** Risks: the matrix drawn, the table behind. */
export function Risks({ risks, edit }: { risks: readonly Risk[]; edit: string | null }) {
  return (
    <section className="fr-mt-6w" aria-labelledby="risques">
      <h2 id="risques" className="fr-h4">
        {words.risks}
      </h2>
      {risks.length === 0 ? (
        <p>{words.noRisks}</p>
      ) : (
        <>
          <Matrix risks={risks} />
          <DataTable
            titled
            caption={words.risks}
            rows={risks}
            keyOf={(risk) => risk.key}
            columns={[
              {
                key: "event",
                label: words.risks,
                render: (risk) => (
                  <>
                    {edit ? (
                      <Link to={`${edit}?key=${risk.key}`}>{risk.event}</Link>
                    ) : (
                      <strong>{risk.event}</strong>
                    )}
                    <p className="tocsin-quiet fr-mb-0">{risk.scenario}</p>
                  </>
                ),
              },
              { key: "before", label: words.before, render: (risk: Risk) => scored(risk) },
              {
                key: "after",
                label: words.after,
                render: (risk) => (
                  <>
                    {risk.after ? scored(risk.after) : "–"}{" "}
                    {risk.accepted ? (
                      <StateBadge label={words.accepted} tone="info" />
                    ) : (
                      risk.toAccept && <StateBadge label={words.toAccept} tone="warning" />
                    )}
                  </>
                ),
              },
              {
                key: "owner",
                label: homologation.systems.owner,
                render: (risk) => `${treatmentLabels[risk.treatment]} · ${risk.owner}`,
              },
            ]}
          />
        </>
      )}
    </section>
  );
}
