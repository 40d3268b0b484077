import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { ConventionCard } from "#app/convention/components/convention-card.tsx";
import { conventionList } from "#app/convention/queries/conventions.ts";
import { convention } from "#app/messages/convention.ts";
import { frame } from "#app/messages/frame.ts";
import { requireRight } from "#app/platform/session/require-right.ts";
import { Empty } from "#app/ui/empty.tsx";
import { searchText } from "#app/ui/list/search-text.ts";
import pageStyle from "../ui/pages.css?url";

export const meta: MetaFunction = () => [{ title: frame.titled(convention.title) }];

export const links = () => [{ rel: "stylesheet", href: pageStyle }];

export async function loader({ request, context }: LoaderFunctionArgs) {
  await requireRight(context, request, "convention.read");
  const dispositif = searchText(new URL(request.url).searchParams, "dispositif", 80);
  return { conventions: await conventionList(context.db, dispositif) };
}

export default function Conventions() {
  const { conventions } = useLoaderData<typeof loader>();
  return (
    <>
      <h1>{convention.title}</h1>
      <p className="fr-text--lead">{convention.lead}</p>
      {conventions.length === 0 ? (
        <Empty {...convention.empty} />
      ) : (
        <ul className="fr-raw-list fr-grid-row fr-grid-row--gutters">
          {conventions.map((one) => (
            <li key={one.key} className="fr-col-12 fr-col-md-6">
              <ConventionCard one={one} />
            </li>
          ))}
        </ul>
      )}
    </>
  );
}
