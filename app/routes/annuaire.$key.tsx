import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { Link, useLoaderData } from "@remix-run/react";
import { organisationPath } from "#app/directory/components/directory-table.tsx";
import { FunctionList } from "#app/directory/components/function-list.tsx";
import { Gaps } from "#app/directory/components/gaps.tsx";
import { OrganisationFacts } from "#app/directory/components/organisation-facts.tsx";
import { shownOrganisation } from "#app/directory/components/shown-organisation.ts";
import { IncidentsHere } from "#app/incident/components/register/incidents-here.tsx";
import { Reached } from "#app/incident/components/register/reached.tsx";
import { incidentsAt } from "#app/incident/queries/register-here.ts";
import { reachedFrom } from "#app/incident/queries/register-reached.ts";
import { directory } from "#app/messages/directory-pages.ts";
import { frame } from "#app/messages/frame.ts";
import { reachOf } from "#app/platform/permissions.ts";
import { holdsRight, requireRight } from "#app/platform/session/require-right.ts";
import { paths } from "#app/ui/paths.ts";
import { problem } from "#app/ui/problem.ts";
import { Trail } from "#app/ui/trail.tsx";
import pageStyle from "../ui/pages.css?url";

const { page: words } = directory;
export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: frame.titled(data?.organisation.name ?? directory.title) },
];
export const links = () => [{ rel: "stylesheet", href: pageStyle }];

export async function loader({ request, context, params }: LoaderFunctionArgs) {
  const caller = await requireRight(context, request, "directory.read");
  const { db, now } = context;
  const shown = await shownOrganisation(db, caller.tenures, params.key ?? "", now());
  if (!shown) throw problem(404);
  const reach = reachOf(caller.tenures, "dossier.read");
  const mayRead = holdsRight(caller.tenures, "dossier.read");
  const [incidents, reached] = await Promise.all([
    mayRead ? incidentsAt(db, reach, shown.organisation.id) : null,
    shown.peopleShown ? reachedFrom(db, caller, shown.organisation, shown.dispositifs, now()) : null,
  ]);
  return { ...shown, incidents, reached };
}

export default function Organisation() {
  const { organisation, levels, functions, mailboxAnswersFor, dispositifs, incidents, reached } =
    useLoaderData<typeof loader>();
  // The alert chain reads downwards: académie, DSDEN, circonscription, then this one.
  const above = [...levels].reverse().map(({ key, name }) => ({ to: organisationPath(key), label: name }));
  return (
    <>
      <Trail
        links={[{ to: paths.directory, label: directory.title }, ...above]}
        current={organisation.name}
      />
      <h1 className="fr-mb-2w">{organisation.name}</h1>
      {reached && (
        <p>
          <Link
            to={`${paths.declare}?organisation=${encodeURIComponent(organisation.key)}`}
            className="fr-btn fr-btn--secondary"
          >
            {words.declare}
          </Link>
        </p>
      )}
      <div className="fr-grid-row fr-grid-row--gutters">
        <div className="fr-col-12 fr-col-lg-5">
          <OrganisationFacts
            organisation={organisation}
            dispositifs={dispositifs}
            answersFor={mailboxAnswersFor}
            alone={levels.length === 0}
          />
        </div>
        <div className="fr-col-12 fr-col-lg-7">
          <Gaps functions={functions} />
          <FunctionList functions={functions} />
          {reached && <Reached recipients={reached} />}
          {incidents && <IncidentsHere incidents={incidents} organisation={organisation} />}
        </div>
      </div>
    </>
  );
}
