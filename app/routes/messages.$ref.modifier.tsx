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
import type { FormOptions } from "#app/communication/queries/form-options.ts";
import { type MessageValues, valuesOf } from "#app/communication/queries/form-values.ts";
import { kept } from "#app/communication/queries/kept.ts";
import { deskOf, optionsOf, writtenMessage } from "#app/communication/queries/new-page.ts";
import { readMessage } from "#app/communication/queries/page.ts";
import { Conflict } from "#app/engine/errors.ts";
import { receiptFor } from "#app/engine/receipt.ts";
import shared from "#app/incident/components/incident.css?url";
import { attachFiles } from "#app/incident/queries/incident-page-files.ts";
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
  const { db } = context;
  const now = context.now();
  const caller = await requirePerson(context, request);
  const message = await readMessage(db, caller, ref);
  if (!message?.mine) throw problem(404);
  if (message.state !== "draft") throw redirect(`${paths.messages}/${message.ref}`);
  const { place } = message.context.author;
  const found = await deskOf(db, caller, { dispositif: message.dispositifKey, as: place.key }, now);
  if (!found || found.speaker.id !== place.id) throw problem(404);
  const desk = { ...found, convention: message.convention };
  return { caller, message, desk, now, zone: place.timezone };
}
type Opened = Awaited<ReturnType<typeof opened>>;

async function optionsAgain(context: Context, { caller, message, desk, now }: Opened) {
  const lock = await lockNow(context.db, message.dispositifId, now);
  const { facts } = message.context;
  return optionsOf(context.db, caller, desk, {
    process: facts.process,
    lock,
    draft: facts,
    attachments: message.attachments.filter(({ hash }) => facts.attachments.includes(hash)),
  });
}

export async function loader({ request, params, context }: LoaderFunctionArgs) {
  const asked = await opened(context, request, params.ref ?? "");
  const { message, desk, now, zone } = asked;
  const search = new URL(request.url).searchParams;
  const { facts } = message.context;
  const errors = search.has("manque") ? missingFields(desk.convention, facts, now, zone) : [];
  return {
    ref: message.ref,
    exercise: message.exercise,
    options: await optionsAgain(context, asked),
    values: {
      ...valuesOf(message.context, zone),
      crisis: message.crisis?.ref ?? "",
      dispositif: message.dispositifKey,
      as: desk.speaker.key,
      revision: String(message.revision),
      key: randomUUID(),
    },
    errors: search.has("pieces") ? [...errors, { path: "files", message: words.wrong.files }] : errors,
  };
}

export async function action({ request, params, context }: ActionFunctionArgs) {
  const asked = await opened(context, request, params.ref ?? "");
  const { caller, message, desk, now, zone } = asked;
  const form = await request.formData();
  const files = form.getAll("files");
  form.delete("files");
  const { intent, ...typed } = readValues(form);
  const before = message.context.facts;
  const values = { ...typed, process: before.process };
  const { input, errors, missing } = await writtenMessage(context.db, desk, values, { before, now, zone });
  const again = async (wrong: readonly FieldError[], more: MessageValues = {}, status = 422) =>
    data(
      { options: await optionsAgain(context, asked), values: { ...values, ...more }, errors: [...wrong] },
      { status },
    );
  if (errors.length > 0) return again(errors);
  const seen = Number(typed.revision) || undefined;
  try {
    const receipt = receiptFor(caller.person.id, typed.key || randomUUID(), { ...input, seen: seen ?? 0 });
    const answer = await kept(() =>
      editMessage(context.db, caller, message.id, input, now, { receipt, ...(seen && { revision: seen }) }),
    );
    if ("errors" in answer) return again(answer.errors);
  } catch (error) {
    if (!(error instanceof Conflict)) throw error;
    const more = { revision: String(error.actual), key: randomUUID() };
    return again([{ path: "title", message: words.wrong.conflict }], more, 409);
  }
  const given = files.filter((one) => typeof one !== "string" && one.size > 0);
  const attached = given.length > 0 ? await attachFiles(context.db, caller, message.id, given, now) : [];
  const back = `${paths.messages}/${message.ref}`;
  if (attached.length > 0)
    return again(
      attached.map((one) => ({ ...one, path: "files" })),
      await fresh(context, asked),
    );
  if (intent === "save") return redirect(`${back}?fait=brouillon`);
  if (missing.length > 0) return again(missing, await fresh(context, asked));
  return redirect(`${back}/agir/envoyer`);
}

/** The draft was kept: the form goes on from there. */
async function fresh(context: Context, { caller, message }: Opened): Promise<MessageValues> {
  const kept = await readMessage(context.db, caller, message.ref);
  return {
    revision: String(kept?.revision ?? message.revision),
    key: randomUUID(),
  };
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
