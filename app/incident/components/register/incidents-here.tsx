import { Link } from "@remix-run/react";
import { directory } from "#app/messages/directory-pages.ts";
import { paths } from "#app/ui/paths.ts";
import { Moment } from "#app/ui/time/moment.tsx";
import type { IncidentHere } from "../../queries/register-here.ts";
import { IncidentState } from "./badges.tsx";
import { incidentPath } from "./incident-table.tsx";

const { page: words } = directory;
type Props = { incidents: readonly IncidentHere[]; organisation: { uai: string | null; name: string } };

/** The last incidents of an organisation. */
export function IncidentsHere({ incidents, organisation: { uai, name } }: Props) {
  return (
    <section>
      <h2 className="fr-h4">{words.incidents}</h2>
      {incidents.length === 0 ? (
        <p className="tocsin-quiet">{words.incidentsNone}</p>
      ) : (
        <>
          <ul className="fr-raw-list">
            {incidents.map((one) => (
              <li key={one.ref} className="fr-mb-1w">
                <Link to={incidentPath(one.ref)}>{one.title}</Link> <IncidentState state={one.state} />
                <p className="tocsin-quiet fr-mb-0">
                  {one.ref} · <Moment at={one.openedAt} short />
                </p>
              </li>
            ))}
          </ul>
          <Link to={`${paths.incidents}?q=${encodeURIComponent(uai ?? name)}`} className="fr-link">
            {words.incidentsAll}
          </Link>
        </>
      )}
    </section>
  );
}
