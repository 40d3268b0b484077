import { Link } from "@remix-run/react";
import { homologationState, homologation as words } from "#app/messages/homologation.ts";
import { paths } from "#app/ui/paths.ts";
import { StateBadge } from "#app/ui/state-badge.tsx";
import { formatDay } from "#app/ui/time/format.ts";
import { useClock } from "#app/ui/time/now.tsx";

type Row = { id: string; ref: string; title: string; state: string; from: string; until: string };
const WIDTH = 1_000;

/** One line a system: from its decision to its end, today across them all. The table below says the same. */
export function Timeline({ rows }: { rows: readonly Row[] }) {
  const { now, zone } = useClock();
  const starts = rows.map(({ from }) => Date.parse(from));
  const ends = rows.map(({ until }) => Date.parse(until));
  const [first, last] = [Math.min(now, ...starts), Math.max(now, ...ends)];
  const x = (at: number) => ((at - first) / Math.max(1, last - first)) * WIDTH;
  const day = (at: number) => formatDay(new Date(at), zone);
  return (
    <section aria-labelledby="ligne">
      <h2 id="ligne" className="fr-h4">
        {words.timeline.title}
      </h2>
      <p>{words.timeline.lead(rows.length)}</p>
      <p className="hom-axis tocsin-quiet" aria-hidden="true">
        <span>{day(first)}</span>
        <span>{day(last)}</span>
      </p>
      <ol className="hom-lines">
        {rows.map((row) => {
          const [from, until] = [Date.parse(row.from), Date.parse(row.until)];
          const { label } = homologationState(row.state);
          return (
            <li key={row.id} className="hom-line">
              <span>
                <Link to={`${paths.homologation}/${row.ref}`}>{row.title}</Link>{" "}
                <StateBadge {...homologationState(row.state)} />
              </span>
              <svg
                viewBox={`0 0 ${WIDTH} 20`}
                preserveAspectRatio="none"
                role="img"
                aria-label={words.timeline.bar(row.title, day(from), day(until), label)}
              >
                <rect className="hom-track" x="0" y="8" width={WIDTH} height="4" />
                <rect
                  className={`hom-bar-${row.state}`}
                  x={x(from)}
                  y="4"
                  width={Math.max(4, x(until) - x(from))}
                  height="12"
                />
                <line className="hom-today" x1={x(now)} x2={x(now)} y1="0" y2="20" />
              </svg>
            </li>
          );
        })}
      </ol>
    </section>
  );
}
