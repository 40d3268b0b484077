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
import { statusOf } from "#app/engine/command/answering.ts";
import { receiptFor } from "#app/engine/receipt.ts";
import { ActView } from "#app/incident/components/act/act-view.tsx";
import style from "#app/incident/components/incident.css?url";
import {
  type ActAnswer,
  actPage,
  previewAct,
  quiet,
  refusedAtOnce,
  sendAct,
} from "#app/incident/queries/incident-page-act.ts";
import { startingValues } from "#app/incident/queries/incident-page-act-form.ts";
import { frame } from "#app/messages/frame.ts";
import { act, actionOf, actions } from "#app/messages/incident-act.ts";
import type { Context } from "#app/platform/context.ts";
import { requirePerson } from "#app/platform/session/require-person.ts";
import { readValues } from "#app/ui/form/read-values.ts";
import { problem } from "#app/ui/problem.ts";
import { partyKindLabels } from "#conventions/labels.ts";

export const meta: MetaFunction<typeof loader> = ({ data: given }) => [
  { title: frame.titled(given ? `${actions[given.type].title} ${given.incident.ref}` : "") },
];
export const links: LinksFunction = () => [{ rel: "stylesheet", href: style }];

async function opened(context: Context, request: Request, params: { ref?: string; type?: string }) {
  const caller = await requirePerson(context, request);
  const type = actionOf(params.type);
  const found = type && (await actPage(context.db, caller, params.ref ?? "", context.now()));
  if (!found) throw problem(404);
  return { caller, type, ...found };
}

export async function loader({ request, params, context }: LoaderFunctionArgs) {
  const { incident, type, convention } = await opened(context, request, params);
  const refused = refusedAtOnce(incident, type);
  const known = convention.fields.find(({ name }) => name === incident.facts.field.name);
  const start: ActAnswer = {
    step: "form",
    values: {
      ...startingValues(type, incident, known?.key ?? "", new URL(request.url).searchParams),
      revision: String(incident.revision),
      idempotency: randomUUID(),
    },
    errors: [],
    ...(refused && { refused }),
  };
  const { ref, title, state, exercise } = incident;
  return {
    incident: { ref, title, state },
    exercise,
    type,
    start,
    quiet: quiet.has(type),
    fields: convention.fields.map(({ key, name, statement, lead }) => ({
      value: key,
      label: name,
      hint: `${statement} ${act.field.fieldHint(lead.map((kind) => partyKindLabels[kind]).join(", "))}`,
    })),
  };
}

export async function action({ request, params, context }: ActionFunctionArgs) {
  const { caller, incident, type, convention } = await opened(context, request, params);
  const form = await request.formData();
  const { intent, ...values } = readValues(form);
  const zone = incident.facts.place.timezone;
  const asked = { caller, incident, type, values, now: context.now(), zone };
  if (intent === "edit") return { step: "form" as const, values, errors: [] };
  if (intent !== "confirm") return answered(await previewAct(context.db, asked, convention));
  const receipt = receiptFor(caller.person.id, values.idempotency || randomUUID(), { type, ...values });
  const answer = await sendAct(context.db, asked, convention, receipt);
  if (answer) return answered(answer);
  context.wake?.();
  return redirect(`/incidents/${incident.ref}`);
}

/** The page again, with the status that says why. */
function answered(answer: ActAnswer) {
  const status = statusOf(answer);
  return data(answer, { status });
}

export default function Act() {
  const { incident, type, fields, quiet, start } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>() as ActAnswer | undefined;
  return (
    <ActView key={type} {...{ incident, type, fields, quiet }} answer={answer ?? start} start={!answer} />
  );
}
