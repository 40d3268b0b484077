import type { LinksFunction, LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { Link, useLoaderData } from "@remix-run/react";
import style from "#app/crisis/components/act/act.css?url";
import { CrisisCards } from "#app/crisis/components/list/crisis-cards.tsx";
import { PastTable } from "#app/crisis/components/list/past-table.tsx";
import { OpenRetexActions } from "#app/crisis/components/retex/open-actions.tsx";
import { openCrises, pastCrises } from "#app/crisis/queries/list.ts";
import { openRetexActions } from "#app/crisis/queries/retex-open.ts";
import { crisisList as words } from "#app/messages/crisis-list.ts";
import { frame } from "#app/messages/frame.ts";
import { reachOf } from "#app/platform/permissions.ts";
import { holdsRight, requireRight } from "#app/platform/session/require-right.ts";
import { Empty } from "#app/ui/empty.tsx";
import { paths } from "#app/ui/paths.ts";
import pageStyle from "../ui/pages.css?url";

export const meta: MetaFunction = () => [{ title: frame.titled(words.title) }];
export const links: LinksFunction = () => [
  { rel: "stylesheet", href: pageStyle },
  { rel: "stylesheet", href: style },
];

export async function loader({ request, context }: LoaderFunctionArgs) {
  const { tenures } = await requireRight(context, request, "dossier.read");
  const reach = reachOf(tenures, "dossier.read");
  const asked = new URL(request.url).searchParams.get("page") ?? "";
  const page = /^[1-9]\d{0,4}$/.test(asked) ? Number(asked) : 1;
  const [open, past, actions] = await Promise.all([
    openCrises(context.db, reach, { most: 60 }),
    pastCrises(context.db, reach, page),
    openRetexActions(context.db, { tenures }),
  ]);
  return { open, past, actions, page, mayOpen: holdsRight(tenures, "crisis.opened") };
}

export default function Crises() {
  const { open, past, actions, page, mayOpen } = useLoaderData<typeof loader>();
  const nothing = open.crises.length === 0 && past.crises.length === 0 && page === 1;
  return (
    <>
      <h1>{words.title}</h1>
      {nothing ? (
        <Empty
          title={words.empty.title}
          text={words.empty.text}
          action={
            mayOpen
              ? { to: paths.openCrisis, label: words.empty.action }
              : { to: paths.incidents, label: words.empty.incidents }
          }
        />
      ) : (
        <>
          <p className="fr-text--lead">{words.lead}</p>
          <h2 className="fr-h4">{words.open}</h2>
          {open.crises.length === 0 ? (
            <p>{words.noneOpen}</p>
          ) : (
            <CrisisCards crises={open.crises} more={open.more} level={3} main />
          )}
          {mayOpen && (
            <p className="fr-mb-6w">
              <Link to={paths.openCrisis} className="fr-btn fr-btn--secondary">
                {words.new}
              </Link>
            </p>
          )}
          <OpenRetexActions actions={actions} />
          {past.crises.length > 0 && <PastTable crises={past.crises} pages={past.pages} current={page} />}
        </>
      )}
    </>
  );
}
