import {
  type ActionFunctionArgs,
  data,
  type LinksFunction,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { type ActAnswer, statusOf } from "#app/engine/command/answering.ts";
import { pressAct } from "#app/homologation/commands/act.ts";
import { demarchesInForce } from "#app/homologation/commands/ensure-content.ts";
import { ActView } from "#app/homologation/components/act-view.tsx";
import style from "#app/homologation/components/homologation.css?url";
import { quietActs } from "#app/homologation/components/quiet-acts.ts";
import { systemSpecs } from "#app/homologation/forms/system-forms.ts";
import { drawn } from "#app/homologation/queries/act-request.ts";
import { systemPage } from "#app/homologation/queries/systems.ts";
import { frame } from "#app/messages/frame.ts";
import { systemActs, homologationForms as words } from "#app/messages/homologation-act.ts";
import type { Context } from "#app/platform/context.ts";
import { requirePerson } from "#app/platform/session/require-person.ts";
import { readValues } from "#app/ui/form/read-values.ts";
import { searchText } from "#app/ui/list/search-text.ts";
import { paths } from "#app/ui/paths.ts";
import { problem } from "#app/ui/problem.ts";

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: frame.titled(data ? `${systemActs[data.type]?.title} ${data.about}` : "") },
];
export const links: LinksFunction = () => [{ rel: "stylesheet", href: style }];

async function opened(context: Context, request: Request, params: Record<string, string | undefined>) {
  const caller = await requirePerson(context, request);
  const type = Object.entries(systemActs).find(([, { slug }]) => slug === params.type)?.[0];
  const page = await systemPage(context.db, caller, params.ref ?? "");
  const spec = type && systemSpecs[type];
  if (!page || !type || !spec) throw problem(404);
  const here = `${paths.homologation}/systemes/${page.ref}`;
  if (!page.can.some((one) => one === type))
    throw problem(409, { detail: words.notNow, to: here, toLabel: page.ref });
  const { body } = await demarchesInForce(context.db);
  return {
    caller,
    type,
    page,
    spec,
    here,
    around: { demarches: body, others: page.others, now: context.now() },
  };
}

export async function loader({ request, params, context }: LoaderFunctionArgs) {
  const { type, page, spec, around, here } = await opened(context, request, params);
  const key = searchText(new URL(request.url).searchParams, "key", 80) ?? "";
  return {
    type,
    here,
    about: `${page.ref} · ${page.context.name}`,
    fields: spec.fields(page.context, around, { key }),
    hidden: drawn(page.revision, null),
  };
}

export async function action({ request, params, context }: ActionFunctionArgs) {
  const { caller, type, page, spec, around, here } = await opened(context, request, params);
  const { intent, ...values } = readValues(await request.formData());
  if (intent === "edit") return { step: "form" as const, values, errors: [] };
  const act = {
    dossier: { id: page.id, state: page.state, revision: page.revision },
    type,
    data: spec.data(values, page.context, around),
    values,
    fieldOf: { checkedAt: "checkedOn", operator: "operator", host: "host" },
  };
  const confirmed = intent === "confirm" || quietActs.has(type);
  const answer = await pressAct(context.db, caller, act, { confirmed, now: context.now() });
  if (answer) return data(answer, { status: statusOf(answer) });
  context.wake?.();
  return redirect(here);
}

export default function Act() {
  const { type, here, about, fields, hidden } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>() as ActAnswer | undefined;
  const words = systemActs[type];
  if (!words) return null;
  return (
    <ActView
      key={type}
      {...words}
      {...{ about, fields, hidden, answer }}
      quiet={quietActs.has(type)}
      back={here}
    />
  );
}
