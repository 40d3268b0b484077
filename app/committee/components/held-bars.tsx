import { committee } from "#app/messages/committee.ts";
import { matterNames } from "#app/messages/committee-words.ts";
import { DataTable } from "#app/ui/list/data-table.tsx";
import { StateBadge } from "#app/ui/state-badge.tsx";
import type { HeldLine, TakenLine } from "../queries/figures.ts";

const words = committee.figures;

/** Each instance’s year as a bar: held, planned, and a mark at the minimum; the table stands behind. */
export function HeldBars({ rows, year, exports }: { rows: HeldLine[]; year: number; exports: { format: string; to: string }[] }) {
  const most = Math.max(1, ...rows.map(({ held, planned, least }) => Math.max(held + planned, least ?? 0)));
  const x = (count: number) => (100 * count) / most;
  return (
    <>
      <ul className="com-bars" aria-hidden="true">
        {rows.map((row) => (
          <li key={row.ref}>
            <span>{row.name}</span>
            <svg viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true">
              <rect className="com-track" width="100" height="10" />
              <rect className="com-held" width={x(row.held)} height="10" />
              <rect className="com-planned" x={x(row.held)} width={x(row.planned)} height="10" />
              {row.least !== null && <line className="com-least" x1={x(row.least)} x2={x(row.least)} y1="0" y2="10" />}
            </svg>
            <strong>{committee.held(row.held, row.least)}</strong>
          </li>
        ))}
      </ul>
      <p className="com-legend" aria-hidden="true">
        <span className="com-key com-key--held" /> {words.legend.held}
        <span className="com-key com-key--planned" /> {words.legend.planned}
        <span className="com-key com-key--least" /> {words.legend.least}
      </p>
      <details>
        <summary>{words.table}</summary>
        <DataTable
          caption={words.caption(year)}
          rows={rows}
          keyOf={({ ref }) => ref}
          columns={[
            { key: "instance", label: words.columns.instance, render: ({ name }) => name },
            { key: "dispositif", label: words.columns.dispositif, render: ({ dispositif }) => dispositif },
            { key: "held", label: words.columns.held, render: ({ held }) => held },
            { key: "planned", label: words.columns.planned, render: ({ planned }) => planned },
            { key: "least", label: words.columns.least, render: ({ least, choice }) => (least === null ? "–" : choice ? `${least} (${committee.page.choice})` : least) },
            { key: "missing", label: words.columns.missing, render: ({ missing }) => (missing > 0 ? <StateBadge label={String(missing)} tone="warning" /> : 0) },
          ]}
        />
      </details>
      <ul className="fr-links-group tocsin-exports fr-mt-2w">
        {exports.map(({ format, to }) => (
          <li key={format}>
            <a className="fr-link fr-icon-download-line fr-link--icon-left" href={to}>{`${format}`}</a>
          </li>
        ))}
      </ul>
    </>
  );
} // biome-ignore format: one column a line

/** What became of the points that were taken up, by what they were about. */
export const Taken = ({ rows }: { rows: TakenLine[] }) => (
  <DataTable
    caption={words.decided}
    titled
    rows={rows}
    keyOf={({ kind }) => kind}
    columns={[
      { key: "matter", label: words.decidedColumns.matter, render: ({ kind }) => matterNames[kind] ?? kind },
      { key: "decided", label: words.decidedColumns.decided, render: ({ decided }) => decided },
      { key: "noted", label: words.decidedColumns.noted, render: ({ noted }) => noted },
      { key: "postponed", label: words.decidedColumns.postponed, render: ({ postponed }) => postponed },
    ]}
  />
);
