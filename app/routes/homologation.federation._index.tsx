import type { LinksFunction, LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { Link, useLoaderData, useSearchParams } from "@remix-run/react";
import style from "#app/homologation/components/homologation.css?url";
import { Tabs } from "#app/homologation/components/tabs.tsx";
import { federatedDispositifs } from "#app/homologation/federation/federated.ts";
import { memberFilter } from "#app/homologation/federation/filter.ts";
import { membersPage, readAfter } from "#app/homologation/federation/members.ts";
import { MembersTable } from "#app/homologation/federation/members-table.tsx";
import { memberStates, roleLabels, federation as words } from "#app/messages/federation.ts";
import { frame } from "#app/messages/frame.ts";
import { reachOf } from "#app/platform/permissions.ts";
import { holdsRight, requireRight } from "#app/platform/session/require-right.ts";
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
  const filter = memberFilter(search);
  const now = context.now();
  const [page, dispositifs] = await Promise.all([
    membersPage(
      context.db,
      reachOf(tenures, "dossier.read"),
      filter,
      now,
      readAfter(searchText(search, "apres", 60)),
    ),
    federatedDispositifs(context.db, tenures, now),
  ]);
  return {
    ...page,
    federated: dispositifs.length > 0,
    dispositifs,
    may: dispositifs.length > 0 && holdsRight(tenures, "federation.manage"),
    filtered: Object.values(filter).some(Boolean),
  };
}

const choices = (labels: [string, string][]) => labels.map(([value, label]) => ({ value, label }));

export default function Federation() {
  const { rows, next, federated, dispositifs, may, filtered } = useLoaderData<typeof loader>();
  const [search] = useSearchParams();
  const exported = new URLSearchParams(search);
  exported.delete("apres");
  const create = { to: `${paths.homologation}/federation/nouveau`, label: words.apply };
  return (
    <>
      <h1>{words.title}</h1>
      <p className="fr-text--lead">{words.lead}</p>
      <Tabs federation={federated} />
      {dispositifs.map(({ key, name }) => (
        <p key={key} className="fr-mb-2w">
          <Link
            to={`${paths.homologation}/federation/accord/${key}`}
            className="fr-link fr-icon-article-line fr-link--icon-left"
          >
            {words.accord.linkOf(name)}
          </Link>
        </p>
      ))}
      {(rows.length > 0 || filtered) && (
        <Filters>
          <FilterText name="q" label={words.filter.q} />
          <FilterSelect
            name="etat"
            label={words.filter.state}
            all={words.filter.stateAll}
            options={choices(Object.entries(memberStates).map(([key, { label }]) => [key, label]))}
          />
          <FilterSelect
            name="role"
            label={words.filter.role}
            all={words.filter.roleAll}
            options={choices(Object.entries(roleLabels))}
          />
          <FilterSelect
            name="retard"
            label={words.filter.late}
            all={words.filter.lateAll}
            options={choices([["oui", words.filter.lateOnly]])}
          />
        </Filters>
      )}
      {rows.length === 0 ? (
        <Empty
          {...(filtered ? words.none : federated ? words.empty : words.absent)}
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
          <MembersTable
            rows={rows}
            next={next}
            exports={["csv", "ods"].map((format) => ({
              format: format.toUpperCase(),
              to: `${paths.homologation}/federation/export.${format}?${exported}`,
            }))}
          />
        </>
      )}
    </>
  );
}
