import { type ActionFunctionArgs, redirect } from "@remix-run/node";
import type { Answer, Body } from "#app/crisis/room-state/answer.ts";
import { answerEvent, crisisIdOf, statusOf } from "#app/crisis/room-state/answer-event.ts";
import { room as words } from "#app/messages/crisis-room.ts";
import { requirePerson } from "#app/platform/session/require-person.ts";

/** Sizes beyond any event of a room. */
const MOST_CHARACTERS = 64_000;

/**
 * An event of the room, as JSON `{type, …data}`; the header Idempotency-Key makes it happen once however often it
 * comes. Answers `{ok}`, `{refused}`, `{conflict}` or `{invalid}`. Forms without JavaScript use the room's own page.
 */
export async function action({ request, params, context }: ActionFunctionArgs) {
  const caller = await requirePerson(context, request);
  const id = await crisisIdOf(context.db, caller, params.ref ?? "");
  if (!id) return answered({ refused: { because: words.refused.gone, instead: [] } }, 404);
  const body = await bodyOf(request);
  if (!body) return answered({ invalid: [{ path: "", message: words.refused.unreadable }] });
  const key = request.headers.get("idempotency-key") ?? undefined;
  return answered(await answerEvent(context, caller, id, body, key));
}

export const loader = ({ params }: ActionFunctionArgs) => redirect(`/crises/${params.ref}`);

async function bodyOf(request: Request): Promise<Body | null> {
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

const answered = (answer: Answer, status = statusOf(answer)) =>
  Response.json(answer, { status, headers: { "Cache-Control": "no-store" } });
