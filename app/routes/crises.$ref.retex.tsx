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
import style from "#app/crisis/components/retex/retex.css?url";
import { type RetexAnswer, RetexView } from "#app/crisis/components/retex/retex-view.tsx";
import { or404 } from "#app/crisis/queries/or-404.ts";
import { retexPage } from "#app/crisis/queries/retex.ts";
import { readRetexValues, retexEvent, retexIntents } from "#app/crisis/queries/retex-form.ts";
import { unlessRefused } from "#app/crisis/queries/sitrep-answer.ts";
import { sendEvent } from "#app/engine/command/send-event.ts";
import { receiptFor } from "#app/engine/receipt.ts";
import { retex } from "#app/messages/crisis-retex.ts";
import { frame } from "#app/messages/frame.ts";
import { requirePerson } from "#app/platform/session/require-person.ts";
import factsStyle from "#app/ui/pages.css?url";
import { problem } from "#app/ui/problem.ts";

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: frame.titled(data ? retex.titled(data.ref) : "") },
];
export const links: LinksFunction = () => [
  { rel: "stylesheet", href: factsStyle },
  { rel: "stylesheet", href: style },
];

export async function loader({ request, params, context }: LoaderFunctionArgs) {
  const caller = await requirePerson(context, request);
  const page = await or404(retexPage(context.db, caller, params.ref ?? "", context.now()));
  const { convention: _, id: __, zone: ___, ...shown } = page;
  return { ...shown, idempotency: randomUUID() };
}

/** A note, an action, its end, or the validation. */
export async function action({ request, params, context }: ActionFunctionArgs) {
  const caller = await requirePerson(context, request);
  const now = context.now();
  const page = await or404(retexPage(context.db, caller, params.ref ?? "", now));
  const form = await request.formData();
  const intent = retexIntents.find((one) => one === form.get("intent"));
  if (!intent) throw problem(404);
  const values = readRetexValues(form);
  const { event, errors } = retexEvent(intent, values, randomUUID(), now, page.zone);
  // The key of a new action is drawn anew: it is no part of what tells two requests apart.
  const receipt = receiptFor(caller.person.id, String(form.get("idempotency") || randomUUID()), {
    intent,
    ...values,
  });
  const refusal =
    errors.length > 0
      ? { errors }
      : await unlessRefused(page.convention, () =>
          sendEvent(context.db, caller, page.id, event, now, receipt),
        );
  if (refusal) return data({ ...refusal, intent, values }, { status: 422 });
  context.wake();
  return redirect(`/crises/${page.ref}/retex`);
}

export default function Retex() {
  const page = useLoaderData<typeof loader>();
  return <RetexView page={page} answer={useActionData<typeof action>() as RetexAnswer | undefined} />;
}
