import type { LinksFunction, LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { Link, type ShouldRevalidateFunction, useLoaderData } from "@remix-run/react";
import procedureStyle from "#app/crisis/components/procedure/procedure.css?url";
import style from "#app/crisis/components/replay/replay.css?url";
import { ReplayView } from "#app/crisis/components/replay/replay-view.tsx";
import { drawingOf } from "#app/crisis/layout/drawing.ts";
import { or404 } from "#app/crisis/queries/or-404.ts";
import { replayPage } from "#app/crisis/queries/replay.ts";
import { procedure, replay } from "#app/messages/crisis-procedure.ts";
import { frame } from "#app/messages/frame.ts";
import { requirePerson } from "#app/platform/session/require-person.ts";
import { problem } from "#app/ui/problem.ts";
import { Trail } from "#app/ui/trail.tsx";

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: frame.titled(data ? replay.titled(data.ref) : "") },
];
export const links: LinksFunction = () => [
  { rel: "stylesheet", href: procedureStyle },
  { rel: "stylesheet", href: style },
];
/** The past does not change: the address moves with the slider without asking again. */
export const shouldRevalidate: ShouldRevalidateFunction = ({ currentUrl, nextUrl }) =>
  currentUrl.pathname !== nextUrl.pathname;

export async function loader({ request, params, context }: LoaderFunctionArgs) {
  const caller = await requirePerson(context, request);
  const page = await or404(replayPage(context.db, caller, params.ref ?? ""));
  if (!page) throw problem(403, { detail: replay.noJournal });
  const { runbookHash, ...shown } = page;
  const [wide, narrow] = await Promise.all([
    drawingOf(page.rules.runbook, runbookHash, "wide"),
    drawingOf(page.rules.runbook, runbookHash, "narrow"),
  ]);
  const asked = Number(new URL(request.url).searchParams.get("a"));
  const start = Number.isInteger(asked) && asked >= 1 ? Math.min(asked, page.total) : page.total;
  return { ...shown, drawings: { wide, narrow }, start };
}

export default function Replay() {
  const { ref, title, rules, drawings, total, start } = useLoaderData<typeof loader>();
  return (
    <>
      <Trail
        links={[
          { to: "/crises", label: "Crises" },
          { to: `/crises/${ref}`, label: `${ref} ${title}` },
        ]}
        current={replay.heading}
      />
      <h1>{replay.heading}</h1>
      <p className="fr-text--lead">{replay.lead}</p>
      <ReplayView key={ref} reference={ref} {...{ rules, drawings, total, start }} />
      <p className="fr-mt-4w">
        <Link to={`/crises/${ref}`} className="fr-btn fr-btn--secondary">
          {procedure.room}
        </Link>
      </p>
    </>
  );
}
