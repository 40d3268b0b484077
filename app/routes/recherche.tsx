import { type LoaderFunctionArgs, type MetaFunction, redirect } from "@remix-run/node";
import { Link, useLoaderData } from "@remix-run/react";
import { meetingOrInstance } from "#app/committee/queries/find.ts";
import { directoryPage } from "#app/directory/queries/directory-page.ts";
import { type FoundDossier, findDossiers } from "#app/engine/find-dossiers.ts";
import { registerPage } from "#app/incident/queries/register.ts";
import { kindLabel } from "#app/messages/directory-words.ts";
import { frame } from "#app/messages/frame.ts";
import { search } from "#app/messages/search.ts";
import { reachOf } from "#app/platform/permissions.ts";
import { requireRight } from "#app/platform/session/require-right.ts";
import { Empty } from "#app/ui/empty.tsx";
import { searchText } from "#app/ui/list/search-text.ts";
import { dossierPath, paths } from "#app/ui/paths.ts";

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: frame.titled(search.title(data?.q ?? "")) },
];

const SHOWN = 10;
const kinds = ["system", "homologation", "federation-member", "whitelist-request"] as const;

/** One search for what people say on the phone: a reference, a UAI, a school, a commune. */
export async function loader({ request, context }: LoaderFunctionArgs) {
  const caller = await requireRight(context, request, "directory.read");
  const { tenures } = caller;
  const q = searchText(new URL(request.url).searchParams, "q")?.trim() ?? "";
  if (!q) return { q, incidents: [], dossiers: [], organisations: [] };
  const reach = reachOf(tenures, "dossier.read");
  const [found, dossiers, directory] = await Promise.all([
    registerPage(context.db, reach, { q }, null),
    findDossiers(context.db, reach, kinds, q, SHOWN),
    directoryPage(context.db, { q }),
  ]);
  const sitting = await meetingOrInstance(context.db, caller, q);
  if (sitting) throw redirect(sitting);
  // A reference said in full is where one wants to be.
  const exact = found.rows.find((row) => row.ref.toLowerCase() === q.toLowerCase());
  if (exact) throw redirect(`${paths.incidents}/${exact.ref}`);
  const named = dossiers.find((one) => one.ref.toLowerCase() === q.toLowerCase());
  if (named) throw redirect(dossierPath(named));
  return {
    q,
    incidents: found.rows.slice(0, SHOWN).map(({ ref, title, place }) => ({ ref, title, place })),
    dossiers,
    organisations: directory.rows
      .slice(0, SHOWN)
      .map(({ key, name, kind, communeName }) => ({ key, name, kind, communeName })),
  };
}

export default function Search() {
  const { q, incidents, dossiers, organisations } = useLoaderData<typeof loader>();
  const query = new URLSearchParams({ q });
  return (
    <>
      <h1>{search.title(q)}</h1>
      {incidents.length + dossiers.length + organisations.length === 0 && <Empty {...search.none} />}
      {incidents.length > 0 && (
        <section>
          <h2 className="fr-h4">{search.incidents}</h2>
          <ul>
            {incidents.map(({ ref, title, place }) => (
              <li key={ref}>
                <Link to={`${paths.incidents}/${ref}`}>
                  {ref} · {title}
                </Link>{" "}
                {place}
              </li>
            ))}
          </ul>
          <Link to={`${paths.incidents}?${query}`}>{search.moreIncidents}</Link>
        </section>
      )}
      {kinds.map((kind) => (
        <Dossiers key={kind} kind={kind} found={dossiers.filter((one) => one.kind === kind)} />
      ))}
      {organisations.length > 0 && (
        <section className="fr-mt-4w">
          <h2 className="fr-h4">{search.directory}</h2>
          <ul>
            {organisations.map(({ key, name, kind, communeName }) => (
              <li key={key}>
                <Link to={`${paths.directory}/${key}`}>{name}</Link> {kindLabel(kind)}
                {communeName && `, ${communeName}`}
              </li>
            ))}
          </ul>
          <Link to={`${paths.directory}?${query}`}>{search.more}</Link>
        </section>
      )}
    </>
  );
}

function Dossiers({ kind, found }: { kind: (typeof kinds)[number]; found: readonly FoundDossier[] }) {
  if (found.length === 0) return null;
  return (
    <section className="fr-mt-4w">
      <h2 className="fr-h4">{search.kinds[kind]}</h2>
      <ul>
        {found.map((one) => (
          <li key={one.ref}>
            <Link to={dossierPath(one)}>
              {one.ref} · <span dir="auto">{one.title}</span>
            </Link>{" "}
            {one.dispositif}
          </li>
        ))}
      </ul>
    </section>
  );
}
