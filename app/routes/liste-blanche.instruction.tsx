import type { LinksFunction, LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { frame } from "#app/messages/frame.ts";
import { whitelistPage as words } from "#app/messages/whitelist-words.ts";
import { requireRight } from "#app/platform/session/require-right.ts";
import { paths } from "#app/ui/paths.ts";
import { Trail } from "#app/ui/trail.tsx";
import { RequestList } from "#app/whitelist/components/request-list.tsx";
import style from "#app/whitelist/components/whitelist.css?url";
import { type Mine, waitingFor } from "#app/whitelist/queries/board.ts";

export const meta: MetaFunction = () => [{ title: frame.titled(words.links.instruction) }];
export const links: LinksFunction = () => [{ rel: "stylesheet", href: style }];

export async function loader({ request, context }: LoaderFunctionArgs) {
  const caller = await requireRight(context, request, "whitelist.instruct");
  return { waiting: await waitingFor(context.db, caller, "opinions") };
}

export default function Waiting() {
  const { waiting } = useLoaderData<typeof loader>() as { waiting: Mine[] };
  return (
    <>
      <Trail links={[{ to: paths.whitelist, label: words.title }]} current={words.links.instruction} />
      <h1>{words.links.instruction}</h1>
      <RequestList requests={waiting} none={words.noOpinions} />
    </>
  );
}
