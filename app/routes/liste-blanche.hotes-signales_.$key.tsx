import { randomUUID } from "node:crypto";
import {
  type ActionFunctionArgs,
  data,
  type LinksFunction,
  type LoaderFunctionArgs,
  MaxPartSizeExceededError,
  type MetaFunction,
  unstable_createMemoryUploadHandler as memory,
  unstable_parseMultipartFormData as multipart,
  redirect,
} from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { type ActAnswer, statusOf } from "#app/engine/command/answering.ts";
import { InputRefused } from "#app/engine/input.ts";
import { frame } from "#app/messages/frame.ts";
import { badHosts } from "#app/messages/whitelist-hosts.ts";
import { whitelistPage } from "#app/messages/whitelist-words.ts";
import { requireRight } from "#app/platform/session/require-right.ts";
import { Filters, FilterText } from "#app/ui/list/filters.tsx";
import { searchText } from "#app/ui/list/search-text.ts";
import { paths } from "#app/ui/paths.ts";
import { problem } from "#app/ui/problem.ts";
import { Trail } from "#app/ui/trail.tsx";
import { textOf } from "#app/whitelist/bad-hosts/import-hosts.ts";
import { HostChanges, HostForm, ReportedHosts } from "#app/whitelist/components/reported-hosts.tsx";
import style from "#app/whitelist/components/whitelist.css?url";
import { pressHosts } from "#app/whitelist/queries/host-change.ts";
import { reportedHosts } from "#app/whitelist/queries/reported-hosts.ts";
import pageStyle from "../ui/pages.css?url";

const words = badHosts.ent;
/** 2,000 hosts with a reason each. */
const LARGEST = 500_000;
const lists = `${paths.whitelist}/hotes-signales`;
export const meta: MetaFunction<typeof loader> = ({ data: given }) => [
  { title: frame.titled(given ? words.page(given.page.name) : badHosts.title) },
];
export const links: LinksFunction = () => [
  { rel: "stylesheet", href: pageStyle },
  { rel: "stylesheet", href: style },
];

export async function loader({ request, params, context }: LoaderFunctionArgs) {
  const caller = await requireRight(context, request, "whitelist.board");
  const search = new URL(request.url).searchParams;
  const [q, after] = [searchText(search, "q", 253), searchText(search, "apres", 253)];
  const page = await reportedHosts(context.db, caller, params.key ?? "", { q, after });
  if (!page) throw problem(404);
  const done = words.done[searchText(search, "fait", 20) ?? ""] ?? null;
  return { page, filtered: Boolean(q), remove: searchText(search, "retirer", 253) ?? "", done };
}

/** Shows what a change would do; then, confirmed, does it. */
export async function action({ request, params, context }: ActionFunctionArgs) {
  const caller = await requireRight(context, request, "hosts.report");
  const { values, wrong } = await sent(request);
  if (wrong) return data<ActAnswer>(wrong, { status: 422 });
  const { intent, ...typed } = values;
  if (intent === "edit") return { step: "form", values: typed, errors: [] } satisfies ActAnswer;
  const key = params.key ?? "";
  const answer = await pressHosts({
    ...{ db: context.db, caller, dispositif: key, confirmed: intent === "confirm", now: context.now() },
    values: { ...typed, idempotency: typed.idempotency || randomUUID() },
  });
  if (answer) return data(answer, { status: statusOf(answer) });
  context.wake?.();
  return redirect(`${lists}/${key}?fait=${typed.act === "clear" ? "hosts.cleared" : "hosts.reported"}`);
}

/** What was typed; a file's lines come after those. */
async function sent(request: Request): Promise<{ values: Record<string, string>; wrong?: ActAnswer }> {
  const wrong = (message: string) => {
    const values = { act: "report" };
    return { values, wrong: { step: "form" as const, values, errors: [{ path: "file", message }] } };
  };
  try {
    const form = await multipart(request, memory({ maxPartSize: LARGEST }));
    const file = form.get("file");
    form.delete("file");
    const values = Object.fromEntries([...form].map(([name, value]) => [name, String(value)]));
    if (!(file instanceof File) || file.size === 0) return { values };
    const text = textOf(new Uint8Array(await file.arrayBuffer()));
    return { values: { ...values, hosts: values.hosts?.trim() ? `${values.hosts}\n${text}` : text } };
  } catch (error) {
    if (error instanceof InputRefused) return wrong(error.errors[0]?.message ?? "");
    if (error instanceof MaxPartSizeExceededError) return wrong(words.most(2_000));
    throw error;
  }
}

export default function EntHosts() {
  const { page, filtered, remove, done } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>() as ActAnswer | undefined;
  const alone = answer?.step === "preview";
  // One form at a time: removing starts from a host of the list.
  const act = answer?.values.act === "clear" || (remove && !answer) ? "clear" : "report";
  return (
    <>
      <Trail
        links={[
          { to: paths.whitelist, label: whitelistPage.title },
          { to: lists, label: badHosts.title },
        ]}
        current={page.name}
      />
      <h1>{words.page(page.name)}</h1>
      <p className="fr-text--lead">{words.pageLead}</p>
      {done && !answer && (
        <div className="fr-alert fr-alert--success fr-mb-3w" role="status">
          <p>{done}</p>
        </div>
      )}
      {!alone && (
        <>
          {(page.rows.length > 0 || filtered) && (
            <Filters>
              <FilterText name="q" label={words.host} />
            </Filters>
          )}
          <ReportedHosts page={page} filtered={filtered} />
        </>
      )}
      {page.may && <HostForm key={act + remove} act={act} answer={answer} hosts={remove} />}
      {!alone && <HostChanges changes={page.changes} />}
    </>
  );
}
