import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { markPresent, presenceIn } from "#app/crisis/queries/presence.ts";
import { crisisIdOf } from "#app/crisis/room-state/answer-event.ts";
import type { Context } from "#app/platform/context.ts";
import { requirePerson } from "#app/platform/session/require-person.ts";
import { problem } from "#app/ui/problem.ts";

async function watched(context: Context, request: Request, ref = "") {
  const caller = await requirePerson(context, request);
  const id = await crisisIdOf(context.db, caller, ref);
  if (!id) throw problem(404);
  return { caller, id };
}

/** Who is there: `{presence, now}`. */
export async function loader({ request, params, context }: LoaderFunctionArgs) {
  const { id } = await watched(context, request, params.ref);
  return there(context, id);
}

/** Says that the reader is there, and answers the same. */
export async function action({ request, params, context }: ActionFunctionArgs) {
  const { caller, id } = await watched(context, request, params.ref);
  const { givenName, name } = caller.person;
  const person = { id: caller.person.id, name: [givenName, name].filter(Boolean).join(" ") };
  await markPresent(context.db, id, person, context.now());
  return there(context, id);
}

async function there({ db, now }: Context, id: string) {
  const presence = await presenceIn(db, id, now());
  return Response.json({ presence, now: now().toISOString() }, { headers: { "Cache-Control": "no-store" } });
}
