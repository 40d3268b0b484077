import type { LinksFunction, LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { meetingsOnHome } from "#app/committee/queries/home.ts";
import { waitingOnHome } from "#app/communication/queries/home.ts";
import crisisStyle from "#app/crisis/components/act/act.css?url";
import { CrisisCards } from "#app/crisis/components/list/crisis-cards.tsx";
import { openCrises } from "#app/crisis/queries/list.ts";
import { FollowedList } from "#app/incident/components/home/followed-list.tsx";
import { NewsLine } from "#app/incident/components/home/news-line.tsx";
import { WaitingList } from "#app/incident/components/home/waiting-list.tsx";
import style from "#app/incident/components/incident.css?url";
import { homePage, inOrder } from "#app/incident/queries/home.ts";
import { crisisList } from "#app/messages/crisis-list.ts";
import { frame } from "#app/messages/frame.ts";
import { home } from "#app/messages/incident-home.ts";
import { reachOf } from "#app/platform/permissions.ts";
import { requirePerson } from "#app/platform/session/require-person.ts";

export const meta: MetaFunction = () => [{ title: frame.titled(home.page) }];
export const links: LinksFunction = () => [
  { rel: "stylesheet", href: style },
  { rel: "stylesheet", href: crisisStyle },
];

export async function loader({ request, context }: LoaderFunctionArgs) {
  const caller = await requirePerson(context, request);
  const [home, crises, messages, meetings] = await Promise.all([
    homePage(context.db, caller, context.now()),
    openCrises(context.db, reachOf(caller.tenures, "dossier.read"), 4),
    waitingOnHome(context.db, caller),
    meetingsOnHome(context.db, caller, context.now()),
  ]);
  return { ...home, waiting: inOrder([...home.waiting, ...messages, ...meetings]), crises };
}

export default function Home() {
  const { waiting, followed, crises } = useLoaderData<typeof loader>();
  return (
    <div className="fr-grid-row">
      <div className="fr-col-12 fr-col-lg-9">
        <h1>{home.title}</h1>
        <NewsLine empty={waiting.length === 0} />
        <WaitingList waiting={waiting} />
        {crises.crises.length > 0 && (
          <section className="fr-mt-6w" aria-labelledby="crises">
            <h2 id="crises" className="fr-h4">
              {crisisList.home}
            </h2>
            <CrisisCards {...crises} level={3} main={waiting.length === 0} />
          </section>
        )}
        <FollowedList followed={followed} />
      </div>
    </div>
  );
}
