import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { readAckToken } from "#app/incident/ack-link.ts";
import { type AckAnswer, acknowledgeAlert } from "#app/incident/commands/acknowledge-alert.ts";
import { renderAckPage } from "#app/incident/messages/ack-page.ts";
import { type AckPageModel, ackPageModel } from "#app/incident/queries/ack-page.ts";
import type { Context } from "#app/platform/context.ts";

/*
 * The link of an alert: no sign-in, no script, one page in one answer. It has no component, so Remix sends what it
 * returns as it is.
 */

const statusOf = { unknown: 404, expired: 410, ask: 200, answered: 200 } as const;

function page(model: AckPageModel, { nonce }: Pick<Context, "nonce">) {
  return new Response(renderAckPage(model, nonce ? { nonce } : {}), {
    status: statusOf[model.view],
    headers: { "Content-Type": "text/html; charset=utf-8", "Cache-Control": "no-store" },
  });
}

/** Shows the alert; scanners of mail stop here, so nothing is acknowledged. */
export async function loader({ params, context }: LoaderFunctionArgs) {
  const delivery = readAckToken(context.secret, params.token);
  return page(await ackPageModel(context.db, delivery, context.now()), context);
}

/** The press. Twice is once; an answer given meanwhile by someone else is shown instead. */
export async function action({ request, params, context }: ActionFunctionArgs) {
  const delivery = readAckToken(context.secret, params.token);
  const model = await ackPageModel(context.db, delivery, context.now());
  const given = (await request.formData()).get("answer");
  if (!delivery || model.view !== "ask" || (given !== "taken" && given !== "not-me"))
    return page(model, context);
  const answer: AckAnswer = given;
  await acknowledgeAlert(context.db, delivery, answer, context.now());
  const after = await ackPageModel(context.db, delivery, context.now());
  return page("facts" in after ? { ...after, just: answer } : after, context);
}
