import { Link, useSearchParams } from "@remix-run/react";
import { count } from "#app/messages/communication.ts";
import { messagePage } from "#app/messages/communication-page.ts";
import { DataTable } from "#app/ui/list/data-table.tsx";
import { Tiles } from "#app/ui/list/tiles.tsx";
import { paths } from "#app/ui/paths.ts";
import { StateBadge, type Tone } from "#app/ui/state-badge.tsx";
import { Moment } from "#app/ui/time/moment.tsx";
import { Why } from "#app/ui/why.tsx";
import type { MessagePageModel } from "../../queries/page.ts";
import { type DecisionState, decisionStates } from "../../queries/page-decisions.ts";

const words = messagePage.schools;
export const decisionTones: Record<DecisionState, Tone> = {
  pending: "info",
  accepted: "success",
  refused: "error",
  tacit: "warning",
  closed: "neutral",
};

/** What each school decided for its portal: numbers, tiles by département, and the schools themselves. */
export function Schools({ message }: { message: MessagePageModel }) {
  const { decisions, ref } = message;
  const [search] = useSearchParams();
  if (!decisions) return null;
  const { total, counts, tiles, listed, mine } = decisions;
  const answered = total - counts.pending;
  const to = (changes: Record<string, string | null>) => {
    const next = new URLSearchParams(search);
    next.delete("page");
    for (const [key, value] of Object.entries(changes))
      if (value) next.set(key, value);
      else next.delete(key);
    return `?${next}#etablissements`;
  };
  return (
    <section className="incident-section message-schools" aria-labelledby="etablissements">
      <h2 id="etablissements">{words.title}</h2>
      <p role="status" className="fr-text--bold">
        {words.lead(answered, total)}
      </p>
      <ul className="message-numbers">
        {decisionStates
          .filter((state) => state !== "closed" || counts.closed > 0)
          .map((state) => (
            <li key={state}>
              <Link to={to({ ecoles: state, departement: null })} preventScrollReset>
                <strong>{count(counts[state])}</strong>
                {words.state[state]}
              </Link>
            </li>
          ))}
      </ul>
      {counts.tacit > 0 && <p className="incident-quiet">{words.tacit}</p>}
      {mine.map((one) => (
        <p key={one.id}>
          {words.mine} : <strong>{one.name}</strong>{" "}
          <StateBadge label={words.state[one.state] ?? one.state} tone={decisionTones[one.state]} />
          <Why reason={one.why} about={one.name} />
        </p>
      ))}
      {tiles.length > 1 && !listed && total > 50 && (
        <Tiles
          caption={words.tiles}
          tiles={tiles.map(({ departement, label, total: all, answered: n }) => ({
            key: departement ?? "-",
            label: label ?? words.departement(null),
            total: all,
            answered: n,
            to: to({ departement: departement ?? "-", ecoles: null }),
          }))}
        />
      )}
      {listed && (
        <SchoolTable
          listed={listed}
          reference={ref}
          back={total > 50 ? to({ ecoles: null, departement: null }) : null}
        />
      )}
      {!listed && (
        <p className="fr-mt-2w">
          <Link to={to({ ecoles: "tous" })} preventScrollReset className="fr-link">
            {words.filter}
          </Link>
        </p>
      )}
    </section>
  );
}

type Listed = NonNullable<NonNullable<MessagePageModel["decisions"]>["listed"]>;

function SchoolTable({
  listed,
  reference,
  back,
}: {
  listed: Listed;
  reference: string;
  back: string | null;
}) {
  const { state, departement, rows, pages, page } = listed;
  const { columns } = words;
  const query = new URLSearchParams({
    ...(state !== "tous" && { ecoles: state }),
    ...(departement && { departement }),
  });
  const exported = (format: string) => `${paths.messages}/${reference}/etablissements.${format}?${query}`;
  return (
    <>
      {back && (
        <p className="tocsin-toggle">
          <Link to={back} preventScrollReset className="fr-link">
            {words.back}
          </Link>
        </p>
      )}
      <DataTable
        caption={words.caption(state === "tous" ? words.all : (words.state[state] ?? state))}
        rows={rows}
        keyOf={(row) => `${row.uai}${row.name}`}
        columns={[
          {
            key: "school",
            label: columns.school,
            render: (row) => (
              <>
                <strong>{row.name}</strong>
                <p className="tocsin-quiet fr-mb-0">{row.uai}</p>
              </>
            ),
          },
          { key: "departement", label: columns.departement, render: (row) => row.departement },
          {
            key: "state",
            label: columns.state,
            render: (row) => (
              <StateBadge label={words.state[row.state] ?? row.state} tone={decisionTones[row.state]} />
            ),
          },
          { key: "by", label: columns.by, render: (row) => row.by },
          {
            key: "at",
            label: columns.at,
            render: (row) => <Moment at={row.at ?? row.dueAt} short />,
          },
          { key: "reason", label: columns.reason, render: (row) => row.reason },
        ]}
        pages={{ count: pages, current: page }}
        exports={[
          { format: "CSV", to: exported("csv") },
          { format: "ODS", to: exported("ods") },
        ]}
      />
    </>
  );
}
