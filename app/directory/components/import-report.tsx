import { directory } from "#app/messages/directory-pages.ts";
import { Facts } from "#app/ui/facts.tsx";
import { DataTable } from "#app/ui/list/data-table.tsx";
import { paths } from "#app/ui/paths.ts";
import { formatNumber } from "#app/ui/progress.tsx";
import { StateBadge } from "#app/ui/state-badge.tsx";
import { Moment } from "#app/ui/time/moment.tsx";
import type { ImportRun } from "../queries/import-reports.ts";

const { reports: words } = directory;
type Props = { run: Omit<ImportRun, "startedAt" | "endedAt"> & { startedAt: string } };

/** « 12 ajoutées, 3 changées »: those that are not nothing. */
function listed(counts: Record<string, number>, names: Readonly<Record<string, string>>) {
  const parts = Object.entries(names).flatMap(([key, name]) =>
    counts[key] ? [`${formatNumber(counts[key])} ${name}`] : [],
  );
  return parts.join(", ");
}

/** What one import did, and the first rows it refused. */
export function ImportReport({ run }: Props) {
  const { id, kind, file, startedAt, counts, refused, refusedTotal } = run;
  const { added, changed, left, closed } = counts;
  const counted = Object.entries(counts.counted ?? {});
  return (
    <section className="fr-mt-5w">
      <h2 className="fr-h4 fr-mb-1w">
        {words.kinds[kind] ?? kind} · <Moment at={startedAt} />
      </h2>
      <p className="tocsin-quiet">{file}</p>
      <p>
        <StateBadge
          label={
            refusedTotal > 0 ? words.refused(formatNumber(refusedTotal), refusedTotal > 1) : words.noneRefused
          }
          tone={refusedTotal > 0 ? "warning" : "success"}
        />{" "}
        {listed({ added, changed, left, closed }, words.counts)}
      </p>
      <Facts
        facts={[
          { name: words.mails, value: listed(counts.mails ?? {}, words.mailWords) },
          {
            name: words.counted,
            value: counted.map(([what, n]) => `${formatNumber(n)} ${what}`).join(", "),
          },
          { name: words.policy, value: counts.policy },
        ]}
      />
      {refusedTotal > 0 && (
        <DataTable
          caption={words.caption}
          rows={refused.map((one, index) => ({ ...one, index }))}
          keyOf={(one) => String(one.index)}
          columns={[
            { key: "place", label: words.column.place, render: (one) => words.line(one.file, one.line) },
            { key: "key", label: words.column.key, render: (one) => one.key ?? "" },
            { key: "reason", label: words.column.reason, render: (one) => one.reason },
          ]}
        />
      )}
      {refusedTotal > refused.length && <p>{words.more(formatNumber(refusedTotal - refused.length))}</p>}
      {refusedTotal > 0 && (
        <a
          href={`${paths.directory}/imports/${id}.csv`}
          className="fr-link fr-icon-download-line fr-link--icon-left"
        >
          {words.download}
        </a>
      )}
    </section>
  );
}
