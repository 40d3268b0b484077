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
import { InputRefused } from "#app/engine/input.ts";
import { sha256 } from "#app/engine/journal/entry.ts";
import { frame } from "#app/messages/frame.ts";
import { badHosts as words } from "#app/messages/whitelist-hosts.ts";
import { whitelistPage } from "#app/messages/whitelist-words.ts";
import { holdsRight, requireRight } from "#app/platform/session/require-right.ts";
import type { FieldError } from "#app/ui/form/error-summary.tsx";
import { searchText } from "#app/ui/list/search-text.ts";
import { paths } from "#app/ui/paths.ts";
import { Trail } from "#app/ui/trail.tsx";
import {
  type HostsImport,
  importHosts,
  previewHosts,
  textOf,
} from "#app/whitelist/bad-hosts/import-hosts.ts";
import { EntLists, HostLists, HostsImportForm, HostsPreview } from "#app/whitelist/components/bad-hosts.tsx";
import style from "#app/whitelist/components/whitelist.css?url";
import { badHostsPage, keepHostDraft, takeHostDraft } from "#app/whitelist/queries/bad-hosts.ts";
import { hostLists } from "#app/whitelist/queries/reported-hosts.ts";
import pageStyle from "../ui/pages.css?url";

const LARGEST = 8_000_000;
export const meta: MetaFunction = () => [{ title: frame.titled(words.title) }];
export const links: LinksFunction = () => [
  { rel: "stylesheet", href: pageStyle },
  { rel: "stylesheet", href: style },
];

export async function loader({ request, context }: LoaderFunctionArgs) {
  const caller = await requireRight(context, request, "whitelist.board");
  const { tenures } = caller;
  const search = new URL(request.url).searchParams;
  const page = await badHostsPage(context.db, searchText(search, "hote", 253) ?? "");
  const done = searchText(search, "importee", 60);
  return {
    ...page,
    ents: await hostLists(context.db, caller),
    may: holdsRight(tenures, "directory.import"),
    // Said of a list that is there, never whatever an address says.
    done: page.lists.find(({ source }) => source === done) ?? null,
  };
}

type Shown = Awaited<ReturnType<typeof loader>>;
type Answer = {
  errors: FieldError[];
  source?: string;
  preview?: Omit<HostsImport, "refused" | "touched"> & {
    hash: string;
    source: string;
    refused: HostsImport["refused"];
    refusedTotal: number;
    touched: { ref: string; title: string }[];
    touchedTotal: number;
  };
};

/** Shows what a list would change; then, confirmed, imports what was shown. */
export async function action({ request, context }: ActionFunctionArgs) {
  const { person } = await requireRight(context, request, "directory.import");
  const wrong = (path: string, message: string, status = 422) =>
    data<Answer>({ errors: [{ path, message }] }, { status });
  const size = Number(request.headers.get("content-length"));
  if (size > LARGEST + 100_000) return wrong("file", words.wrong.large(size), 413);
  try {
    const form = await multipart(request, memory({ maxPartSize: LARGEST }));
    const { db, now } = context;
    const hash = form.get("hash");
    if (typeof hash === "string" && hash) {
      const draft = await takeHostDraft(db, person.id, hash);
      if (!draft) return wrong("file", words.wrong.gone, 409);
      await importHosts(db, draft, now());
      return redirect(`${paths.whitelist}/hotes-signales?importee=${encodeURIComponent(draft.source)}`);
    }
    const [file, source] = [form.get("file"), String(form.get("source") ?? "").trim()];
    if (!(file instanceof File) || file.size === 0) return wrong("file", words.wrong.file);
    const text = textOf(new Uint8Array(await file.arrayBuffer()));
    const { refused, touched, ...counts } = await previewHosts(db, { source, text });
    const draft = { source, file: file.name.slice(-200), text, hash: sha256(`${source}\n${text}`) };
    await keepHostDraft(db, person.id, draft, now());
    return data<Answer>({
      errors: [],
      preview: {
        ...counts,
        ...{ hash: draft.hash, source, refused: refused.slice(0, 20), refusedTotal: refused.length },
        ...{
          touched: touched.slice(0, 20).map(({ ref, title }) => ({ ref, title })),
          touchedTotal: touched.length,
        },
      },
    });
  } catch (error) {
    if (error instanceof InputRefused) return data<Answer>({ errors: error.errors }, { status: 422 });
    if (error instanceof MaxPartSizeExceededError)
      return wrong("file", words.wrong.large(error.maxBytes), 413);
    throw error;
  }
}

export default function BadHosts() {
  const page = useLoaderData<typeof loader>() as unknown as Shown;
  const answer = useActionData<typeof action>() as Answer | undefined;
  return (
    <>
      <Trail links={[{ to: paths.whitelist, label: whitelistPage.title }]} current={words.title} />
      <h1>{words.title}</h1>
      <p className="fr-text--lead">{words.lead}</p>
      {answer?.preview ? (
        <HostsPreview {...answer.preview} />
      ) : (
        <>
          {page.done && (
            <div className="fr-alert fr-alert--success fr-mb-3w" role="status">
              <p>{words.done(page.done.source, page.done.count)}</p>
            </div>
          )}
          <HostLists {...page} />
          <EntLists ents={page.ents} />
          {page.may && <HostsImportForm errors={answer?.errors ?? []} />}
        </>
      )}
    </>
  );
}
