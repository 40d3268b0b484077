import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { acknowledgeCall } from "#app/crisis/commands/acknowledge-call.ts";
import { renderCallPage } from "#app/crisis/messages/call-page.ts";
import { callPageModel } from "#app/crisis/queries/call-page.ts";
import { acknowledgeInject, isOfExercise } from "#app/exercise/commands/acknowledge-inject.ts";
import { type AckAnswer, acknowledgeAlert } from "#app/incident/commands/acknowledge-alert.ts";
import { renderAckPage } from "#app/incident/messages/ack-page.ts";
import { type AckPageModel, ackPageModel } from "#app/incident/queries/ack-page.ts";
import { readAckToken } from "#app/platform/ack-link.ts";
import type { Context } from "#app/platform/context.ts";

/*
 * The link of an alert or of a call: no sign-in, no script, one page in one answer. It has no component, so Remix
 * sends what it returns as it is. The kind of the dossier says whose page it is.
 */

const statusOf = { unknown: 404, expired: 410, ask: 200, answered: 200 } as const;

/** The page of an incident or of a crisis; `just` is the answer that was given this very moment. */
async function page(context: Context, delivery: string | null, model: AckPageModel, just?: AckAnswer) {
  const { nonce } = context;
  const options = nonce ? { nonce } : {};
  const asked = "facts" in model;
  const call = asked && delivery ? await callPageModel(context.db, delivery) : null;
  const html = call
    ? renderCallPage({ ...call, ...(just && { just }) }, options)
    : renderAckPage(asked && just ? { ...model, just } : model, options);
  return new Response(html, {
    status: statusOf[model.view],
    headers: { "Content-Type": "text/html; charset=utf-8", "Cache-Control": "no-store" },
  });
}

/** Shows the alert; scanners of mail stop here, so nothing is acknowledged. */
export async function loader({ params, context }: LoaderFunctionArgs) {
  const delivery = readAckToken(context.secret, params.token);
  return page(context, delivery, await ackPageModel(context.db, delivery, context.now()));
}

/** The press. Twice is once; an answer given meanwhile by someone else is shown instead. */
export async function action({ request, params, context }: ActionFunctionArgs) {
  const delivery = readAckToken(context.secret, params.token);
  const model = await ackPageModel(context.db, delivery, context.now());
  const given = (await request.formData()).get("answer");
  if (!delivery || model.view !== "ask" || (given !== "taken" && given !== "not-me"))
    return page(context, delivery, model);
  const call = await callPageModel(context.db, delivery);
  const ofExercise = await isOfExercise(context.db, delivery);
  const record = ofExercise ? acknowledgeInject : call ? acknowledgeCall : acknowledgeAlert;
  await record(context.db, delivery, given, context.now());
  return page(context, delivery, await ackPageModel(context.db, delivery, context.now()), given);
}
