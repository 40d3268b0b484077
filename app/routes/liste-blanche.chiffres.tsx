import type { LinksFunction, LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData, useSearchParams } from "@remix-run/react";
import { frame } from "#app/messages/frame.ts";
import { whitelistStatistics as words } from "#app/messages/whitelist-statistics.ts";
import { requestState, whitelistPage } from "#app/messages/whitelist-words.ts";
import { DataTable } from "#app/ui/list/data-table.tsx";
import { FilterSelect, Filters } from "#app/ui/list/filters.tsx";
import { paths } from "#app/ui/paths.ts";
import { Trail } from "#app/ui/trail.tsx";
import { boardOf } from "#app/whitelist/components/exports.ts";
import { Figure } from "#app/whitelist/components/figure.tsx";
import style from "#app/whitelist/components/whitelist.css?url";
import { type Origin, sinceOf, whitelistStatistics } from "#app/whitelist/queries/statistics.ts";
import pageStyle from "../ui/pages.css?url";

export const meta: MetaFunction = () => [{ title: frame.titled(words.title) }];
export const links: LinksFunction = () => [
  { rel: "stylesheet", href: pageStyle },
  { rel: "stylesheet", href: style },
];
const FIRST = 20;

export async function loader({ request, context }: LoaderFunctionArgs) {
  const { caller, search, known, current } = await boardOf(context, request);
  const since = sinceOf(current.id, search, context.now());
  const made = await whitelistStatistics(context.db, caller, since, context.now());
  const order: string[] = [...whitelistPage.columns];
  return {
    ...made,
    states: made.states.sort((a, b) => order.indexOf(a.state) - order.indexOf(b.state)),
    schools: made.schools.slice(0, FIRST),
    schoolCount: made.schools.length,
    dispositifs: known.map(({ key, name }) => ({ key, name })),
  };
}
type Shown = Awaited<ReturnType<typeof loader>>;

const count = (value: number) => value.toLocaleString("fr-FR");
const sum = ({ open, listed, ended }: Origin) => open + listed + ended;

export default function Figures() {
  const { states, load, schools, schoolCount, academies, dispositifs } = useLoaderData<
    typeof loader
  >() as unknown as Shown;
  const [search] = useSearchParams();
  const exports = (table: string) =>
    ["csv", "ods"].map((format) => ({
      format: format.toUpperCase(),
      to: `${paths.whitelist}/chiffres/export.${format}?${new URLSearchParams([...search, ["tableau", table]])}`,
    }));
  const parts = [words.parts.open, words.parts.listed, words.parts.ended];
  const origin = (id: string, table: string, title: string, place: string, rows: Origin[], text = "") => (
    <Figure
      id={id}
      title={title}
      text={text}
      legend={parts}
      bars={rows.map((one) => ({
        label: one.place || words.academies.none,
        parts: [one.open, one.listed, one.ended],
        shown: count(sum(one)),
      }))}
    >
      <DataTable
        caption={title}
        titled
        rows={rows}
        keyOf={(one) => one.place}
        columns={[
          { key: "place", label: place, render: (one) => one.place || words.academies.none },
          { key: "open", label: words.parts.open, render: (one) => count(one.open) },
          { key: "listed", label: words.parts.listed, render: (one) => count(one.listed) },
          { key: "ended", label: words.parts.ended, render: (one) => count(one.ended) },
          { key: "total", label: words.total, render: (one) => count(sum(one)) },
        ]}
        exports={exports(table)}
      />
    </Figure>
  );
  return (
    <>
      <Trail links={[{ to: paths.whitelist, label: whitelistPage.title }]} current={words.title} />
      <h1>{words.title}</h1>
      <p className="fr-text--lead">{words.lead}</p>
      <Filters>
        {dispositifs.length > 1 && (
          <FilterSelect
            name="dispositif"
            label={whitelistPage.filters.dispositif}
            all={dispositifs[0]?.name ?? ""}
            options={dispositifs.slice(1).map(({ key, name }) => ({ value: key, label: name }))}
          />
        )}
        <FilterSelect
          name="depuis"
          label={words.since}
          all={words.sinceAll}
          options={[3, 6, 12, 24].map((n) => ({ value: String(n), label: words.sinceMonths(n) }))}
        />
      </Filters>
      <Figure
        id="etats"
        title={words.states.title}
        text={words.states.text}
        bars={states.map((one) => ({
          label: requestState(one.state).label,
          parts: [one.median],
          reach: one.ninth,
          shown: words.days(one.median),
        }))}
      >
        <DataTable
          caption={words.states.title}
          titled
          rows={states}
          keyOf={({ state }) => state}
          columns={[
            { key: "state", label: words.states.state, render: (one) => requestState(one.state).label },
            {
              key: "median",
              label: words.states.median,
              render: (one) => one.median.toLocaleString("fr-FR"),
            },
            { key: "ninth", label: words.states.ninth, render: (one) => one.ninth.toLocaleString("fr-FR") },
            { key: "passages", label: words.states.passages, render: (one) => count(one.passages) },
            { key: "here", label: words.states.here, render: (one) => count(one.here) },
          ]}
          exports={exports("etats")}
        />
      </Figure>
      <Figure
        id="instructeurs"
        title={words.load.title}
        text={words.load.text}
        legend={[words.load.due, words.load.given]}
        bars={load.slice(0, FIRST).map((one) => ({
          label: one.name,
          parts: [one.due, one.given],
          shown: words.load.shown(one.due, one.late),
        }))}
      >
        <DataTable
          caption={words.load.title}
          titled
          rows={load.slice(0, 100)}
          keyOf={({ person }) => person}
          columns={[
            { key: "name", label: words.load.person, render: (one) => one.name },
            { key: "organisation", label: words.load.organisation, render: (one) => one.organisation },
            { key: "due", label: words.load.due, render: (one) => count(one.due) },
            { key: "late", label: words.load.late, render: (one) => count(one.late) },
            { key: "given", label: words.load.given, render: (one) => count(one.given) },
          ]}
          exports={exports("instructeurs")}
        />
      </Figure>
      {origin(
        "etablissements",
        "etablissements",
        words.schools.title,
        words.schools.place,
        schools,
        words.schools.text(schools.length, schoolCount),
      )}
      {origin("academies", "academies", words.academies.title, words.academies.place, academies)}
    </>
  );
}
