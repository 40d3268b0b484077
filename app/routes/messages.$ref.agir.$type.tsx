import { randomUUID } from "node:crypto";
import {
  type ActionFunctionArgs,
  data,
  type LinksFunction,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { ActView, type ActViewProps } from "#app/communication/components/act/act-view.tsx";
import style from "#app/communication/components/message.css?url";
import { startingValues } from "#app/communication/queries/act-form.ts";
import { type ActAnswer, actPage, quiet, refusedAtOnce } from "#app/communication/queries/act-page.ts";
import { previewAct, sendAct } from "#app/communication/queries/act-send.ts";
import { beforePage } from "#app/communication/queries/before-page.ts";
import { waitingMessages } from "#app/communication/queries/list.ts";
import { statusOf } from "#app/engine/command/answering.ts";
import { receiptFor } from "#app/engine/receipt.ts";
import shared from "#app/incident/components/incident.css?url";
import { lockNow } from "#app/lock/queries/lock-now.ts";
import { messageActOf, messageActs } from "#app/messages/communication-act.ts";
import { frame } from "#app/messages/frame.ts";
import type { Context } from "#app/platform/context.ts";
import { requirePerson } from "#app/platform/session/require-person.ts";
import { readValues } from "#app/ui/form/read-values.ts";
import { paths } from "#app/ui/paths.ts";
import { problem } from "#app/ui/problem.ts";
import { awaited } from "#machines/communication/v1/mine.ts";
import pageStyle from "../ui/pages.css?url";

export const meta: MetaFunction<typeof loader> = ({ data: given }) => [
  { title: frame.titled(given ? `${messageActs[given.type].title} ${given.message.ref}` : "") },
];
export const links: LinksFunction = () =>
  [pageStyle, shared, style].map((href) => ({ rel: "stylesheet", href }));

async function opened(context: Context, request: Request, params: { ref?: string; type?: string }) {
  const caller = await requirePerson(context, request);
  const type = messageActOf(params.type);
  const page = type && (await actPage(context.db, caller, params.ref ?? ""));
  if (!page) throw problem(404);
  return { caller, type, page, db: context.db, now: context.now() };
}
type Opened = Awaited<ReturnType<typeof opened>>;

/** What surrounds the form: the same at each answer. */
async function around({ db, page, type, now }: Opened) {
  const { ref, title, state, context, schools, article, convention, exercise, pace } = page;
  const { facts, review } = context;
  const before =
    type === "communication.submitted"
      ? await beforePage(db, page, await lockNow(db, page.dispositifId, now, page.exerciseId), now)
      : null;
  return {
    message: { ref, title, state, facts, crisis: page.crisis?.ref ?? null },
    exercise,
    pace,
    type,
    quiet: quiet.has(type),
    before,
    fields: {
      article,
      schools: schools.filter((one) => one.state === "pending"),
      instances: (review ? awaited(review) : []).map((key) => ({
        key,
        name: convention.instances.find((one) => one.key === key)?.name ?? key,
      })),
      texts: ["title", "short", "long", "sms"].filter((name) => facts[name as "title"]),
    },
  };
}

export async function loader({ request, params, context }: LoaderFunctionArgs) {
  const asked = await opened(context, request, params);
  const { page, type, caller, db, now } = asked;
  const refused = refusedAtOnce(page, caller, type);
  const values = {
    ...startingValues(type, page.context.facts, new URL(request.url).searchParams),
    revision: String(page.revision),
    idempotency: randomUUID(),
  };
  const form: ActAnswer = { step: "form", values, errors: [], ...(refused && { refused }) };
  // « Avant d’envoyer » has nothing to ask first: what will follow is there at once.
  const start =
    type === "communication.submitted" && !refused
      ? await previewAct({ db, caller, page, type, values, now })
      : form;
  return { ...(await around(asked)), start };
}

export async function action({ request, params, context }: ActionFunctionArgs) {
  const asked = await opened(context, request, params);
  const { caller, page, type, db, now } = asked;
  const { intent, ...values } = readValues(await request.formData());
  const act = { db, caller, page, type, values, now };
  if (intent === "edit") return { step: "form" as const, values, errors: [] };
  if (intent !== "confirm") return answered(await previewAct(act));
  const receipt = receiptFor(caller.person.id, values.idempotency || randomUUID(), { type, ...values });
  const answer = await sendAct(act, receipt);
  if (answer) return answered(answer);
  context.wake?.();
  return redirect(await following(asked));
}

/** Where one goes after an answer: back to the message, from which the next one is a press away. */
async function following({ db, caller, page, type }: Opened) {
  const done = `${paths.messages}/${page.ref}?fait=${messageActs[type].slug}`;
  if (type.startsWith("communication.") || type === "task.done") return done;
  const [next] = await waitingMessages(db, caller);
  return next ? `${done}&suivant=${next.ref}` : done;
}

/** The page again, with the status that says why. */
function answered(answer: ActAnswer) {
  const status = statusOf(answer);
  return data(answer, { status });
}

export default function Act() {
  const { start, ...page } = useLoaderData<typeof loader>() as unknown as Omit<
    ActViewProps,
    "answer" | "start"
  > & { start: ActAnswer };
  const answer = useActionData<typeof action>() as ActAnswer | undefined;
  return <ActView key={page.type} {...page} answer={answer ?? start} start={!answer} />;
}
