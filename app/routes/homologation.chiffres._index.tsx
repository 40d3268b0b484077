import type { LinksFunction, LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { Link, useLoaderData } from "@remix-run/react";
import { Bars } from "#app/homologation/components/bars.tsx";
import { Ends } from "#app/homologation/components/ends.tsx";
import style from "#app/homologation/components/homologation.css?url";
import { LateReserves } from "#app/homologation/components/late-reserves.tsx";
import { Tabs } from "#app/homologation/components/tabs.tsx";
import { federatedDispositifs } from "#app/homologation/federation/federated.ts";
import { statistics } from "#app/homologation/queries/statistics.ts";
import { frame } from "#app/messages/frame.ts";
import { homologation, homologationState, measureStateLabels } from "#app/messages/homologation.ts";
import { ui } from "#app/messages/ui.ts";
import { reachOf } from "#app/platform/permissions.ts";
import { requireRight } from "#app/platform/session/require-right.ts";
import { paths } from "#app/ui/paths.ts";
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
  const { states, ends, late, measures, measuresLate, reservesLate, reserves, federated } =
    useLoaderData<typeof loader>();
  const aged = (rows: typeof measuresLate) =>
    rows
      .map(({ key, count }) => ({ label: words.ages[key], count }))
      .filter((_, __, all) => all.some(({ count }) => count > 0));
  return (
    <>
      <h1>{words.title}</h1>
      <p className="fr-text--lead">{words.lead}</p>
      <Tabs federation={federated} />
      <Bars
        id="etats"
        title={words.states}
        what={homologation.table.state}
        rows={states.map(({ key, count }) => ({ label: homologationState(key).label, count }))}
      />
      <Ends ends={ends} />
      <Bars
        id="suivre"
        title={words.late}
        what={words.what}
        rows={late.map(({ key, count }) => ({ label: words[key], count }))}
      />
      <Bars id="reserves" title={words.reservesLate} what={words.what} rows={aged(reservesLate)} />
      <LateReserves reserves={reserves} />
      <Bars
        id="mesures"
        title={words.measures}
        what={homologation.plan.state}
        rows={measures.map(({ key, count }) => ({ label: measureStateLabels[key] ?? key, count }))}
      />
      <Bars id="actions" title={words.measuresLate} what={words.what} rows={aged(measuresLate)} />
      <p>
        <Link to={`${paths.homologation}/plan?retard=oui`}>{words.toPlan}</Link>
      </p>
      <ul className="fr-links-group tocsin-exports" aria-label={ui.exportsLabel}>
        {["csv", "ods"].map((format) => (
          <li key={format}>
            <Link
              to={`${paths.homologation}/chiffres/export.${format}`}
              reloadDocument
              className="fr-link fr-icon-download-line fr-link--icon-left"
            >
              {ui.exportAs(format.toUpperCase())}
            </Link>
          </li>
        ))}
      </ul>
    </>
  );
}
