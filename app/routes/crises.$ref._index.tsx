import {
  type ActionFunctionArgs,
  data,
  type LinksFunction,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from "@remix-run/node";
import { type ShouldRevalidateFunction, useActionData, useLoaderData } from "@remix-run/react";
import { CrisisMessages } from "#app/communication/components/crisis-messages.tsx";
import { type CrisisMessage, messagesOfCrisis } from "#app/communication/queries/of-crisis.ts";
import { RoomScreen } from "#app/crisis/components/room/room-screen.tsx";
import style from "#app/crisis/crisis.css?url";
import { or404 } from "#app/crisis/queries/or-404.ts";
import { crisisOf, roomPage } from "#app/crisis/queries/room.ts";
import { answerEvent, statusOf } from "#app/crisis/room-state/answer-event.ts";
import type { RoomPage } from "#app/crisis/room-state/page.ts";
import { readBody } from "#app/crisis/room-state/read-body.ts";
import type { Posted } from "#app/crisis/room-state/room-context.ts";
import { room as words } from "#app/messages/crisis-room.ts";
import { frame } from "#app/messages/frame.ts";
import { requirePerson } from "#app/platform/session/require-person.ts";

export const meta: MetaFunction<typeof loader> = ({ data: given }) => [
  { title: frame.titled(given ? words.titled(given.page.ref, given.page.title) : "") },
];
export const links: LinksFunction = () => [{ rel: "stylesheet", href: style }];

export async function loader({ request, params, context }: LoaderFunctionArgs) {
  const caller = await requirePerson(context, request);
  const page = await or404(roomPage(context.db, caller, params.ref ?? "", context.now()));
  const messages = await messagesOfCrisis(context.db, caller, page.id);
  return { page, messages, exercise: page.room.context?.facts.exercise === true, pace: page.pace };
}

/** A form of the room where the page runs no script; else the queue sends it (crises.$ref.envoyer.ts). */
export async function action({ request, params, context }: ActionFunctionArgs) {
  const caller = await requirePerson(context, request);
  const { id, ref } = await or404(crisisOf(context.db, caller, params.ref ?? ""));
  const page = await or404(roomPage(context.db, caller, ref, context.now()));
  const form = await request.formData();
  const { body, errors } = readBody(form, new Date(page.now), page.timezone, words.refused.instant, {
    prefixes: true,
  });
  const answer = errors.length > 0 ? { invalid: errors } : await answerEvent(context, caller, id, body);
  if ("ok" in answer)
    return redirect(`/crises/${ref}?onglet=${body.type === "log.entered" ? "journal" : "etapes"}`);
  return data({ body, answer } satisfies Posted, { status: statusOf(answer) });
}

/** Tabs, filters and corrections are addresses, but the room already has all it needs for them. */
export const shouldRevalidate: ShouldRevalidateFunction = ({
  currentUrl,
  nextUrl,
  formMethod,
  defaultShouldRevalidate,
}) =>
  currentUrl.pathname === nextUrl.pathname &&
  currentUrl.search !== nextUrl.search &&
  (!formMethod || formMethod === "GET")
    ? false
    : defaultShouldRevalidate;

export default function Room() {
  const { page, messages } = useLoaderData<typeof loader>() as unknown as {
    page: RoomPage;
    messages: CrisisMessage[];
  };
  const posted = useActionData<typeof action>() as Posted | undefined;
  return (
    <RoomScreen key={page.id} page={page} posted={posted} messages={<CrisisMessages messages={messages} />} />
  );
}
