import { Link } from "@remix-run/react";
import { homologation, measureStateLabels } from "#app/messages/homologation.ts";
import { DataTable } from "#app/ui/list/data-table.tsx";
import { paths } from "#app/ui/paths.ts";
import { dayWritten } from "#machines/days.ts";
import type { HomologationPage } from "../queries/homologation-page.ts";

const words = homologation.page;
const SHOWN = 8;

/** The measures: how many are in place, the first ones, and the way to the plan. */
export function Measures({ page: { measures, ref, can } }: { page: HomologationPage }) {
  const done = measures.filter(({ state }) => state === "done" || state === "not-applicable").length;
  const edit = can.includes("measures.updated");
  return (
    <section className="fr-mt-6w" aria-labelledby="mesures">
      <h2 id="mesures" className="fr-h4">
        {words.measures}
      </h2>
      {measures.length === 0 ? (
        <p>{words.noMeasures}</p>
      ) : (
        <>
          <p>
            {words.measuresDone(done, measures.length)} ·{" "}
            <Link to={`${paths.homologation}/plan?q=${ref}`}>{words.plan}</Link>
          </p>
          <DataTable
            titled
            caption={words.measures}
            rows={measures.slice(0, SHOWN)}
            keyOf={(row) => row.key}
            columns={[
              {
                key: "measure",
                label: homologation.plan.measure,
                render: (row) => (
                  <>
                    {edit ? (
                      <Link to={`${paths.homologation}/${ref}/agir/mesure?key=${row.key}`}>{row.ref}</Link>
                    ) : (
                      row.ref
                    )}
                    {row.title !== row.ref && <p className="tocsin-quiet fr-mb-0">{row.title}</p>}
                  </>
                ),
              },
              {
                key: "state",
                label: homologation.plan.state,
                render: (row) => measureStateLabels[row.state],
              },
              { key: "owner", label: homologation.plan.owner, render: (row) => row.owner ?? "–" },
              {
                key: "due",
                label: homologation.plan.due,
                render: (row) => dayWritten(row.dueAt) ?? "–",
              },
            ]}
          />
        </>
      )}
    </section>
  );
}
