import type { LinksFunction, LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { Link, useLoaderData } from "@remix-run/react";
import style from "#app/homologation/components/homologation.css?url";
import { SystemsGraph } from "#app/homologation/components/systems-graph.tsx";
import { SystemsTable } from "#app/homologation/components/systems-table.tsx";
import { Tabs } from "#app/homologation/components/tabs.tsx";
import { federatedDispositifs } from "#app/homologation/federation/federated.ts";
import { graphOf } from "#app/homologation/queries/graph.ts";
import { readAfter, standings, systemRows } from "#app/homologation/queries/systems.ts";
import { frame } from "#app/messages/frame.ts";
import { homologation, natureLabels, needLabels } from "#app/messages/homologation.ts";
import { reachOf } from "#app/platform/permissions.ts";
import { holdsRight, requireRight } from "#app/platform/session/require-right.ts";
import { Empty } from "#app/ui/empty.tsx";
import { FilterSelect, Filters, FilterText } from "#app/ui/list/filters.tsx";
import { searchChoice, searchText } from "#app/ui/list/search-text.ts";
import { paths } from "#app/ui/paths.ts";
import pageStyle from "../ui/pages.css?url";

const words = homologation.systems;
export const meta: MetaFunction = () => [{ title: frame.titled(words.title) }];
export const links: LinksFunction = () => [
  { rel: "stylesheet", href: pageStyle },
  { rel: "stylesheet", href: style },
];

export async function loader({ request, context }: LoaderFunctionArgs) {
  const { tenures } = await requireRight(context, request, "convention.read");
  const search = new URL(request.url).searchParams;
  const filter = {
    q: searchText(search, "q", 100),
    nature: searchChoice(search, "nature", Object.keys(natureLabels)),
    need: searchChoice(search, "besoin", [...Object.keys(needLabels), "none"]),
    standing: searchChoice(search, "homologation", standings),
  };
  const after = readAfter(searchText(search, "apres", 60));
  const reach = reachOf(tenures, "dossier.read");
  const { rows: systems, next } = await systemRows(context.db, reach, filter, after);
  return {
    systems,
    next,
    graph: await graphOf(context.db, reach, { systems }),
    may: holdsRight(tenures, "system.manage"),
    federated: (await federatedDispositifs(context.db, tenures, context.now())).length > 0,
    filtered: Object.values(filter).some(Boolean),
  };
}

const options = (labels: Readonly<Record<string, string>>) =>
  Object.entries(labels).map(([value, label]) => ({ value, label }));

export default function Systems() {
  const { systems, next, graph, may, federated, filtered } = useLoaderData<typeof loader>();
  const create = { to: `${paths.homologation}/systemes/nouveau`, label: words.register };
  return (
    <>
      <h1>{words.title}</h1>
      <p className="fr-text--lead">{words.lead}</p>
      <Tabs federation={federated} />
      {(systems.length > 0 || filtered) && (
        <Filters>
          <FilterText name="q" label={words.name} />
          <FilterSelect
            name="nature"
            label={words.nature}
            all={words.natureAll}
            options={options(natureLabels)}
          />
          <FilterSelect
            name="besoin"
            label={words.need}
            all={homologation.filter.needAll}
            options={[...options(needLabels), { value: "none", label: words.noNeed }]}
          />
          <FilterSelect
            name="homologation"
            label={words.current}
            all={words.standingAll}
            options={options(words.standings)}
          />
        </Filters>
      )}
      {systems.length === 0 ? (
        <Empty
          title={filtered ? homologation.none.title : words.empty.title}
          text={filtered ? homologation.none.text : words.empty.text}
          {...(may && { action: create })}
        />
      ) : (
        <>
          {may && (
            <p>
              <Link to={create.to} className="fr-btn">
                {create.label}
              </Link>
            </p>
          )}
          <SystemsTable rows={systems} next={next} />
          <SystemsGraph {...graph} />
        </>
      )}
    </>
  );
}
