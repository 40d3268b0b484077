import type { LinksFunction, LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData, useSearchParams } from "@remix-run/react";
import style from "#app/homologation/components/homologation.css?url";
import { Preparing, RegisterTable } from "#app/homologation/components/register-table.tsx";
import { Tabs } from "#app/homologation/components/tabs.tsx";
import { Timeline } from "#app/homologation/components/timeline.tsx";
import { federatedDispositifs } from "#app/homologation/federation/federated.ts";
import { preparingRows, readCursor, registerPage } from "#app/homologation/queries/register.ts";
import { registerFilter } from "#app/homologation/queries/register-filter.ts";
import { frame } from "#app/messages/frame.ts";
import { homologationState, needLabels, homologation as words } from "#app/messages/homologation.ts";
import { reachOf } from "#app/platform/permissions.ts";
import { requireRight } from "#app/platform/session/require-right.ts";
import { Empty } from "#app/ui/empty.tsx";
import { FilterSelect, Filters, FilterText } from "#app/ui/list/filters.tsx";
import { searchText } from "#app/ui/list/search-text.ts";
import { paths } from "#app/ui/paths.ts";
import pageStyle from "../ui/pages.css?url";

export const meta: MetaFunction = () => [{ title: frame.titled(words.title) }];
export const links: LinksFunction = () => [
  { rel: "stylesheet", href: pageStyle },
  { rel: "stylesheet", href: style },
];

export async function loader({ request, context }: LoaderFunctionArgs) {
  const { tenures } = await requireRight(context, request, "convention.read");
  const search = new URL(request.url).searchParams;
  const reach = reachOf(tenures, "dossier.read");
  const filter = registerFilter(search);
  const [page, preparing, federated] = await Promise.all([
    registerPage(context.db, reach, filter, readCursor(searchText(search, "apres", 80))),
    preparingRows(context.db, reach),
    federatedDispositifs(context.db, tenures, context.now()),
  ]);
  return {
    ...page,
    preparing,
    federated: federated.length > 0,
    filtered: Object.values(filter).some(Boolean),
  };
}

const SHOWN = ["in-force", "to-renew", "suspended", "expired"];

export default function Register() {
  const { rows, next, preparing, federated, filtered } = useLoaderData<typeof loader>();
  const [search] = useSearchParams();
  const exported = new URLSearchParams(search);
  exported.delete("apres");
  return (
    <>
      <h1>{words.title}</h1>
      <p className="fr-text--lead">{words.lead}</p>
      <Tabs federation={federated} />
      {(rows.length > 0 || filtered) && (
        <Filters>
          <FilterText name="q" label={words.filter.q} />
          <FilterSelect
            name="etat"
            label={words.filter.state}
            all={words.filter.stateAll}
            options={SHOWN.map((value) => ({ value, label: homologationState(value).label }))}
          />
          <FilterSelect
            name="besoin"
            label={words.filter.need}
            all={words.filter.needAll}
            options={Object.entries(needLabels).map(([value, label]) => ({ value, label }))}
          />
        </Filters>
      )}
      {rows.length === 0 ? (
        <Empty
          title={filtered ? words.none.title : words.empty.title}
          text={filtered ? words.none.text : words.empty.text}
          action={
            filtered
              ? { to: paths.homologation, label: words.filter.stateAll }
              : { to: `${paths.homologation}/systemes/nouveau`, label: words.empty.action }
          }
        />
      ) : (
        <>
          <Timeline rows={rows} />
          <div className="fr-mt-4w">
            <RegisterTable
              rows={rows}
              next={next}
              exports={["csv", "ods"].map((format) => ({
                format: format.toUpperCase(),
                to: `${paths.homologation}/export.${format}?${exported}`,
              }))}
            />
          </div>
        </>
      )}
      <Preparing rows={preparing} />
    </>
  );
}
