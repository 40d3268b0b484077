import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { decideByLink, LONGEST_REASON } from "#app/communication/commands/decide-by-link.ts";
import {
  type DecisionPageOptions,
  isOpen,
  renderDecisionPage,
} from "#app/communication/messages/decision-page.ts";
import { type DecisionLinkModel, decisionLink } from "#app/communication/queries/decision-link.ts";
import { acknowledgeCall } from "#app/crisis/commands/acknowledge-call.ts";
import { renderCallPage } from "#app/crisis/messages/call-page.ts";
import { callPageModel } from "#app/crisis/queries/call-page.ts";
import { acknowledgeInject, isOfExercise } from "#app/exercise/commands/acknowledge-inject.ts";
import { type AckAnswer, acknowledgeAlert } from "#app/incident/commands/acknowledge-alert.ts";
import { renderAckPage } from "#app/incident/messages/ack-page.ts";
import { type AckPageModel, ackPageModel } from "#app/incident/queries/ack-page.ts";
import { readAckToken } from "#app/platform/ack-link.ts";
import type { Context } from "#app/platform/context.ts";
import { answerTest } from "#app/reachability/commands/answer-test.ts";
import { renderTestPage } from "#app/reachability/messages/test-page.ts";
import { testPageModel } from "#app/reachability/queries/test-answer.ts";

/*
 * The link of an alert, of a call or of a decision: no sign-in, no script, one page in one answer. It has no
 * component, so Remix sends what it returns as it is. The kind of the dossier says whose page it is.
 */

const statusOf = { unknown: 404, expired: 410, ask: 200, answered: 200 } as const;

/** The page of an incident or of a crisis; `just` is the answer that was given this very moment. */
async function page(context: Context, delivery: string | null, model: AckPageModel, just?: AckAnswer) {
  const { nonce } = context;
  const options = nonce ? { nonce } : {};
  const asked = "facts" in model;
  const call = asked && delivery ? await callPageModel(context.db, delivery) : null;
  const test = asked && delivery && !call ? await testPageModel(context.db, delivery) : null;
  if (test) return answer(renderTestPage({ ...test, ...(just && { just }) }, options), statusOf[model.view]);
  const html = call
    ? renderCallPage({ ...call, ...(just && { just }) }, options)
    : renderAckPage(asked && just ? { ...model, just } : model, options);
  return answer(html, statusOf[model.view]);
}

const answer = (html: string, status: number) =>
  new Response(html, {
    status,
    headers: { "Content-Type": "text/html; charset=utf-8", "Cache-Control": "no-store" },
  });

/** The page of a head of school who decides of a message for the school (MBN-5.3-T2). */
function decisionPage(
  { nonce, now }: Context,
  model: DecisionLinkModel,
  options: Omit<DecisionPageOptions, "now" | "nonce"> = {},
  status = 200,
) {
  return answer(renderDecisionPage(model, { ...options, now: now(), ...(nonce && { nonce }) }), status);
}

/** The press of a head: accepts, asks why not, or refuses with a reason. What others did meanwhile is shown instead. */
async function decide(context: Context, delivery: string, model: DecisionLinkModel, form: FormData) {
  const { db, now } = context;
  const given = form.get("answer");
  if (!isOpen(model, now())) return decisionPage(context, model);
  if (given === "refusing") return decisionPage(context, model, { refusing: { reason: "", missing: false } });
  const reason = String(form.get("reason") ?? "").slice(0, LONGEST_REASON);
  if (given === "refused" && !reason.trim())
    return decisionPage(context, model, { refusing: { reason, missing: true } }, 422);
  if (given !== "accepted" && given !== "refused") return decisionPage(context, model);
  const done = await decideByLink(db, delivery, model, { answer: given, reason }, now());
  context.wake?.();
  const after = (await decisionLink(db, delivery, now())) ?? model;
  return decisionPage(context, after, done ? { just: given } : {}, done ? 200 : 409);
}

/** Shows the alert; scanners of mail stop here, so nothing is acknowledged. */
export async function loader({ params, context }: LoaderFunctionArgs) {
  const delivery = readAckToken(context.secret, params.token);
  const model = await ackPageModel(context.db, delivery, context.now());
  const decision =
    delivery && "facts" in model ? await decisionLink(context.db, delivery, context.now()) : null;
  return decision ? decisionPage(context, decision) : page(context, delivery, model);
}

/** The press. Twice is once; an answer given meanwhile by someone else is shown instead. */
export async function action({ request, params, context }: ActionFunctionArgs) {
  const delivery = readAckToken(context.secret, params.token);
  const model = await ackPageModel(context.db, delivery, context.now());
  const form = await request.formData();
  const decision =
    delivery && "facts" in model ? await decisionLink(context.db, delivery, context.now()) : null;
  if (delivery && decision) return decide(context, delivery, decision, form);
  const given = form.get("answer");
  if (!delivery || model.view !== "ask" || (given !== "taken" && given !== "not-me"))
    return page(context, delivery, model);
  const call = await callPageModel(context.db, delivery);
  const now = context.now();
  if (!call && (await testPageModel(context.db, delivery))) {
    await answerTest(context.db, delivery, given, now, String(form.get("successor") ?? ""));
    return page(context, delivery, await ackPageModel(context.db, delivery, now), given);
  }
  const ofExercise = await isOfExercise(context.db, delivery);
  const record = ofExercise ? acknowledgeInject : call ? acknowledgeCall : acknowledgeAlert;
  await record(context.db, delivery, given, context.now());
  return page(context, delivery, await ackPageModel(context.db, delivery, context.now()), given);
}
