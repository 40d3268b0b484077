import { type ActionFunctionArgs, redirect } from "@remix-run/node";
import { crisisOf } from "#app/crisis/queries/room.ts";
import type { Answer, Body } from "#app/crisis/room-state/answer.ts";
import { answerEvent, crisisIdOf } from "#app/crisis/room-state/answer-event.ts";
import { readBody } from "#app/crisis/room-state/read-body.ts";
import { nowIn } from "#app/engine/moment.ts";
import { room as words } from "#app/messages/crisis-room.ts";
import { requirePerson } from "#app/platform/session/require-person.ts";
import type { CrisisContext } from "#machines/crisis/v1/context.ts";

/** Sizes beyond any event of a room. */
const MOST_CHARACTERS = 64_000;

/**
 * An event of the room, as JSON `{type, …data}` or as a form; the header Idempotency-Key (a field `key` of a form)
 * makes it happen once however often it comes. Answers `{ok}`, `{refused}`, `{conflict}` or `{invalid}`.
 */
export async function action({ request, params, context }: ActionFunctionArgs) {
  const caller = await requirePerson(context, request);
  const ref = params.ref ?? "";
  const id = await crisisIdOf(context.db, caller, ref);
  if (!id) return answered({ refused: { because: words.refused.gone, instead: [] } });
  if (isForm(request)) {
    const row = await crisisOf(context.db, caller, ref);
    const { facts } = row.context as CrisisContext;
    const form = await request.formData();
    const zone = facts.place.timezone;
    const { body, errors } = readBody(form, nowIn(row, context.now()), zone, words.refused.instant, {
      prefixes: true,
    });
    if (errors.length > 0) return answered({ invalid: errors });
    const key = form.get("key");
    return answered(await answerEvent(context, caller, id, body, typeof key === "string" ? key : undefined));
  }
  const body = await jsonOf(request);
  if (!body) return answered({ invalid: [{ path: "", message: words.refused.unreadable }] });
  const key = request.headers.get("idempotency-key") ?? undefined;
  return answered(await answerEvent(context, caller, id, body, key));
}

export const loader = ({ params }: ActionFunctionArgs) => redirect(`/crises/${params.ref}`);

const isForm = ({ headers }: Request) =>
  /^(multipart\/form-data|application\/x-www-form-urlencoded)/.test(headers.get("content-type") ?? "");

async function jsonOf(request: Request): Promise<Body | null> {
  const text = await request.text();
  if (text.length > MOST_CHARACTERS) return null;
  try {
    const body: unknown = JSON.parse(text);
    const typed =
      typeof body === "object" && body !== null && "type" in body && typeof body.type === "string";
    return typed ? (body as Body) : null;
  } catch {
    return null;
  }
}

/** A refusal is an answer like another: with a status of its own, browsers would print it as an error of the page. */
const answered = (answer: Answer) => Response.json(answer, { headers: { "Cache-Control": "no-store" } });
