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
import { statusOf } from "#app/engine/command/answering.ts";
import { receiptFor } from "#app/engine/receipt.ts";
import forms from "#app/incident/components/incident.css?url";
import { frame } from "#app/messages/frame.ts";
import { requestActOf, requestActs } from "#app/messages/whitelist-act.ts";
import type { Context } from "#app/platform/context.ts";
import { requirePerson } from "#app/platform/session/require-person.ts";
import { readValues } from "#app/ui/form/read-values.ts";
import { paths } from "#app/ui/paths.ts";
import { problem } from "#app/ui/problem.ts";
import { RequestActView } from "#app/whitelist/components/act-view.tsx";
import style from "#app/whitelist/components/whitelist.css?url";
import { type ActAnswer, again, previewAct, sendAct, startAct } from "#app/whitelist/queries/act.ts";
import { openedRequest } from "#app/whitelist/queries/request.ts";

export const meta: MetaFunction<typeof loader> = ({ data: given }) => [
  { title: frame.titled(given ? `${requestActs[given.type].title} ${given.request.ref}` : "") },
];
export const links: LinksFunction = () => [
  { rel: "stylesheet", href: forms },
  { rel: "stylesheet", href: style },
];

async function opened(context: Context, request: Request, params: { ref?: string; type?: string }) {
  const caller = await requirePerson(context, request);
  const type = requestActOf(params.type);
  const found = type && (await openedRequest(context.db, caller, params.ref ?? ""));
  if (!found) throw problem(404);
  return { db: context.db, caller, type, request: found, now: context.now() };
}

export async function loader({ request, params, context }: LoaderFunctionArgs) {
  const asked = await opened(context, request, params);
  const start = await startAct(asked);
  const { ref, title } = asked.request;
  return {
    request: { ref, title },
    type: asked.type,
    start: { ...start, values: { ...start.values, idempotency: randomUUID() } },
  };
}

export async function action({ request, params, context }: ActionFunctionArgs) {
  const asked = await opened(context, request, params);
  const { intent, ...values } = readValues(await request.formData());
  const sent = { ...asked, values };
  if (intent === "edit") return again(sent);
  if (intent !== "confirm") return answered(await previewAct(sent));
  const receipt = receiptFor(asked.caller.person.id, values.idempotency || randomUUID(), {
    type: asked.type,
    ...values,
  });
  const answer = await sendAct(sent, receipt);
  if (answer) return answered(answer);
  context.wake?.();
  return redirect(`${paths.whitelist}/${asked.request.ref}`);
}

/** The page again, with the status that says why. */
const answered = (answer: ActAnswer) => data(answer, { status: statusOf(answer) });

export default function Act() {
  const { request, type, start } = useLoaderData<typeof loader>() as unknown as {
    request: { ref: string; title: string };
    type: Parameters<typeof RequestActView>[0]["type"];
    start: ActAnswer;
  };
  const answer = useActionData<typeof action>() as ActAnswer | undefined;
  return <RequestActView key={type} request={request} type={type} answer={answer ?? start} start={!answer} />;
}
