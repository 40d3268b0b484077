import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { DeadLetterTable } from "#app/incident/components/register/dead-letter-table.tsx";
import { QueueLine } from "#app/incident/components/register/queue-line.tsx";
import { deadLetters, queueHealth } from "#app/incident/queries/dead-letters.ts";
import { deliveries } from "#app/messages/deliveries.ts";
import { frame } from "#app/messages/frame.ts";
import { requireRight } from "#app/platform/session/require-right.ts";
import { Empty } from "#app/ui/empty.tsx";
import { paths } from "#app/ui/paths.ts";
import pageStyle from "../ui/pages.css?url";

export const meta: MetaFunction = () => [{ title: frame.titled(deliveries.title) }];

export const links = () => [{ rel: "stylesheet", href: pageStyle }];

export async function loader({ request, context }: LoaderFunctionArgs) {
  const { tenures } = await requireRight(context, request, "delivery.read");
  const asked = Number(new URL(request.url).searchParams.get("page"));
  const page = Number.isInteger(asked) && asked > 0 && asked < 10_000 ? asked : 1;
  const [{ rows, pages }, queue] = await Promise.all([
    deadLetters(context.db, tenures, page),
    queueHealth(context.db),
  ]);
  return {
    page,
    pages,
    queue: { ...queue, oldest: queue.oldest?.toISOString() ?? null },
    rows: rows.map(({ history: _, ...row }) => ({ ...row, lastTry: row.lastTry.toISOString() })),
  };
}

export default function DeadLetters() {
  const { rows, page, pages, queue } = useLoaderData<typeof loader>();
  return (
    <>
      <h1>{deliveries.title}</h1>
      <p className="fr-text--lead">{deliveries.lead}</p>
      <QueueLine {...queue} />
      {rows.length === 0 ? (
        <Empty
          title={deliveries.empty.title}
          text={deliveries.empty.text}
          action={{ to: paths.incidents, label: deliveries.empty.action }}
        />
      ) : (
        <DeadLetterTable rows={rows} pages={{ count: pages, current: page }} />
      )}
    </>
  );
}
