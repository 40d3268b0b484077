import {
  type ActionFunctionArgs,
  data,
  type LinksFunction,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { actInMeeting } from "#app/committee/commands/act-in-meeting.ts";
import style from "#app/committee/components/committee.css?url";
import { MeetingView } from "#app/committee/components/meeting/view.tsx";
import { type MeetingPage, meetingPage } from "#app/committee/queries/meeting-page.ts";
import { freshBase, quickActs } from "#app/committee/queries/quick-acts.ts";
import { type ActAnswer, answering, statusOf } from "#app/engine/command/answering.ts";
import { meeting as words } from "#app/messages/committee-meeting.ts";
import { frame } from "#app/messages/frame.ts";
import { requirePerson } from "#app/platform/session/require-person.ts";
import { readValues } from "#app/ui/form/read-values.ts";
import { useLive } from "#app/ui/live/use-live.ts";
import { useReadAgain } from "#app/ui/live/use-read-again.ts";
import { problem } from "#app/ui/problem.ts";
import pageStyle from "../ui/pages.css?url";

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: frame.titled(data ? `${data.ref} ${data.context.instance.name}` : words.title) },
];
export const links: LinksFunction = () => [
  { rel: "stylesheet", href: pageStyle },
  { rel: "stylesheet", href: style },
];

export async function loader({ request, params, context }: LoaderFunctionArgs) {
  const caller = await requirePerson(context, request);
  const page = await meetingPage(context.db, caller, params.ref ?? "");
  if (!page) throw problem(404);
  return page;
}

/** One press in the meeting; the page again when a rule says no, with what was typed. */
export async function action({ request, params, context }: ActionFunctionArgs) {
  const caller = await requirePerson(context, request);
  const page = await meetingPage(context.db, caller, params.ref ?? "");
  if (!page) throw problem(404);
  const values = readValues(await request.formData());
  const act = Object.entries(quickActs).find(([type]) => type === values.type);
  if (!act) throw problem(400);
  const [type, dataOf] = act;
  const answer = await answering({ values }, async () => {
    await actInMeeting(
      context.db,
      caller,
      page.id,
      { type, ...dataOf(freshBase(page.context.items, values)) },
      context.now(),
    );
    return null;
  });
  if (answer) return data(answer, { status: statusOf(answer) });
  context.wake?.();
  const search = new URL(request.url).searchParams;
  // What was just opened is what one looks at.
  if (type === "item.opened" && values.item) search.set("point", values.item);
  search.delete("index");
  return redirect(`?${search}`);
}

/** Pages of a room read again together: over a third of a second, so that a vote is seen as it falls. */
const SOON = { least: 60, spread: 300 };

export default function Meeting() {
  const page = useLoaderData<typeof loader>() as unknown as MeetingPage;
  const answer = useActionData<typeof action>() as ActAnswer | undefined;
  const readAgain = useReadAgain();
  useLive({ dossier: page.id, after: page.revision }, { entry: () => readAgain(SOON), change: () => readAgain(SOON) });
  return <MeetingView page={page} answer={answer} />;
} // biome-ignore format: facts in few lines
