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
import { Form, useActionData, useLoaderData } from "@remix-run/react";
import { InputRefused } from "#app/engine/input.ts";
import { LARGEST_ATTACHMENT, storeAttachment } from "#app/incident/attachments/store-attachment.ts";
import { frame } from "#app/messages/frame.ts";
import { whitelistPage as words } from "#app/messages/whitelist-words.ts";
import { requirePerson } from "#app/platform/session/require-person.ts";
import { ErrorSummary, type FieldError } from "#app/ui/form/error-summary.tsx";
import { FileInput } from "#app/ui/form/file-input.tsx";
import { paths } from "#app/ui/paths.ts";
import { problem } from "#app/ui/problem.ts";
import { Moment } from "#app/ui/time/moment.tsx";
import { Trail } from "#app/ui/trail.tsx";
import { RequestBody, RequestHead } from "#app/whitelist/components/request-view.tsx";
import style from "#app/whitelist/components/whitelist.css?url";
import { openedRequest } from "#app/whitelist/queries/request.ts";
import { type RequestPage, requestPage } from "#app/whitelist/queries/request-page.ts";

export const meta: MetaFunction<typeof loader> = ({ data: given }) => [
  { title: frame.titled(given ? `${given.page.ref} ${given.page.title}` : words.title) },
];
export const links: LinksFunction = () => [{ rel: "stylesheet", href: style }];

export async function loader({ request, params, context }: LoaderFunctionArgs) {
  const caller = await requirePerson(context, request);
  const found = await openedRequest(context.db, caller, params.ref ?? "");
  if (!found) throw problem(404);
  return { page: await requestPage(context.db, found) };
}

/** Adds a piece: what is too large or not what its name says is refused, nothing kept. */
export async function action({ request, params, context }: ActionFunctionArgs) {
  const caller = await requirePerson(context, request);
  const found = await openedRequest(context.db, caller, params.ref ?? "");
  if (!found) throw problem(404);
  const tooLarge = [
    { path: "file", message: "Ce fichier dépasse 20 Mo : réduisez-le, ou joignez-en l’essentiel." },
  ];
  const none = [{ path: "file", message: words.choose }];
  if (Number(request.headers.get("content-length")) > LARGEST_ATTACHMENT + 100_000)
    return data({ errors: tooLarge }, { status: 413 });
  try {
    const form = await multipart(request, memory({ maxPartSize: LARGEST_ATTACHMENT }));
    const files = form.getAll("file").filter((one) => one instanceof File);
    if (!files.some(({ name }) => name)) return data({ errors: none }, { status: 422 });
    for (const file of files)
      if (file.name)
        await storeAttachment(
          context.db,
          caller,
          found.id,
          { name: file.name, bytes: new Uint8Array(await file.arrayBuffer()) },
          context.now(),
        );
  } catch (error) {
    if (error instanceof InputRefused) return data({ errors: error.errors }, { status: 422 });
    if (error instanceof MaxPartSizeExceededError) return data({ errors: tooLarge }, { status: 413 });
    throw error;
  }
  return redirect(`${paths.whitelist}/${found.ref}#pieces`);
}

export default function RequestRoute() {
  const { page } = useLoaderData<typeof loader>() as unknown as { page: RequestPage };
  const answer = useActionData<typeof action>() as { errors: FieldError[] } | undefined;
  return (
    <>
      <Trail links={[{ to: paths.whitelist, label: words.title }]} current={page.ref} />
      <ErrorSummary errors={answer?.errors} />
      <RequestHead page={page} />
      <RequestBody page={page} />
      <section className="whitelist-section" id="pieces">
        <h2>{words.sections.pieces}</h2>
        <ul className="whitelist-plain">
          {page.pieces.map(({ hash, name, size }) => (
            <li key={hash}>
              <a href={`${paths.whitelist}/${page.ref}/pieces/${hash}`} download>
                {name}
              </a>{" "}
              <span className="whitelist-quiet">{Math.ceil(size / 1_000)} ko</span>
            </li>
          ))}
        </ul>
        {page.mayAttach && (
          <Form method="post" encType="multipart/form-data" className="fr-mt-2w">
            <FileInput name="file" label={words.piece} hint={words.pieceHint} errors={answer?.errors} />
            <button type="submit" className="fr-btn fr-btn--secondary fr-mt-2w">
              {words.send}
            </button>
          </Form>
        )}
      </section>
      {page.journal.length > 0 && (
        <section className="whitelist-section">
          <h2>{words.sections.journal}</h2>
          <ul className="whitelist-plain">
            {page.journal.map(({ seq, type, at, by }) => (
              <li key={seq}>
                {seq}. {words.journal[type as keyof typeof words.journal] ?? type} · {by} · <Moment at={at} />
              </li>
            ))}
          </ul>
        </section>
      )}
    </>
  );
}
