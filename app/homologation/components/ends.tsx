import { homologationState, homologation as texts } from "#app/messages/homologation.ts";
import { DataTable } from "#app/ui/list/data-table.tsx";
import { useClock } from "#app/ui/time/now.tsx";
import { dayWritten } from "#machines/days.ts";
import type { Statistics } from "../queries/statistics.ts";
import { monthOf, monthsOf } from "./months.ts";

const words = texts.statistics;
const [WIDTH, HEIGHT, FOOT] = [20, 120, 18];

/** When homologations end, month by month on one line, by state; the table behind says the same. */
export function Ends({ ends }: Pick<Statistics, "ends">) {
  const thisMonth = monthOf(new Date(useClock().now));
  const months = monthsOf(ends, thisMonth);
  const most = Math.max(1, ...months.map(({ total }) => total));
  const all = ends.reduce((sum, { count }) => sum + count, 0);
  const drawn = months.reduce((sum, { total }) => sum + total, 0);
  const step = Math.max(1, Math.ceil(months.length / 8));
  return (
    <section className="fr-mb-6w" aria-labelledby="fins">
      <h2 id="fins" className="fr-h4">
        {words.ends}
      </h2>
      {all === 0 ? (
        <p>{words.noEnds}</p>
      ) : (
        <>
          <p>
            {words.endsLead(all)} {drawn < all && words.endsOut(all - drawn)}
          </p>
          {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by the keyboard. */}
          <section className="hom-scroll" tabIndex={0} aria-label={words.chartScroll}>
            <svg
              className="hom-months"
              viewBox={`0 0 ${months.length * WIDTH} ${HEIGHT + FOOT}`}
              role="img"
              aria-label={words.chart}
            >
              <line className="hom-base" x1="0" x2={months.length * WIDTH} y1={HEIGHT} y2={HEIGHT} />
              {months.map((month, n) => {
                let y = HEIGHT;
                return (
                  <g key={month.key}>
                    {month.states.map(({ state, count }) => {
                      const height = (count / most) * (HEIGHT - 16);
                      y -= height;
                      return (
                        <rect
                          key={state}
                          className={`hom-bar-${state}`}
                          x={n * WIDTH + 3}
                          y={y}
                          width={WIDTH - 6}
                          height={height}
                        />
                      );
                    })}
                    {month.total > 0 && (
                      <text className="hom-count" x={n * WIDTH + WIDTH / 2} y={y - 3} textAnchor="middle">
                        {month.total}
                      </text>
                    )}
                    {n % step === 0 && (
                      <text
                        className="hom-month"
                        x={n * WIDTH + WIDTH / 2}
                        y={HEIGHT + 14}
                        textAnchor="middle"
                      >
                        {dayWritten(month.key).replace("/20", "/")}
                      </text>
                    )}
                    {month.key === thisMonth && (
                      <line
                        className="hom-today"
                        x1={n * WIDTH + WIDTH / 2}
                        x2={n * WIDTH + WIDTH / 2}
                        y1="0"
                        y2={HEIGHT}
                      />
                    )}
                  </g>
                );
              })}
            </svg>
          </section>
          <details>
            <summary>{words.table}</summary>
            <DataTable
              titled
              caption={words.ends}
              rows={ends}
              keyOf={({ key, state }) => `${key} ${state}`}
              columns={[
                { key: "month", label: words.month, render: ({ key }) => dayWritten(key) },
                {
                  key: "state",
                  label: texts.table.state,
                  render: ({ state }) => homologationState(state).label,
                },
                { key: "count", label: words.count, render: ({ count }) => count },
              ]}
            />
          </details>
        </>
      )}
    </section>
  );
}
