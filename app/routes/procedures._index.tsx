import type { LinksFunction, LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { frame } from "#app/messages/frame.ts";
import { runbook as words } from "#app/messages/runbook.ts";
import { requireRight } from "#app/platform/session/require-right.ts";
import { ProcedureList } from "#app/runbook/components/procedure-list.tsx";
import style from "#app/runbook/components/runbook.css?url";
import { procedures } from "#app/runbook/queries/procedures.ts";
import { Empty } from "#app/ui/empty.tsx";

export const meta: MetaFunction = () => [{ title: frame.titled(words.title) }];
export const links: LinksFunction = () => [{ rel: "stylesheet", href: style }];

export async function loader({ request, context }: LoaderFunctionArgs) {
  const caller = await requireRight(context, request, "convention.read");
  return { dispositifs: await procedures(context.db, caller) };
}

export default function Procedures() {
  const { dispositifs } = useLoaderData<typeof loader>();
  return (
    <>
      <h1>{words.title}</h1>
      <p className="fr-text--lead">{words.lead}</p>
      {dispositifs.length === 0 ? <Empty {...words.empty} /> : <ProcedureList dispositifs={dispositifs} />}
    </>
  );
}
