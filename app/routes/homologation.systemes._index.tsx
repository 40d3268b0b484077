import type { LinksFunction, LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { Link, useLoaderData } from "@remix-run/react";
import style from "#app/homologation/components/homologation.css?url";
import { SystemsGraph } from "#app/homologation/components/systems-graph.tsx";
import { SystemsTable } from "#app/homologation/components/systems-table.tsx";
import { Tabs } from "#app/homologation/components/tabs.tsx";
import { federatedDispositifs } from "#app/homologation/federation/federated.ts";
import { graphOf } from "#app/homologation/queries/graph.ts";
import { systemRows } from "#app/homologation/queries/systems.ts";
import { frame } from "#app/messages/frame.ts";
import { homologation, natureLabels } from "#app/messages/homologation.ts";
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
  };
  const systems = await systemRows(context.db, reachOf(tenures, "dossier.read"), filter);
  return {
    systems,
    graph: await graphOf(context.db, systems),
    may: holdsRight(tenures, "system.manage"),
    federated: (await federatedDispositifs(context.db, tenures, context.now())).length > 0,
    filtered: Boolean(filter.q || filter.nature),
  };
}

export default function Systems() {
  const { systems, graph, may, federated, filtered } = useLoaderData<typeof loader>();
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
            options={Object.entries(natureLabels).map(([value, label]) => ({ value, label }))}
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
          <SystemsTable rows={systems} />
          <SystemsGraph {...graph} />
        </>
      )}
    </>
  );
}
