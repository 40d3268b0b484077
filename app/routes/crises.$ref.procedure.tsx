import type { LinksFunction, LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { Link, useLoaderData } from "@remix-run/react";
import { Current } from "#app/crisis/components/procedure/current.tsx";
import style from "#app/crisis/components/procedure/procedure.css?url";
import { ProcedureViews } from "#app/crisis/components/procedure/procedure-views.tsx";
import { drawingOf } from "#app/crisis/layout/drawing.ts";
import { or404 } from "#app/crisis/queries/or-404.ts";
import { crisisOf, rulesOfCrisis } from "#app/crisis/queries/room.ts";
import { procedure } from "#app/messages/crisis-procedure.ts";
import { frame } from "#app/messages/frame.ts";
import { requirePerson } from "#app/platform/session/require-person.ts";
import { Trail } from "#app/ui/trail.tsx";
import type { CrisisContext } from "#machines/crisis/v1/context.ts";

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: frame.titled(data ? procedure.titled(data.ref) : "") },
];
export const links: LinksFunction = () => [{ rel: "stylesheet", href: style }];

export async function loader({ request, params, context }: LoaderFunctionArgs) {
  const caller = await requirePerson(context, request);
  const row = await or404(crisisOf(context.db, caller, params.ref ?? ""));
  const { runbook } = await rulesOfCrisis(context.db, row);
  const { facts, steps } = row.context as unknown as CrisisContext;
  const hash = row.content_hash ?? "";
  const [wide, narrow] = await Promise.all([
    drawingOf(runbook, hash, "wide"),
    drawingOf(runbook, hash, "narrow"),
  ]);
  return {
    ref: row.ref,
    title: row.title,
    runbook,
    /** None until the cell is active: the procedure is then shown as it would be run. */
    progress: Object.keys(steps).length > 0 ? steps : null,
    drawings: { wide, narrow },
    view: new URL(request.url).searchParams.get("vue") === "liste" ? ("list" as const) : ("drawing" as const),
    exercise: facts.exercise,
    pace: row.pace,
  };
}

export default function Procedure() {
  const { ref, title, runbook, progress, drawings, view } = useLoaderData<typeof loader>();
  const roomHref = (key: string) => `/crises/${ref}#etape-${key}`;
  return (
    <>
      <Trail
        links={[
          { to: "/crises", label: "Crises" },
          { to: `/crises/${ref}`, label: `${ref} ${title}` },
        ]}
        current={procedure.heading}
      />
      <h1>{procedure.heading}</h1>
      <p className="fr-text--lead">{procedure.lead(runbook.title, runbook.version)}</p>
      <p>
        <Link to={`/crises/${ref}`} className="fr-btn fr-btn--secondary fr-mr-2w">
          {procedure.room}
        </Link>
        <Link to={`/crises/${ref}/rejeu`} className="fr-link">
          {procedure.replay}
        </Link>
      </p>
      {progress ? (
        <Current runbook={runbook} progress={progress} roomHref={roomHref} />
      ) : (
        <p>{procedure.notBegun}</p>
      )}
      <ProcedureViews {...{ runbook, drawings, view, roomHref }} progress={progress ?? undefined} />
    </>
  );
}
