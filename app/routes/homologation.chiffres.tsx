import type { LinksFunction, LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { Bars } from "#app/homologation/components/bars.tsx";
import style from "#app/homologation/components/homologation.css?url";
import { Tabs } from "#app/homologation/components/tabs.tsx";
import { federatedDispositifs } from "#app/homologation/federation/federated.ts";
import { statistics } from "#app/homologation/queries/statistics.ts";
import { frame } from "#app/messages/frame.ts";
import { homologation, homologationState } from "#app/messages/homologation.ts";
import { reachOf } from "#app/platform/permissions.ts";
import { requireRight } from "#app/platform/session/require-right.ts";
import pageStyle from "../ui/pages.css?url";

const words = homologation.statistics;
export const meta: MetaFunction = () => [{ title: frame.titled(words.title) }];
export const links: LinksFunction = () => [
  { rel: "stylesheet", href: pageStyle },
  { rel: "stylesheet", href: style },
];

export async function loader({ request, context }: LoaderFunctionArgs) {
  const { tenures } = await requireRight(context, request, "convention.read");
  const [counts, federated] = await Promise.all([
    statistics(context.db, reachOf(tenures, "dossier.read"), context.now()),
    federatedDispositifs(context.db, tenures, context.now()),
  ]);
  return { ...counts, federated: federated.length > 0 };
}

export default function Statistics() {
  const { states, ends, late, federated } = useLoaderData<typeof loader>();
  return (
    <>
      <h1>{words.title}</h1>
      <Tabs federation={federated} />
      <Bars
        id="etats"
        title={words.states}
        what={homologation.table.state}
        rows={states.map(({ key, count }) => ({ label: homologationState(key).label, count }))}
      />
      <Bars
        id="fins"
        title={words.ends}
        what={words.month}
        rows={ends.map(({ key, count }) => ({ label: key.split("-").reverse().join("/"), count }))}
      />
      <Bars
        id="retards"
        title={words.late}
        what={words.what}
        rows={late.map(({ key, count }) => ({ label: words[key], count }))}
      />
    </>
  );
}
