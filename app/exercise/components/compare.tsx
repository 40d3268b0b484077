import { scaleLinear } from "d3-scale";
import { exercise as words } from "#app/messages/exercise.ts";
import { type Column, DataTable } from "#app/ui/list/data-table.tsx";
import type { ListedExercise } from "../queries/exercises.ts";

const { results: said } = words;
type Played = ListedExercise;
const minutes = (value: number | null | undefined) => (value == null ? said.never : said.minutes(value));
const TIMES = [
  { key: "firstAck", label: said.firstAck },
  { key: "toLock", label: said.toLock },
  { key: "toMessage", label: said.toMessage },
] as const;

const columns: Column<Played>[] = [
  { key: "ref", label: words.list.ref, render: ({ ref }) => ref },
  ...TIMES.map(({ key }) => ({
    key,
    label: said.short[key],
    render: ({ results }: Played) => minutes(results?.[key]),
  })),
  {
    key: "deadlines",
    label: said.short.deadlines,
    render: ({ results }) => said.of(results?.deadlines.met ?? 0, results?.deadlines.all ?? 0),
  },
  { key: "skipped", label: said.short.skipped, render: ({ results }) => results?.skipped ?? 0 },
  {
    key: "answered",
    label: said.short.answered,
    render: ({ results }) => said.of(results?.injects.answered ?? 0, results?.injects.fired ?? 0),
  },
  {
    key: "grid",
    label: said.short.grid,
    render: ({ results }) => said.of(results?.grid.yes ?? 0, results?.grid.all ?? 0),
  },
];

const BAR = 14;
const LEFT = 130;
const WIDTH = 640;

/** The same figures for every exercise played: bars, and the table behind them. */
export function Compare({ exercises }: { exercises: Played[] }) {
  const longest = Math.max(
    1,
    ...exercises.flatMap(({ results }) => TIMES.map(({ key }) => results?.[key] ?? 0)),
  );
  const x = scaleLinear()
    .domain([0, longest])
    .range([0, WIDTH - LEFT - 90])
    .nice();
  const each = TIMES.length * (BAR + 3) + 14;
  return (
    <section aria-labelledby="compare">
      <h2 id="compare" className="fr-h4 fr-mt-4w">
        {said.compare}
      </h2>
      <figure className="fr-m-0">
        <figcaption className="fr-mb-1w">{said.chart}</figcaption>
        <svg
          className="exo-chart"
          viewBox={`0 0 ${WIDTH} ${exercises.length * each}`}
          role="img"
          aria-label={said.chart}
        >
          {exercises.map(({ ref, results }, row) => (
            <g key={ref} transform={`translate(0 ${row * each})`}>
              <text x={0} y={BAR * 2}>
                {ref}
              </text>
              {TIMES.map(({ key }, n) => (
                <g key={key} transform={`translate(${LEFT} ${n * (BAR + 3)})`}>
                  <rect width={x(results?.[key] ?? 0)} height={BAR} className={`exo-${key}`} />
                  <text x={x(results?.[key] ?? 0) + 6} y={BAR - 2}>
                    {minutes(results?.[key])}
                  </text>
                </g>
              ))}
            </g>
          ))}
        </svg>
        <ul className="exo-meta">
          {TIMES.map(({ key, label }) => (
            <li key={key}>
              <span aria-hidden="true" className={`exo-${key}`}>
                ■
              </span>{" "}
              {label}
            </li>
          ))}
        </ul>
      </figure>
      <DataTable
        caption={said.compareCaption}
        columns={columns}
        rows={exercises}
        keyOf={({ ref }) => ref}
        exports={[
          { format: "csv", to: "/exercices/export.csv" },
          { format: "ods", to: "/exercices/export.ods" },
        ]}
      />
    </section>
  );
}
