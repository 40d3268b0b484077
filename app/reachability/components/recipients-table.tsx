import { Form, Link } from "@remix-run/react";
import { functionLabel } from "#app/messages/directory-words.ts";
import { reachability } from "#app/messages/reachability.ts";
import { DataTable } from "#app/ui/list/data-table.tsx";
import { FilterSelect, Filters } from "#app/ui/list/filters.tsx";
import { paths } from "#app/ui/paths.ts";
import { Moment } from "#app/ui/time/moment.tsx";
import type { RecipientRow } from "../queries/recipients.ts";

const { page: words } = reachability;
type Row = Omit<RecipientRow, "answeredAt"> & { answeredAt: string | null };
type Props = {
  rows: readonly Row[];
  pages: number;
  page: number;
  departements: readonly string[];
  functions: readonly string[];
  ref_: string;
  mayRetry: boolean;
};

/** Everyone tested, who must be seen to first; an address that failed can be mended on the spot. */
export function RecipientsTable({ rows, pages, page, departements, functions, ref_, mayRetry }: Props) {
  const file = `${paths.reachability}/${ref_}/export`;
  return (
    <section aria-labelledby="destinataires">
      <h2 id="destinataires" className="fr-h4">
        {words.people}
      </h2>
      <Filters>
        <FilterSelect
          name="departement"
          label={words.filters.departement}
          all={words.filters.departementAll}
          options={departements.map((value) => ({ value, label: value }))}
        />
        <FilterSelect
          name="fonction"
          label={words.filters.function}
          all={words.filters.functionAll}
          options={functions.map((value) => ({ value, label: functionLabel(value) }))}
        />
        <FilterSelect
          name="reponse"
          label={words.filters.state}
          all={words.filters.stateAll}
          options={Object.entries(words.stateWords).map(([value, label]) => ({ value, label }))}
        />
      </Filters>
      {rows.length === 0 ? (
        <p>{words.none}</p>
      ) : (
        <DataTable
          caption={words.peopleCaption}
          rows={rows}
          keyOf={({ id }) => id}
          pages={{ count: pages, current: page }}
          exports={[
            { format: "CSV", to: `${file}.csv` },
            { format: "ODS", to: `${file}.ods` },
          ]}
          columns={[
            {
              key: "name",
              label: words.column.name,
              render: (one) => (
                <>
                  <Link to={`${paths.directory}/${encodeURIComponent(one.organisationKey)}`}>
                    {one.organisation}
                  </Link>
                  {one.name !== one.organisation && (
                    <>
                      <br />
                      {one.name}
                    </>
                  )}
                </>
              ),
            },
            { key: "fn", label: words.column.function, render: ({ alert }) => functionLabel(alert) },
            { key: "address", label: words.column.address, render: ({ address }) => address },
            {
              key: "state",
              label: words.column.state,
              render: (one) => (
                <>
                  {words.stateWords[one.state] ?? one.state}
                  {one.answeredAt && (
                    <>
                      {" "}
                      · <Moment at={one.answeredAt} short />
                    </>
                  )}
                  {one.state === "failed" && one.why && <span className="tocsin-quiet"> · {one.why}</span>}
                  {one.state === "failed" && mayRetry && <Retry id={one.id} name={one.organisation} />}
                </>
              ),
            },
          ]}
        />
      )}
    </section>
  );
}

const Retry = ({ id, name }: { id: string; name: string }) => (
  <Form method="post" className="reach-retry">
    <input type="hidden" name="delivery" value={id} />
    <input
      className="fr-input"
      type="email"
      name="address"
      required
      aria-label={`${words.retryLabel} : ${name}`}
      placeholder={words.retryLabel}
    />
    <button type="submit" name="intent" value="retry" className="fr-btn fr-btn--sm fr-btn--secondary">
      {words.retry}
    </button>
  </Form>
);
