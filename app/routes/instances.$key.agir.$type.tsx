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
import { actInMeeting } from "#app/committee/commands/act-in-meeting.ts";
import { ActView } from "#app/committee/components/act-view.tsx";
import style from "#app/committee/components/committee.css?url";
import { instanceForms } from "#app/committee/forms/instance-forms.ts";
import { instancePage } from "#app/committee/queries/instance-page.ts";
import { candidates } from "#app/committee/queries/seat-candidates.ts";
import { type ActAnswer, answering, statusOf } from "#app/engine/command/answering.ts";
import { receiptFor } from "#app/engine/receipt.ts";
import { planWords } from "#app/messages/committee.ts";
import { type InstanceAct, instanceActs } from "#app/messages/committee-act.ts";
import { frame } from "#app/messages/frame.ts";
import type { Context } from "#app/platform/context.ts";
import { requirePerson } from "#app/platform/session/require-person.ts";
import { readValues } from "#app/ui/form/read-values.ts";
import { searchText } from "#app/ui/list/search-text.ts";
import { paths } from "#app/ui/paths.ts";
import { problem } from "#app/ui/problem.ts";

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: frame.titled(data ? instanceActs[data.act].title : "") },
];
export const links: LinksFunction = () => [{ rel: "stylesheet", href: style }];

async function opened(context: Context, request: Request, params: Record<string, string | undefined>) {
  const caller = await requirePerson(context, request);
  const act = Object.keys(instanceActs).find((one) => one === params.type) as InstanceAct | undefined;
  const page = act && (await instancePage(context.db, caller, params.key ?? "", context.now()));
  if (!act || !page) throw problem(404);
  const here = `${paths.committees}/${page.ref}`;
  if (!page.prepares) throw problem(403, { detail: planWords.notHere, to: here, toLabel: page.terms.name });
  const key = searchText(new URL(request.url).searchParams, "siege", 80);
  const seat = page.seats.find((one) => one.key === key);
  const bySeat = act === "sieger" || act === "liberer";
  if (bySeat && !seat) throw problem(404);
  const of =
    bySeat && seat
      ? {
          organisation: seat.organisation?.id,
          kind: seat.organisation ? undefined : seat.kind,
          function: seat.function,
        }
      : {};
  const people = await candidates(context.db, page.dispositifId, of, context.now());
  return { caller, act, page, here, spec: instanceForms[act], asked: { page, seat, people } };
}

export async function loader({ request, params, context }: LoaderFunctionArgs) {
  const { act, page, here, spec, asked } = await opened(context, request, params);
  return {
    act,
    back: here,
    about: asked.seat ? `${page.terms.name} · ${asked.seat.label}` : page.terms.name,
    fields: spec.fields(asked),
    hidden: { revision: String(page.revision), idempotency: randomUUID() },
  };
}

export async function action({ request, params, context }: ActionFunctionArgs) {
  const { caller, page, here, spec, asked } = await opened(context, request, params);
  const { intent: _, ...values } = readValues(await request.formData());
  const body = { type: spec.type, ...spec.data(values, asked) };
  const receipt = receiptFor(caller.person.id, values.idempotency || page.id, values);
  const answer = await answering<ActAnswer | null>({ values }, async () => {
    await actInMeeting(context.db, caller, page.id, body, context.now(), receipt);
    return null;
  });
  if (answer) return data(answer, { status: statusOf(answer) });
  context.wake?.();
  return redirect(`${here}?fait=1`);
}

export default function Act() {
  const { act, back, about, fields, hidden } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>() as ActAnswer | undefined;
  return <ActView key={act} {...instanceActs[act]} {...{ back, about, fields, hidden, answer }} quiet />;
} // biome-ignore format: facts in few lines
