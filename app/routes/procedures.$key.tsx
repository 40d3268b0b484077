import { randomUUID } from "node:crypto";
import {
  type ActionFunctionArgs,
  data,
  type LinksFunction,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from "@remix-run/node";
import { useActionData, useLoaderData, useSearchParams } from "@remix-run/react";
import { receiptFor } from "#app/engine/receipt.ts";
import { frame } from "#app/messages/frame.ts";
import { runbookStates, runbook as words } from "#app/messages/runbook.ts";
import type { Context } from "#app/platform/context.ts";
import { requireRight } from "#app/platform/session/require-right.ts";
import { type ActAnswer, ActForm } from "#app/runbook/components/act-form.tsx";
import { Diff } from "#app/runbook/components/diff.tsx";
import style from "#app/runbook/components/runbook.css?url";
import { RunbookText } from "#app/runbook/components/runbook-text.tsx";
import { Versions } from "#app/runbook/components/versions.tsx";
import { actOnProcedure } from "#app/runbook/queries/act-on-procedure.ts";
import { type ProcedurePage, procedurePage } from "#app/runbook/queries/procedure-page.ts";
import { searchText } from "#app/ui/list/search-text.ts";
import { paths } from "#app/ui/paths.ts";
import { problem } from "#app/ui/problem.ts";
import { StateBadge } from "#app/ui/state-badge.tsx";
import { Moment } from "#app/ui/time/moment.tsx";
import { Trail } from "#app/ui/trail.tsx";
import type { RunbookPersonEvent } from "#machines/runbook/v1/events.ts";

export const meta: MetaFunction<typeof loader> = ({ data: given }) => [
  { title: frame.titled(given?.page.title ?? words.title) },
];
export const links: LinksFunction = () => [{ rel: "stylesheet", href: style }];

/** A text of 256 KB is refused by its reader with a sentence; more than this never reaches it. */
const LONGEST = 400_000;

async function opened(context: Context, request: Request, key = "") {
  const caller = await requireRight(context, request, "convention.read");
  const search = new URL(request.url).searchParams;
  const page = await procedurePage(context.db, caller, {
    key: /^[a-z0-9][a-z0-9-]{0,63}$/.exec(key)?.[0] ?? "",
    dispositif: searchText(search, "dispositif", 64) ?? "",
    version: searchText(search, "v", 64) ?? "",
    compare: searchText(search, "comparer", 64) ?? "",
  });
  if (!page) throw problem(404);
  return { caller, page };
}

export async function loader({ request, params, context }: LoaderFunctionArgs) {
  const { page } = await opened(context, request, params.key);
  return { page, idempotency: randomUUID() };
}

export async function action({ request, params, context }: ActionFunctionArgs) {
  const { caller, page } = await opened(context, request, params.key);
  const form = await request.formData();
  const values: Record<string, string> = {};
  for (const [name, value] of form) if (typeof value === "string") values[name] = value.slice(0, LONGEST);
  const file = form.get("file");
  if (file instanceof File && file.size > 0)
    values.text = (await file.slice(0, LONGEST).text()).slice(0, LONGEST);
  const type = page.can.find((one) => one === values.type);
  if (!type) throw problem(404);
  const receipt = receiptFor(caller.person.id, values.idempotency || randomUUID(), {
    id: page.id,
    ...values,
  });
  const asked = { caller, page, type, values, now: context.now(), receipt };
  const answer = await actOnProcedure(context.db, asked);
  if (answer) return data(answer, { status: 422 });
  return redirect(`/procedures/${page.key}?dispositif=${page.dispositif.key}&fait=1`);
}

/** In the order in which they come in the life of a version. */
const order: RunbookPersonEvent[] = [
  "runbook.enforced",
  "runbook.approved",
  "runbook.submitted",
  "runbook.revised",
  "runbook.returned",
  "runbook.retired",
];

export default function Procedure() {
  const { page, idempotency } = useLoaderData<typeof loader>() as {
    page: ProcedurePage;
    idempotency: string;
  };
  const answer = useActionData<typeof action>() as ActAnswer | undefined;
  const [search] = useSearchParams();
  const [first, ...others] = order.filter((type) => page.can.includes(type));
  const state = runbookStates[page.state] ?? { label: page.state, tone: "neutral" as const };
  const shared = { page, answer, idempotency };
  return (
    <>
      <Trail links={[{ to: paths.procedures, label: words.title }]} current={page.title} />
      {search.has("fait") && !answer && (
        <p className="fr-alert fr-alert--success fr-alert--sm fr-mb-4w" role="status">
          {words.done}
        </p>
      )}
      <h1>{page.title}</h1>
      <p>
        <StateBadge {...state} small={false} /> {page.ref} · {page.dispositif.name}
      </p>
      {page.review && (
        <p>
          {page.review.overdueSince ? words.overdue : words.review} <Moment at={page.review.dueAt} />
        </p>
      )}
      {first && (
        <section className="fr-mt-4w" aria-labelledby="suite">
          <h2 id="suite">{words.acts[first].title}</h2>
          <ActForm {...shared} type={first} main />
        </section>
      )}
      {others.map((type) => (
        <details key={type} className="fr-mt-3w" open={answer?.type === type}>
          <summary>{words.acts[type].title}</summary>
          <ActForm {...shared} type={type} main={false} />
        </details>
      ))}
      {page.diff && <Diff diff={page.diff} />}
      <Versions page={page} />
      {page.shown?.runbook && (
        <RunbookText body={page.shown.runbook} title={words.versions.shown(page.shown.version)} />
      )}
    </>
  );
}
