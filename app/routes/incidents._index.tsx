import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData, useSearchParams } from "@remix-run/react";
import { cursorOf, filterOf } from "#app/incident/components/register/filter-of.ts";
import { RegisterFilters } from "#app/incident/components/register/filters.tsx";
import { IncidentTable } from "#app/incident/components/register/incident-table.tsx";
import { registerDispositifs, registerPage } from "#app/incident/queries/register.ts";
import { frame } from "#app/messages/frame.ts";
import { register } from "#app/messages/register.ts";
import { reachOf } from "#app/platform/permissions.ts";
import { requireRight } from "#app/platform/session/require-right.ts";
import { Empty } from "#app/ui/empty.tsx";
import { paths } from "#app/ui/paths.ts";
import pageStyle from "../ui/pages.css?url";

export const meta: MetaFunction = () => [{ title: frame.titled(register.title) }];

export const links = () => [{ rel: "stylesheet", href: pageStyle }];

export async function loader({ request, context }: LoaderFunctionArgs) {
  const { tenures } = await requireRight(context, request, "dossier.read");
  const search = new URL(request.url).searchParams;
  const reach = reachOf(tenures, "dossier.read");
  const filter = filterOf(search);
  const [page, dispositifs] = await Promise.all([
    registerPage(context.db, reach, filter, cursorOf(search)),
    registerDispositifs(context.db, reach),
  ]);
  return {
    ...page,
    rows: page.rows.map(({ openedAt, changedAt, closedAt, ...row }) => ({
      ...row,
      openedAt: openedAt.toISOString(),
    })),
    dispositifs,
    filtered: Object.values(filter).some(Boolean),
  };
}

export default function Register() {
  const { rows, next, dispositifs, filtered } = useLoaderData<typeof loader>();
  const [search] = useSearchParams();
  const exported = new URLSearchParams(search);
  exported.delete("apres");
  const nothing = filtered || search.has("apres") ? register.none : register.empty;
  return (
    <>
      <h1>{register.title}</h1>
      <p className="fr-text--lead">{register.lead}</p>
      {(rows.length > 0 || filtered) && <RegisterFilters dispositifs={dispositifs} />}
      {rows.length === 0 ? (
        <Empty
          title={nothing.title}
          text={nothing.text}
          action={{
            to: nothing === register.none ? paths.incidents : paths.declare,
            label: nothing.action,
          }}
        />
      ) : (
        <IncidentTable
          rows={rows}
          caption={register.caption}
          pages={{ next }}
          exports={[
            { format: "CSV", to: `${paths.incidents}/export.csv?${exported}` },
            { format: "ODS", to: `${paths.incidents}/export.ods?${exported}` },
          ]}
        />
      )}
    </>
  );
}
