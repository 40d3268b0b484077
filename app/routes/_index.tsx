import type { LinksFunction, LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { meetingsOnHome } from "#app/committee/queries/home.ts";
import { waitingOnHome } from "#app/communication/queries/home.ts";
import crisisStyle from "#app/crisis/components/act/act.css?url";
import { HomeCrises } from "#app/crisis/components/list/home-crises.tsx";
import { openCrises } from "#app/crisis/queries/list.ts";
import { FollowedList } from "#app/incident/components/home/followed-list.tsx";
import { NewsLine } from "#app/incident/components/home/news-line.tsx";
import { WaitingList } from "#app/incident/components/home/waiting-list.tsx";
import { WaitingSubjects } from "#app/incident/components/home/waiting-subjects.tsx";
import style from "#app/incident/components/incident.css?url";
import { homePage } from "#app/incident/queries/home.ts";
import { crisisList } from "#app/messages/crisis-list.ts";
import { frame } from "#app/messages/frame.ts";
import { home } from "#app/messages/incident-home.ts";
import { reachOf } from "#app/platform/permissions.ts";
import { requirePerson } from "#app/platform/session/require-person.ts";
import { gatherWaiting } from "#app/ui/list/gather-waiting.ts";

export const meta: MetaFunction = () => [{ title: frame.titled(home.page) }];
export const links: LinksFunction = () => [
  { rel: "stylesheet", href: style },
  { rel: "stylesheet", href: crisisStyle },
];

export async function loader({ request, context }: LoaderFunctionArgs) {
  const caller = await requirePerson(context, request);
  const now = context.now();
  const subject = new URL(request.url).searchParams.get("quoi");
  const [home, earnest, played, messages, meetings] = await Promise.all([
    homePage(context.db, caller, now),
    openCrises(context.db, reachOf(caller.tenures, "dossier.read"), { most: 4, exercise: false }),
    openCrises(context.db, reachOf(caller.tenures, "dossier.read"), { most: 2, exercise: true }),
    waitingOnHome(context.db, caller),
    meetingsOnHome(context.db, caller, now),
  ]);
  const lines = [...home.waiting, ...messages, ...meetings];
  return { ...home, waiting: gatherWaiting(lines, { subject, now }), subject, earnest, played };
}

export default function Home() {
  const { waiting, subject, followed, earnest, played } = useLoaderData<typeof loader>();
  const nothing = waiting.total === 0;
  return (
    <div className="fr-grid-row">
      <div className="fr-col-12 fr-col-lg-9">
        <h1>{subject ? home.about(subject) : home.title}</h1>
        <NewsLine empty={nothing} />
        {!subject && <HomeCrises id="crises" title={crisisList.home} {...earnest} main={nothing} />}
        <WaitingList waiting={waiting.shown} />
        <WaitingSubjects {...waiting} subject={subject} />
        {!subject && <HomeCrises id="exercices" title={crisisList.played} {...played} main={false} />}
        {!subject && <FollowedList followed={followed} />}
      </div>
    </div>
  );
}
