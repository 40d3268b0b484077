import type { LinksFunction, LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData, useSearchParams } from "@remix-run/react";
import style from "#app/committee/components/committee.css?url";
import { instanceFilter } from "#app/committee/components/instance-filter.ts";
import { InstancesTable } from "#app/committee/components/instances-table.tsx";
import { Tabs } from "#app/committee/components/tabs.tsx";
import { instancesPage } from "#app/committee/queries/instances-page.ts";
import { committee as words } from "#app/messages/committee.ts";
import { frame } from "#app/messages/frame.ts";
import { requirePerson } from "#app/platform/session/require-person.ts";
import { Empty } from "#app/ui/empty.tsx";
import { FilterSelect, Filters, FilterText } from "#app/ui/list/filters.tsx";
import { paths } from "#app/ui/paths.ts";
import pageStyle from "../ui/pages.css?url";

export const meta: MetaFunction = () => [{ title: frame.titled(words.title) }];
export const links: LinksFunction = () => [
  { rel: "stylesheet", href: pageStyle },
  { rel: "stylesheet", href: style },
];

export async function loader({ request, context }: LoaderFunctionArgs) {
  const caller = await requirePerson(context, request);
  const filter = instanceFilter(new URL(request.url).searchParams);
  const all = await instancesPage(context.db, caller, {}, context.now());
  const dispositifs = [...new Map(all.map(({ dispositif }) => [dispositif.key, dispositif.name]))].map(
    ([value, label]) => ({ value, label }),
  );
  const filtered = Boolean(filter.q || filter.dispositif);
  return {
    rows: filtered ? await instancesPage(context.db, caller, filter, context.now()) : all,
    dispositifs,
    filtered,
  };
}

export default function Instances() {
  const { rows, dispositifs, filtered } = useLoaderData<typeof loader>();
  const [search] = useSearchParams();
  const exports = ["csv", "ods"].map((format) => ({
    format: format.toUpperCase(),
    to: `${paths.committees}/export.${format}?${search}`,
  }));
  return (
    <>
      <h1>{words.title}</h1>
      <p className="fr-text--lead">{words.lead}</p>
      <Tabs />
      {(rows.length > 8 || filtered || dispositifs.length > 1) && (
        <Filters>
          <FilterText name="q" label={words.filter.q} />
          {dispositifs.length > 1 && (
            <FilterSelect
              name="dispositif"
              label={words.filter.dispositif}
              all={words.filter.all}
              options={dispositifs}
            />
          )}
        </Filters>
      )}
      {rows.length === 0 ? (
        <Empty {...(filtered ? words.none : words.empty)} />
      ) : (
        <InstancesTable rows={rows} exports={exports} />
      )}
    </>
  );
}
