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
import style from "#app/crisis/components/sitrep/sitrep.css?url";
import { SitrepView } from "#app/crisis/components/sitrep/sitrep-view.tsx";
import { or404 } from "#app/crisis/queries/or-404.ts";
import { nextPoint, sitrepPage, sitrepsOf } from "#app/crisis/queries/sitrep.ts";
import { type Refusal, unlessRefused } from "#app/crisis/queries/sitrep-answer.ts";
import {
  readSitrepValues,
  type SitrepValues,
  sitrepData,
  sitrepValues,
} from "#app/crisis/queries/sitrep-form.ts";
import { previewEvent, sendEvent } from "#app/engine/command/send-event.ts";
import { receiptFor } from "#app/engine/receipt.ts";
import { sitrep } from "#app/messages/crisis-sitrep.ts";
import { frame } from "#app/messages/frame.ts";
import type { Context } from "#app/platform/context.ts";
import { requirePerson } from "#app/platform/session/require-person.ts";
import { problem } from "#app/ui/problem.ts";

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: frame.titled(data ? sitrep.titled(data.ref, data.number) : "") },
];
export const links: LinksFunction = () => [{ rel: "stylesheet", href: style }];

async function opened(context: Context, request: Request, params: { ref?: string; n?: string }) {
  const caller = await requirePerson(context, request);
  const ref = params.ref ?? "";
  if (params.n === "nouveau") {
    const { row, context: crisis } = await or404(sitrepsOf(context.db, caller, ref));
    throw redirect(`/crises/${row.ref}/points/${nextPoint(crisis)}`);
  }
  if (!/^[1-9]\d{0,4}$/.test(params.n ?? "")) throw problem(404);
  const page = await or404(sitrepPage(context.db, caller, ref, Number(params.n), context.now()));
  if (!page) throw problem(404);
  return { caller, page };
}

export async function loader({ request, params, context }: LoaderFunctionArgs) {
  const { caller, page } = await opened(context, request, params);
  const { convention, id, zone, ...shown } = page;
  const asked = new URL(request.url).searchParams.has("relire") && page.point?.state === "draft";
  let reach: { sent: number; unreachable: number } | null = null;
  const refused = asked
    ? await unlessRefused(convention, async () => {
        const event = { type: "sitrep.validated", number: page.number };
        const { recipients } = await previewEvent(context.db, caller, id, event, context.now());
        const sent = recipients.filter(({ address }) => address !== null).length;
        reach = { sent, unreachable: recipients.length - sent };
      })
    : null;
  return {
    ...shown,
    values: sitrepValues(page.text, zone),
    review: asked,
    reach: reach as { sent: number; unreachable: number } | null,
    refused,
    idempotency: randomUUID(),
  };
}

/** Keeps the draft, or validates it. */
export async function action({ request, params, context }: ActionFunctionArgs) {
  const { caller, page } = await opened(context, request, params);
  const form = await request.formData();
  const intent = form.get("intent");
  const here = `/crises/${page.ref}/points/${page.number}`;
  const now = context.now();
  const key = String(form.get("idempotency") || randomUUID());
  const send = (event: { type: string } & Record<string, unknown>) =>
    unlessRefused(page.convention, () =>
      sendEvent(context.db, caller, page.id, event, now, receiptFor(caller.person.id, key, event)),
    );
  if (intent === "confirm") {
    const refusal = await send({ type: "sitrep.validated", number: page.number });
    if (refusal) return data({ ...refusal, values: null }, { status: 422 });
    context.wake();
    return redirect(here);
  }
  const values = readSitrepValues(form);
  const { data: text, errors } = sitrepData(values, new Date(page.now), page.zone);
  const refusal =
    errors.length > 0 ? { errors } : await send({ type: "sitrep.drafted", number: page.number, ...text });
  if (refusal) return data({ ...refusal, values }, { status: 422 });
  return redirect(intent === "review" ? `${here}?relire=1` : here);
}

export default function Point() {
  const page = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>() as (Refusal & { values: SitrepValues | null }) | undefined;
  return <SitrepView page={page} answer={answer} />;
}
