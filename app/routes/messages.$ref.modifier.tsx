import { randomUUID } from "node:crypto";
import {
  type ActionFunctionArgs,
  data,
  type LinksFunction,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from "@remix-run/node";
import { Link, useActionData, useLoaderData } from "@remix-run/react";
import { editMessage } from "#app/communication/commands/edit-message.ts";
import { MessageForm } from "#app/communication/components/form/message-form.tsx";
import style from "#app/communication/components/message.css?url";
import { missingFields } from "#app/communication/queries/check-asked.ts";
import { chosenAgain, removedOf, tooManyFiles } from "#app/communication/queries/chosen-files.ts";
import { draftOptions, draftValues, keptAs, openDraft } from "#app/communication/queries/draft-page.ts";
import type { FormOptions } from "#app/communication/queries/form-options.ts";
import type { MessageValues } from "#app/communication/queries/form-values.ts";
import { kept } from "#app/communication/queries/kept.ts";
import { readMessage } from "#app/communication/queries/page.ts";
import { writtenMessage } from "#app/communication/queries/written-message.ts";
import { Conflict } from "#app/engine/errors.ts";
import { receiptFor } from "#app/engine/receipt.ts";
import shared from "#app/incident/components/incident.css?url";
import { attachFiles, chosenFiles } from "#app/incident/queries/incident-page-files.ts";
import { lockNow } from "#app/lock/queries/lock-now.ts";
import { processWords } from "#app/messages/communication.ts";
import { prepare as words } from "#app/messages/communication-new.ts";
import { frame } from "#app/messages/frame.ts";
import type { Context } from "#app/platform/context.ts";
import { requirePerson } from "#app/platform/session/require-person.ts";
import type { FieldError } from "#app/ui/form/error-summary.tsx";
import { readValues } from "#app/ui/form/read-values.ts";
import { paths } from "#app/ui/paths.ts";
import { problem } from "#app/ui/problem.ts";
import pageStyle from "../ui/pages.css?url";

export const meta: MetaFunction<typeof loader> = ({ data: given }) => [
  { title: frame.titled(given ? `${words.edit} ${given.ref}` : "") },
];
export const links: LinksFunction = () =>
  [pageStyle, shared, style].map((href) => ({ rel: "stylesheet", href }));

/** A draft of the caller's organisation; one that was submitted is no longer changed here. */
async function opened(context: Context, request: Request, ref: string) {
  const now = context.now();
  const caller = await requirePerson(context, request);
  const draft = await openDraft(context.db, caller, ref, now);
  if (draft === null) throw problem(404);
  if (draft === "sent") throw redirect(`${paths.messages}/${ref}`);
  return { caller, draft, now };
}
type Opened = Awaited<ReturnType<typeof opened>>;

async function optionsNow({ db }: Context, { caller, draft, now }: Opened) {
  return draftOptions(db, caller, draft, await lockNow(db, draft.message.dispositifId, now));
}

export async function loader({ request, params, context }: LoaderFunctionArgs) {
  const asked = await opened(context, request, params.ref ?? "");
  const { message, desk, zone } = asked.draft;
  const missing = new URL(request.url).searchParams.has("manque");
  return {
    ref: message.ref,
    exercise: message.exercise,
    pace: message.pace,
    options: await optionsNow(context, asked),
    values: draftValues(asked.draft),
    errors: missing ? missingFields(desk.convention, message.context.facts, asked.now, zone) : [],
  };
}

export async function action({ request, params, context }: ActionFunctionArgs) {
  const asked = await opened(context, request, params.ref ?? "");
  const { caller, now, draft } = asked;
  const { message, desk, zone } = draft;
  const { db } = context;
  const form = await request.formData();
  const files = chosenFiles(form.getAll("files"));
  form.delete("files");
  const { intent, ...typed } = readValues(form);
  const before = message.context.facts;
  const values: MessageValues = { ...typed, process: before.process };
  const again = async (errors: readonly FieldError[], more: MessageValues = {}, status = 422) => {
    const shown = { options: await optionsNow(context, asked), values: { ...values, ...more } };
    return data({ ...shown, errors: [...errors] }, { status });
  };
  const written = await writtenMessage(db, desk, values, { before, now, zone });
  const removed = removedOf(values).filter((hash) => before.attachments.includes(hash));
  const errors = [...written.errors, ...tooManyFiles(before.attachments.length - removed.length, files)];
  if (errors.length > 0) return again(errors);
  const attachments = await chosenAgain(message, files);
  const input = { ...written.input, ...(attachments.length > 0 && { attachments }) };
  const seen = Number(typed.revision) || undefined;
  try {
    const receipt = receiptFor(caller.person.id, typed.key || randomUUID(), {
      ...{ ...input, removed, seen: seen ?? 0 },
    });
    const answer = await kept(() =>
      editMessage(db, caller, message.id, input, now, { receipt, removed, ...(seen && { revision: seen }) }),
    );
    if ("errors" in answer) return again(answer.errors);
  } catch (error) {
    if (!(error instanceof Conflict)) throw error;
    const more = { revision: String(error.actual), key: randomUUID() };
    return again([{ path: "title", message: words.wrong.conflict }], more, 409);
  }
  const refused = files.length > 0 ? await attachFiles(db, caller, message.id, files, now) : [];
  const wrong = [...refused.map((one) => ({ ...one, path: "files" })), ...written.missing];
  const back = `${paths.messages}/${message.ref}`;
  if (refused.length > 0 || (intent !== "save" && wrong.length > 0)) {
    // The draft was kept, with the files that could be: the form goes on from there.
    const now = await readMessage(db, caller, message.ref);
    if (now) draft.message = now;
    return again(intent === "save" ? wrong.slice(0, refused.length) : wrong, keptAs(draft.message.revision));
  }
  return redirect(intent === "save" ? `${back}?fait=brouillon` : `${back}/agir/envoyer`);
}

type Page = { options: FormOptions; values: MessageValues; errors: FieldError[] };

export default function EditMessage() {
  const { ref, ...given } = useLoaderData<typeof loader>() as unknown as Page & { ref: string };
  const answer = useActionData<typeof action>() as unknown as Page | undefined;
  const { options, values, errors } = answer ?? given;
  const back = `${paths.messages}/${ref}`;
  return (
    <>
      <p className="fr-mb-2w">
        <Link to={back} className="fr-link fr-icon-arrow-left-line fr-link--icon-left">
          {ref}
        </Link>
      </p>
      <h1>{processWords[options.process as keyof typeof processWords].title}</h1>
      <p className="fr-text--lead">{words.asksFor}</p>
      <MessageForm options={options} values={values} errors={errors} back={back} />
    </>
  );
}
