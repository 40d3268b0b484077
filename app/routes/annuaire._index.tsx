import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { Link, useLoaderData, useSearchParams } from "@remix-run/react";
import { DirectoryFilters } from "#app/directory/components/directory-filters.tsx";
import { DirectoryTable } from "#app/directory/components/directory-table.tsx";
import { directoryChoices } from "#app/directory/queries/directory-choices.ts";
import { directoryPage } from "#app/directory/queries/directory-page.ts";
import { calendars } from "#app/messages/calendars.ts";
import { directory } from "#app/messages/directory-pages.ts";
import { frame } from "#app/messages/frame.ts";
import { holdsRight, requireRight } from "#app/platform/session/require-right.ts";
import { Empty } from "#app/ui/empty.tsx";
import { searchText } from "#app/ui/list/search-text.ts";
import { paths } from "#app/ui/paths.ts";
import pageStyle from "../ui/pages.css?url";

export const meta: MetaFunction = () => [{ title: frame.titled(directory.title) }];

export const links = () => [{ rel: "stylesheet", href: pageStyle }];

export async function loader({ request, context }: LoaderFunctionArgs) {
  const { tenures } = await requireRight(context, request, "directory.read");
  const search = new URL(request.url).searchParams;
  const given = {
    q: searchText(search, "q"),
    kind: searchText(search, "type", 40),
    departement: searchText(search, "departement", 5),
    dispositif: searchText(search, "dispositif", 80),
    cursor: searchText(search, "apres", 500),
  };
  const filter = Object.fromEntries(Object.entries(given).filter(([, value]) => value));
  const [page, choices] = await Promise.all([
    directoryPage(context.db, filter),
    directoryChoices(context.db),
  ]);
  return {
    ...page,
    choices,
    filtered: Object.keys(filter).length > 0,
    mayImport: holdsRight(tenures, "directory.import"),
  };
}

export default function Directory() {
  const { rows, next, choices, filtered, mayImport } = useLoaderData<typeof loader>();
  const [search] = useSearchParams();
  return (
    <>
      <h1>{directory.title}</h1>
      <p className="fr-text--lead">{directory.lead}</p>
      {(rows.length > 0 || filtered) && <DirectoryFilters {...choices} />}
      {rows.length > 0 ? (
        <DirectoryTable rows={rows} next={next} />
      ) : filtered || search.has("apres") ? (
        <Empty
          title={directory.none.title}
          text={directory.none.text}
          action={{ to: paths.directory, label: directory.none.action }}
        />
      ) : (
        <Empty {...directory.empty} />
      )}
      <p className="fr-mt-4w fr-mb-0">
        <Link to={`${paths.directory}/calendriers`} className="fr-link">
          {calendars.link}
        </Link>
      </p>
      {mayImport && (
        <p className="fr-mt-2w">
          <Link to={`${paths.directory}/imports`} className="fr-link">
            {directory.imports}
          </Link>
        </p>
      )}
    </>
  );
}
