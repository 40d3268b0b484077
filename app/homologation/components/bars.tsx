import { homologation } from "#app/messages/homologation.ts";
import { DataTable } from "#app/ui/list/data-table.tsx";

type Props = { id: string; title: string; what: string; rows: readonly { label: string; count: number }[] };

/** Counts as bars, with the table behind them. */
export function Bars({ id, title, what, rows }: Props) {
  const most = Math.max(1, ...rows.map(({ count }) => count));
  return (
    <section className="fr-mb-6w" aria-labelledby={id}>
      <h2 id={id} className="fr-h4">
        {title}
      </h2>
      {rows.length === 0 ? (
        <p>{homologation.nothing}</p>
      ) : (
        <>
          <ul className="hom-bars" aria-hidden="true">
            {rows.map(({ label, count }) => (
              <li key={label}>
                <span>{label}</span>
                <svg viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true">
                  <rect className="hom-track" width="100" height="10" />
                  <rect className="hom-bar" width={(100 * count) / most} height="10" />
                </svg>
                <strong>{count}</strong>
              </li>
            ))}
          </ul>
          <details>
            <summary>{homologation.statistics.table}</summary>
            <DataTable
              titled
              caption={title}
              rows={rows}
              keyOf={({ label }) => label}
              columns={[
                { key: "what", label: what, render: ({ label }) => label },
                { key: "count", label: homologation.statistics.count, render: ({ count }) => count },
              ]}
            />
          </details>
        </>
      )}
    </section>
  );
}
