import type { LinksFunction, LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { Link, useLoaderData } from "@remix-run/react";
import style from "#app/committee/components/committee.css?url";
import { Projector } from "#app/committee/components/meeting/projector.tsx";
import { type MeetingPage, meetingPage } from "#app/committee/queries/meeting-page.ts";
import { meeting as words } from "#app/messages/committee-meeting.ts";
import { frame } from "#app/messages/frame.ts";
import { requirePerson } from "#app/platform/session/require-person.ts";
import { useLive } from "#app/ui/live/use-live.ts";
import { useReadAgain } from "#app/ui/live/use-read-again.ts";
import { paths } from "#app/ui/paths.ts";
import { problem } from "#app/ui/problem.ts";

export const meta: MetaFunction = () => [{ title: frame.titled(words.projector.title) }];
export const links: LinksFunction = () => [{ rel: "stylesheet", href: style }];

export async function loader({ request, params, context }: LoaderFunctionArgs) {
  const caller = await requirePerson(context, request);
  const page = await meetingPage(context.db, caller, params.ref ?? "");
  if (!page) throw problem(404);
  return page;
}

const SOON = { least: 60, spread: 100 };

/** What the room sees: the point, the votes, the quorum, in large type; it follows the meeting by itself. */
export default function ProjectorView() {
  const page = useLoaderData<typeof loader>() as unknown as MeetingPage;
  const readAgain = useReadAgain();
  const heard = () => readAgain(SOON);
  useLive({ dossier: page.id, after: page.revision }, { entry: heard, change: heard });
  return (
    <div className="com-projector">
      <Projector page={page} />
      <p className="fr-text--sm fr-mt-6w">
        <Link to={`${paths.committees}/seances/${page.ref}`}>{words.projector.back}</Link>
      </p>
    </div>
  );
}
