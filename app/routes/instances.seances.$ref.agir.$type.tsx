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
import { actInMeeting, previewInMeeting } from "#app/committee/commands/act-in-meeting.ts";
import { ActView } from "#app/committee/components/act-view.tsx";
import style from "#app/committee/components/committee.css?url";
import { fieldOf, meetingForms } from "#app/committee/forms/meeting-forms.ts";
import { addableTo } from "#app/committee/queries/addable.ts";
import { decideAround } from "#app/committee/queries/decide-around.ts";
import { foreseen } from "#app/committee/queries/foreseen.ts";
import { meetingPage } from "#app/committee/queries/meeting-page.ts";
import { type ActAnswer, answering, statusOf } from "#app/engine/command/answering.ts";
import { takeFile } from "#app/engine/pieces/take-file.ts";
import { receiptFor } from "#app/engine/receipt.ts";
import { actWords, type MeetingAct, meetingActs } from "#app/messages/committee-act.ts";
import { frame } from "#app/messages/frame.ts";
import type { Context } from "#app/platform/context.ts";
import { requirePerson } from "#app/platform/session/require-person.ts";
import { readValues } from "#app/ui/form/read-values.ts";
import { searchText } from "#app/ui/list/search-text.ts";
import { paths } from "#app/ui/paths.ts";
import { problem } from "#app/ui/problem.ts";

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: frame.titled(data ? meetingActs[data.act].title : "") },
];
export const links: LinksFunction = () => [{ rel: "stylesheet", href: style }];

/** They reach nobody and move no dossier: one press does them. */
const QUIET: string[] = ["item.added", "paper.added", "extra.agreed"];
type Params = Record<string, string | undefined>;
async function opened(context: Context, request: Request, params: Params) {
  const caller = await requirePerson(context, request);
  const act = Object.keys(meetingActs).find((one) => one === params.type) as MeetingAct | undefined;
  const page = act && (await meetingPage(context.db, caller, params.ref ?? ""));
  if (!act || !page) throw problem(404);
  const spec = meetingForms[act];
  const here = `${paths.committees}/seances/${page.ref}`;
  if (!page.can.includes(spec.type))
    throw problem(409, { detail: actWords.notNow, to: here, toLabel: page.ref });
  const point = searchText(new URL(request.url).searchParams, "point", 60);
  const item = page.context.items.find(({ key }) => key === point);
  if ((act === "decider" || act === "joindre") && !item) throw problem(404);
  // Seen on one's own screen only where the machine would take it: an open point that is another's to proclaim.
  if (act === "decider" && item?.state === "open" && !page.decides.includes(item.key))
    throw problem(409, { detail: actWords.notYours, to: here, toLabel: page.ref });
  const around = await decideAround(
    context.db,
    page,
    item ?? (page.context.items[0] as NonNullable<typeof item>),
    context.now(),
  );
  const addable = act === "ajouter" ? await addableTo(context.db, caller, page.ref, context.now()) : [];
  return { caller, act, page, spec, here, asked: { page, item, around, addable, now: context.now() } };
}

export async function loader({ request, params, context }: LoaderFunctionArgs) {
  const { act, page, spec, here, asked } = await opened(context, request, params);
  return {
    act,
    back: asked.item ? `${here}?point=${asked.item.key}` : here,
    about: asked.item ? `${page.ref} · ${asked.item.title}` : `${page.ref} · ${page.context.instance.name}`,
    fields: spec.fields(asked),
    quiet: QUIET.includes(spec.type),
    hidden: {
      revision: String(page.revision),
      idempotency: randomUUID(),
      ...Object.fromEntries([1, 2, 3].map((n) => [`reserveKey${n}`, randomUUID()])),
    },
  };
}

export async function action({ request, params, context }: ActionFunctionArgs) {
  const { caller, page, spec, here, asked } = await opened(context, request, params);
  const taken = await takeFile(context.db, request);
  const { intent = "", ...values } = readValues(taken.form);
  if (taken.errors.length > 0)
    return data<ActAnswer>({ step: "form", values, errors: taken.errors }, { status: 422 });
  if (intent === "edit") return { step: "form" as const, values, errors: [] };
  const made = spec.made(values, { ...asked, file: taken.file });
  if ("errors" in made)
    return data<ActAnswer>({ step: "form", values, errors: made.errors }, { status: 422 });
  const now = context.now();
  const quiet = QUIET.includes(spec.type);
  const answer = await answering<ActAnswer | null>({ values, fieldOf }, async () => {
    if (intent !== "confirm" && !quiet) {
      const found = await previewInMeeting(
        context.db,
        caller,
        page.id,
        { type: spec.type, ...made.data[0] },
        now,
      );
      return { step: "preview", values, errors: [], lines: foreseen(spec.type, found) };
    }
    for (const [n, one] of made.data.entries()) {
      // The same press with another file is another press.
      const request = { ...values, ...(taken.file && { file: taken.file.hash }) };
      const receipt = receiptFor(caller.person.id, `${values.idempotency || page.id}:${n}`, request);
      await actInMeeting(context.db, caller, page.id, { type: spec.type, ...one }, now, receipt);
    }
    return null;
  });
  if (answer) return data(answer, { status: statusOf(answer) });
  context.wake?.();
  return redirect(`${here}?fait=1${asked.item ? `&point=${asked.item.key}` : ""}`);
}

export default function Act() {
  const { act, ...shown } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>() as ActAnswer | undefined;
  return <ActView key={act} {...meetingActs[act]} {...shown} answer={answer} />;
}
