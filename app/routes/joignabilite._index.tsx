import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { Link, useLoaderData } from "@remix-run/react";
import { frame } from "#app/messages/frame.ts";
import { reachability as words } from "#app/messages/reachability.ts";
import { reachOf } from "#app/platform/permissions.ts";
import { holdsRight, requireRight } from "#app/platform/session/require-right.ts";
import { testsList } from "#app/reachability/queries/tests-list.ts";
import { Empty } from "#app/ui/empty.tsx";
import { DataTable } from "#app/ui/list/data-table.tsx";
import { paths } from "#app/ui/paths.ts";
import { StateBadge } from "#app/ui/state-badge.tsx";
import { Moment } from "#app/ui/time/moment.tsx";
import pageStyle from "../ui/pages.css?url";

export const meta: MetaFunction = () => [{ title: frame.titled(words.title) }];
export const links = () => [{ rel: "stylesheet", href: pageStyle }];
const create = `${paths.reachability}/nouveau`;

export async function loader({ request, context }: LoaderFunctionArgs) {
  const { tenures } = await requireRight(context, request, "delivery.read");
  const tests = await testsList(context.db, reachOf(tenures, "delivery.read"));
  return { tests, mayRun: holdsRight(tenures, "reachability.run") };
}

export default function Tests() {
  const { tests, mayRun } = useLoaderData<typeof loader>();
  if (tests.length === 0)
    return (
      <>
        <h1>{words.title}</h1>
        <Empty {...words.empty} {...(mayRun && { action: { to: create, label: words.form.title } })} />
      </>
    );
  return (
    <>
      <h1>{words.title}</h1>
      <p className="fr-text--lead">{words.lead}</p>
      {mayRun && (
        <p>
          <Link to={create} className="fr-btn">
            {words.new}
          </Link>
        </p>
      )}
      <DataTable
        caption={words.list.caption}
        rows={tests}
        keyOf={({ ref }) => ref}
        columns={[
          {
            key: "ref",
            label: words.list.column.ref,
            render: ({ ref, title, dispositif }) => (
              <>
                <Link to={`${paths.reachability}/${ref}`}>
                  {ref} · <span dir="auto">{title}</span>
                </Link>
                <br />
                <span className="tocsin-quiet">{dispositif}</span>
              </>
            ),
          },
          {
            key: "when",
            label: words.list.column.when,
            render: ({ openedAt }) => <Moment at={openedAt} short />,
          },
          {
            key: "rate",
            label: words.list.column.rate,
            render: ({ answered, total }) => words.rate(answered, total),
          },
          {
            key: "state",
            label: words.list.column.state,
            render: ({ state }) => <StateBadge {...stateOf(state)} />,
          },
        ]}
      />
    </>
  );
}

const stateOf = (state: string) => words.states[state] ?? { label: state, tone: "neutral" as const };
