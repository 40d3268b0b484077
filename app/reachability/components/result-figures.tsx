import { functionLabel } from "#app/messages/directory-words.ts";
import { reachability } from "#app/messages/reachability.ts";
import { DataTable } from "#app/ui/list/data-table.tsx";
import { Tiles } from "#app/ui/list/tiles.tsx";
import type { TestResult } from "../queries/test-result.ts";

const { page: words, rate } = reachability;
const share = ({ total, reachable }: { total: number; reachable: number }) =>
  total === 0 ? 0 : Math.round((100 * reachable) / total);

/** The rate of answers: all, by département as tiles, by function; beside the test before. */
export function ResultFigures({ result }: { result: TestResult }) {
  const { total, outcomes, missing, before, departements, functions } = result;
  const silent = (outcomes.silent ?? 0) + (outcomes.derived ?? 0) + (outcomes.waiting ?? 0);
  const figures: [string, number | string][] = [
    [words.answered, `${share(total)} %`],
    [words.total, total.total],
    [words.silent, silent],
    [words.failed, outcomes.failed ?? 0],
    [words.changed, outcomes.changed ?? 0],
    [words.missing, missing],
  ];
  return (
    <>
      <ul className="reach-figures">
        {figures.map(([name, value]) => (
          <li key={name}>
            <strong>{value}</strong>
            {name}
          </li>
        ))}
      </ul>
      {before && (
        <p>
          {words.before(before.ref, rate(before.total.reachable, before.total.total))} ·{" "}
          {words.better(share(total) - share(before.total))}
        </p>
      )}
      <h2 className="fr-h4">{words.tiles}</h2>
      <Tiles
        caption={words.tiles}
        tiles={departements.map(([code, count]) => ({
          key: code || "-",
          label: code || words.noPlace,
          total: count.total,
          answered: count.reachable,
          ...(code && { to: `?departement=${code}#destinataires` }),
        }))}
      />
      <DataTable
        caption={words.functions}
        rows={functions.map(([fn, count]) => ({ fn, ...count, past: before?.functions[fn] ?? null }))}
        keyOf={({ fn }) => fn}
        columns={[
          { key: "fn", label: words.functionColumn.function, render: ({ fn }) => functionLabel(fn) },
          { key: "total", label: words.functionColumn.total, render: (one) => one.total },
          {
            key: "answered",
            label: words.functionColumn.answered,
            render: (one) => rate(one.reachable, one.total),
          },
          {
            key: "before",
            label: words.functionColumn.before,
            render: ({ past }) => (past ? rate(past.reachable, past.total) : "–"),
          },
        ]}
      />
    </>
  );
}
