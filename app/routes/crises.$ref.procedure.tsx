import type { LinksFunction, LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { Current } from "#app/crisis/components/procedure/current.tsx";
import style from "#app/crisis/components/procedure/procedure.css?url";
import { ProcedureViews } from "#app/crisis/components/procedure/procedure-views.tsx";
import { drawingOf } from "#app/crisis/layout/drawing.ts";
import { roomPage } from "#app/crisis/queries/room.ts";
import { procedure } from "#app/messages/crisis-procedure.ts";
import { frame } from "#app/messages/frame.ts";
import { requirePerson } from "#app/platform/session/require-person.ts";
import { problem } from "#app/ui/problem.ts";
import { Trail } from "#app/ui/trail.tsx";

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: frame.titled(data ? procedure.titled(data.ref) : "") },
];
export const links: LinksFunction = () => [{ rel: "stylesheet", href: style }];

export async function loader({ request, params, context }: LoaderFunctionArgs) {
  const caller = await requirePerson(context, request);
  const page = await roomPage(context.db, caller, params.ref ?? "", context.now());
  if (!page) throw problem(404);
  const { ref, title, runbook, runbookHash, room } = page;
  const [wide, narrow] = await Promise.all([
    drawingOf(runbook, runbookHash, "wide"),
    drawingOf(runbook, runbookHash, "narrow"),
  ]);
  return {
    ref,
    title,
    runbook,
    progress: room.context?.steps ?? {},
    drawings: { wide, narrow },
    view: new URL(request.url).searchParams.get("vue") === "liste" ? ("list" as const) : ("drawing" as const),
    exercise: room.context?.facts.exercise ?? false,
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
      <Current runbook={runbook} progress={progress} roomHref={roomHref} />
      <ProcedureViews {...{ runbook, drawings, progress, view, roomHref }} />
    </>
  );
}
