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
import { draftMessage } from "#app/communication/commands/draft-message.ts";
import { Desks } from "#app/communication/components/form/desks.tsx";
import { type Level, LevelCards } from "#app/communication/components/form/level-cards.tsx";
import { MessageForm } from "#app/communication/components/form/message-form.tsx";
import style from "#app/communication/components/message.css?url";
import { tooManyFiles } from "#app/communication/queries/chosen-files.ts";
import { deskOf, levelsOf, optionsOf, writable } from "#app/communication/queries/desk.ts";
import { draftOptions, draftValues, openDraft } from "#app/communication/queries/draft-page.ts";
import type { FormOptions } from "#app/communication/queries/form-options.ts";
import { emptyValues, type MessageValues } from "#app/communication/queries/form-values.ts";
import { kept } from "#app/communication/queries/kept.ts";
import { writtenMessage } from "#app/communication/queries/written-message.ts";
import { receiptFor } from "#app/engine/receipt.ts";
import shared from "#app/incident/components/incident.css?url";
import { attachFiles, chosenFiles } from "#app/incident/queries/incident-page-files.ts";
import { lockNow } from "#app/lock/queries/lock-now.ts";
import { type Process, processes, processWords } from "#app/messages/communication.ts";
import { prepare as words } from "#app/messages/communication-new.ts";
import { frame } from "#app/messages/frame.ts";
import type { Context } from "#app/platform/context.ts";
import { requirePerson } from "#app/platform/session/require-person.ts";
import { Empty } from "#app/ui/empty.tsx";
import type { FieldError } from "#app/ui/form/error-summary.tsx";
import { readValues } from "#app/ui/form/read-values.ts";
import { paths } from "#app/ui/paths.ts";
import pageStyle from "../ui/pages.css?url";

export const meta: MetaFunction = () => [{ title: frame.titled(words.title) }];
export const links: LinksFunction = () =>
  [pageStyle, shared, style].map((href) => ({ rel: "stylesheet", href }));

const processOf = (given: string | null | undefined): Process | null =>
  processes.find((one) => one === given) ?? null;

async function opened(context: Context, request: Request, asked?: MessageValues) {
  const { db, now } = context;
  const caller = await requirePerson(context, request);
  const search = new URL(request.url).searchParams;
  const at = now();
  const dispositif = asked?.dispositif || search.get("dispositif") || "";
  const desk = await deskOf(db, caller, { dispositif, as: asked?.as || search.get("as") || "" }, at);
  return { caller, desk, search, now: at };
}

export async function loader({ request, context }: LoaderFunctionArgs) {
  const { caller, desk, search, now } = await opened(context, request);
  const { db } = context;
  const dispositifs = (await writable(db, caller)).map(({ key, name }) => ({ key, name }));
  if (!desk) return { view: "desks" as const, dispositifs };
  const process = processOf(search.get("niveau"));
  const at = { dispositif: desk.dispositif.key, as: desk.speaker.key, crisis: search.get("crise") ?? "" };
  if (!process || !desk.levels.includes(process))
    return { view: "levels" as const, dispositifs, speakers: desk.speakers, levels: levelsOf(desk), at };
  const lock = await lockNow(db, desk.dispositif.id, now);
  const options = await optionsOf(db, caller, desk, { process, lock, draft: null });
  const crisis = options.crises.find(({ ref }) => ref === at.crisis)?.ref ?? "";
  return {
    view: "form" as const,
    options,
    values: emptyValues(process, { ...at, crisis, key: randomUUID() }),
  };
}

/** Keeps the draft, whole or not, then shows what is missing or what will follow. */
export async function action({ request, context }: ActionFunctionArgs) {
  const form = await request.clone().formData();
  const files = chosenFiles(form.getAll("files"));
  form.delete("files");
  const { intent, ...values } = readValues(form);
  const { caller, desk, now } = await opened(context, request, values);
  const process = processOf(values.process);
  if (!desk || !process) return redirect(`${paths.messages}/nouveau`);
  const { db } = context;
  const zone = desk.speaker.timezone;
  const written = await writtenMessage(db, desk, values, { before: null, now, zone });
  const { input, missing } = written;
  const errors = [...written.errors, ...tooManyFiles(0, files)];
  const again = async (wrong: readonly FieldError[]) => {
    const lock = await lockNow(db, desk.dispositif.id, now);
    const options = await optionsOf(db, caller, desk, { process, lock, draft: null });
    return data({ view: "form" as const, options, values, errors: [...wrong] }, { status: 422 });
  };
  if (errors.length > 0) return again(errors);
  const receipt = receiptFor(caller.person.id, values.key || randomUUID(), input);
  const answer = await kept(() => draftMessage(db, caller, input, now, receipt));
  if ("errors" in answer) return again(answer.errors);
  const { id, ref } = answer.done;
  const refused = files.length > 0 ? await attachFiles(db, caller, id, files, now) : [];
  context.wake?.();
  const edit = `${paths.messages}/${ref}/modifier`;
  const draft = refused.length > 0 ? await openDraft(db, caller, ref, now) : null;
  if (draft && draft !== "sent") {
    // The draft is kept, with the files that could be; what was refused is said here, and the form goes on from it.
    const options = await draftOptions(db, caller, draft, await lockNow(db, desk.dispositif.id, now));
    const wrong = refused.map((one) => ({ ...one, path: "files" }));
    return data(
      { view: "form" as const, options, values: draftValues(draft), errors: wrong, to: edit },
      { status: 422 },
    );
  }
  if (intent === "save") return redirect(`${paths.messages}/${ref}?fait=brouillon`);
  return redirect(missing.length > 0 ? `${edit}?manque=1` : `${paths.messages}/${ref}/agir/envoyer`);
}

type View =
  | { view: "desks"; dispositifs: { key: string; name: string }[] }
  | {
      view: "levels";
      dispositifs: { key: string; name: string }[];
      speakers: { key: string; name: string }[];
      levels: Level[];
      at: { dispositif: string; as: string; crisis: string };
    }
  | {
      view: "form";
      options: FormOptions;
      values: MessageValues;
      errors?: FieldError[];
      /** Where the form goes on, once its draft is kept. */
      to?: string;
    };

export default function NewMessage() {
  const given = useLoaderData<typeof loader>() as unknown as View;
  const answer = useActionData<typeof action>() as unknown as View | undefined;
  const page = answer ?? given;
  if (page.view === "desks") return <Choose page={page} />;
  if (page.view === "levels") return <Levels page={page} />;
  const { options, values } = page;
  return (
    <>
      <h1>{processWords[options.process as Process].title}</h1>
      <p className="fr-text--lead">{words.asksFor}</p>
      {!page.to && (
        <p>
          <Link to={`?dispositif=${values.dispositif}&as=${values.as}`} className="fr-link">
            {words.changeLevel}
          </Link>
        </p>
      )}
      <MessageForm
        key={page.to}
        options={options}
        values={values}
        errors={page.errors ?? []}
        to={page.to}
        back={paths.messages}
      />
    </>
  );
}

function Choose({ page: { dispositifs } }: { page: Extract<View, { view: "desks" }> }) {
  return (
    <>
      <h1>{words.title}</h1>
      {dispositifs.length > 1 ? (
        <Desks legend={words.dispositif} name="dispositif" choices={dispositifs} />
      ) : (
        <Empty
          title={words.nobody.title}
          text={words.nobody.text}
          action={{ to: paths.messages, label: words.nobody.action }}
        />
      )}
    </>
  );
}

function Levels({
  page: { levels, dispositifs, speakers, at },
}: {
  page: Extract<View, { view: "levels" }>;
}) {
  return (
    <>
      <h1>{words.level}</h1>
      <p className="fr-text--lead">{words.levelLead}</p>
      <LevelCards
        levels={levels}
        to={(process) =>
          `?${new URLSearchParams({ ...at, niveau: process, ...(at.crisis && { crise: at.crisis }) })}`
        }
      />
      {dispositifs.length > 1 && (
        <Desks
          legend={words.dispositif}
          name="dispositif"
          choices={dispositifs}
          chosen={at.dispositif}
          kept={{ as: "" }}
        />
      )}
      {speakers.length > 1 && (
        <Desks
          legend={words.as}
          name="as"
          choices={speakers}
          chosen={at.as}
          kept={{ dispositif: at.dispositif }}
        />
      )}
    </>
  );
}
