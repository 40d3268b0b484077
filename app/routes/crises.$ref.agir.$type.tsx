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
import style from "#app/crisis/components/act/act.css?url";
import { ActView } from "#app/crisis/components/act/act-view.tsx";
import { actPage } from "#app/crisis/queries/act-page.ts";
import {
  type ActAnswer,
  formAgain,
  previewAct,
  sendAct,
  startAct,
} from "#app/crisis/queries/act-page-send.ts";
import { statusOf } from "#app/engine/command/answering.ts";
import { nowIn } from "#app/engine/moment.ts";
import { receiptFor } from "#app/engine/receipt.ts";
import shared from "#app/incident/components/incident.css?url";
import { crisisActOf, crisisActs } from "#app/messages/crisis-act.ts";
import { frame } from "#app/messages/frame.ts";
import type { Context } from "#app/platform/context.ts";
import { requirePerson } from "#app/platform/session/require-person.ts";
import { readValues } from "#app/ui/form/read-values.ts";
import { problem } from "#app/ui/problem.ts";

export const meta: MetaFunction<typeof loader> = ({ data: given }) => [
  { title: frame.titled(given ? `${crisisActs[given.type].title} ${given.crisis.ref}` : "") },
];
export const links: LinksFunction = () => [
  { rel: "stylesheet", href: shared },
  { rel: "stylesheet", href: style },
];

async function opened(context: Context, request: Request, params: { ref?: string; type?: string }) {
  const caller = await requirePerson(context, request);
  const type = crisisActOf(params.type);
  const page = type && (await actPage(context.db, caller, params.ref ?? ""));
  if (!page) throw problem(404);
  const real = context.now();
  return { caller, type, page, db: context.db, now: nowIn(page, real), real };
}

export async function loader({ request, params, context }: LoaderFunctionArgs) {
  const { type, page, db, now } = await opened(context, request, params);
  const start = await startAct({ db, page, now }, type, new URL(request.url).searchParams);
  const { ref, title, exercise } = page;
  const values = { ...start.values, idempotency: randomUUID() };
  return { crisis: { ref, title }, exercise, pace: page.pace, type, start: { ...start, values } };
}

export async function action({ request, params, context }: ActionFunctionArgs) {
  const { caller, type, page, db, now, real } = await opened(context, request, params);
  const { intent, ...values } = readValues(await request.formData());
  const asked = { db, page, now, real, caller, type, values };
  if (intent === "edit") return formAgain(asked);
  if (intent !== "confirm") return answered(await previewAct(asked));
  const receipt = receiptFor(caller.person.id, values.idempotency || randomUUID(), { type, ...values });
  const answer = await sendAct(asked, receipt);
  if (answer) return answered(answer);
  context.wake?.();
  return redirect(`/crises/${page.ref}`);
}

/** The page again, with the status that says why. */
function answered(answer: ActAnswer) {
  const status = statusOf(answer);
  return data(answer, { status });
}

export default function Act() {
  const { crisis, type, start } = useLoaderData<typeof loader>() as {
    crisis: { ref: string; title: string };
    type: Parameters<typeof ActView>[0]["type"];
    start: ActAnswer;
  };
  const answer = useActionData<typeof action>() as ActAnswer | undefined;
  return <ActView key={type} {...{ crisis, type }} answer={answer ?? start} start={!answer} />;
}
