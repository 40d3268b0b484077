import type { LinksFunction, LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { FollowedList } from "#app/incident/components/home/followed-list.tsx";
import { NewsLine } from "#app/incident/components/home/news-line.tsx";
import { WaitingList } from "#app/incident/components/home/waiting-list.tsx";
import style from "#app/incident/components/incident.css?url";
import { homePage } from "#app/incident/queries/home.ts";
import { frame } from "#app/messages/frame.ts";
import { home } from "#app/messages/incident-home.ts";
import { requirePerson } from "#app/platform/session/require-person.ts";

export const meta: MetaFunction = () => [{ title: frame.titled(home.page) }];
export const links: LinksFunction = () => [{ rel: "stylesheet", href: style }];

export async function loader({ request, context }: LoaderFunctionArgs) {
  const caller = await requirePerson(context, request);
  return homePage(context.db, caller, context.now());
}

export default function Home() {
  const { waiting, followed } = useLoaderData<typeof loader>();
  return (
    <div className="fr-grid-row">
      <div className="fr-col-12 fr-col-lg-9">
        <h1>{home.title}</h1>
        <NewsLine empty={waiting.length === 0} />
        <WaitingList waiting={waiting} />
        <FollowedList followed={followed} />
      </div>
    </div>
  );
}
