import { scaleLinear } from "d3-scale";
import type { ReactNode } from "react";
import { whitelistStatistics as words } from "#app/messages/whitelist-statistics.ts";

/** One bar: its parts one after the other, and how far a thin line goes beyond (`reach`). */
export type Bar = { label: string; parts: readonly number[]; reach?: number; shown: string };
type Props = {
  id: string;
  title: string;
  text?: string;
  bars: readonly Bar[];
  /** What each part is, in order; none where there is only one. */
  legend?: readonly string[];
  children: ReactNode;
};
const [LABEL, WIDTH, ROW, VALUE] = [200, 520, 26, 160];

const cut = (text: string) => (text.length > 30 ? `${text.slice(0, 29)}…` : text);

/** Counts or durations as bars on one scale, with the table behind them: the picture is never all there is. */
export function Figure({ id, title, text, bars, legend = [], children }: Props) {
  const lengths = bars.map(({ parts, reach = 0 }) =>
    Math.max(
      reach,
      parts.reduce((sum, one) => sum + one, 0),
    ),
  );
  const scale = scaleLinear()
    .domain([0, Math.max(1, ...lengths)])
    .nice()
    .range([0, WIDTH]);
  const height = bars.length * ROW + 28;
  const most = bars[lengths.indexOf(Math.max(...lengths))];
  return (
    <section className="fr-mb-6w" aria-labelledby={id}>
      <h2 id={id} className="fr-h4">
        {title}
      </h2>
      {text && <p className="fr-mb-2w">{text}</p>}
      {bars.length === 0 || !most ? (
        <p>{words.nothing}</p>
      ) : (
        <>
          {legend.length > 1 && (
            <ul className="whitelist-legend">
              {legend.map((one, n) => (
                <li key={one} data-part={n}>
                  {one}
                </li>
              ))}
            </ul>
          )}
          {/* biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls sideways, so the keyboard must reach it */}
          <figure className="whitelist-figure fr-m-0" aria-label={title} tabIndex={0}>
            <svg
              viewBox={`0 0 ${LABEL + WIDTH + VALUE} ${height}`}
              role="img"
              aria-label={words.summary(title, most.label, most.shown)}
            >
              {scale.ticks(5).map((tick) => (
                <g key={tick} transform={`translate(${LABEL + scale(tick)} 0)`}>
                  <line className="whitelist-tick" y1="0" y2={height - 22} />
                  <text className="whitelist-label" y={height - 6} textAnchor="middle">
                    {tick.toLocaleString("fr-FR")}
                  </text>
                </g>
              ))}
              {bars.map((bar, n) => (
                <BarView key={bar.label} bar={bar} y={n * ROW} scale={scale} />
              ))}
            </svg>
          </figure>
          <details>
            <summary>{words.table}</summary>
            {children}
          </details>
        </>
      )}
    </section>
  );
}

function BarView({ bar, y, scale }: { bar: Bar; y: number; scale: (value: number) => number }) {
  const { label, parts, reach = 0, shown } = bar;
  const starts = parts.map((_, n) => parts.slice(0, n).reduce((sum, one) => sum + one, 0));
  const total = parts.reduce((sum, one) => sum + one, 0);
  const end = scale(Math.max(reach, total));
  return (
    <g transform={`translate(0 ${y})`}>
      <text className="whitelist-label" x={LABEL - 8} y="17" textAnchor="end">
        <title>{label}</title>
        {cut(label)}
      </text>
      {parts.map((part, n) => (
        <rect
          // biome-ignore lint/suspicious/noArrayIndexKey: parts have no name but their place
          key={n}
          className="whitelist-part"
          data-part={n}
          x={LABEL + scale(starts[n] ?? 0)}
          y="5"
          width={Math.max(part > 0 ? 1 : 0, scale(part))}
          height="16"
        />
      ))}
      {reach > total && (
        <line
          className="whitelist-reach"
          x1={LABEL + scale(total)}
          x2={LABEL + scale(reach)}
          y1="13"
          y2="13"
        />
      )}
      <text className="whitelist-label" x={LABEL + end + 6} y="17">
        {shown}
      </text>
    </g>
  );
}
