import {
  type ActionFunctionArgs,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { InputRefused } from "#app/engine/input.ts";
import { retryAll } from "#app/incident/commands/retry-delivery.ts";
import { DeadLetterTable } from "#app/incident/components/register/dead-letter-table.tsx";
import { QueueLine } from "#app/incident/components/register/queue-line.tsx";
import { RetriedAll, RetryAll } from "#app/incident/components/register/retry-all.tsx";
import { deadLetters, givenUp, queueHealth } from "#app/incident/queries/dead-letters.ts";
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
  const { searchParams } = new URL(request.url);
  const asked = Number(searchParams.get("page"));
  const page = Number.isInteger(asked) && asked > 0 && asked < 10_000 ? asked : 1;
  const [{ rows, pages }, queue, dossiers] = await Promise.all([
    deadLetters(context.db, tenures, page),
    queueHealth(context.db),
    givenUp(context.db, tenures),
  ]);
  const retried = searchParams.get("renvoye");
  return {
    page,
    pages,
    dossiers,
    /** The dossier of which everything is about to be sent again. */
    all: dossiers.find(({ ref }) => ref === searchParams.get("tout")) ?? null,
    told: retried === null ? null : { ref: /^[A-Z]{3}-\d{4}-\d+$/.test(retried) ? retried : null },
    queue: { ...queue, oldest: queue.oldest?.toISOString() ?? null },
    rows: rows.map(({ history: _, ...row }) => ({ ...row, lastTry: row.lastTry.toISOString() })),
  };
}

/** Sends again all that was given up in one dossier; what was shown before is what was agreed to. */
export async function action({ request, context }: ActionFunctionArgs) {
  const caller = await requireRight(context, request, "delivery.retried");
  const form = await request.formData();
  const revision = Number(form.get("revision"));
  const dossier = (await givenUp(context.db, caller.tenures)).find(({ id }) => id === form.get("dossier"));
  const back = (ref: string) => redirect(`${paths.deadLetters}?renvoye=${ref}`);
  if (!dossier || !Number.isInteger(revision)) return back("");
  try {
    await retryAll(context.db, caller, { ...dossier, revision }, context.now());
  } catch (error) {
    if (error instanceof InputRefused) return back("");
    throw error;
  }
  context.wake();
  return back(dossier.ref);
}

export default function DeadLetters() {
  const { rows, page, pages, queue, dossiers, all, told } = useLoaderData<typeof loader>();
  return (
    <>
      <h1>{deliveries.title}</h1>
      <p className="fr-text--lead">{deliveries.lead}</p>
      {told && <RetriedAll told={told} />}
      <QueueLine {...queue} />
      <RetryAll dossiers={dossiers} asked={all} />
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
