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
import { ActView } from "#app/homologation/components/act-view.tsx";
import style from "#app/homologation/components/homologation.css?url";
import { quietMemberActs } from "#app/homologation/federation/member-acts.ts";
import { memberFieldOf, memberSpecs } from "#app/homologation/federation/member-forms.ts";
import { memberPage } from "#app/homologation/federation/member-page.ts";
import { drawn, readSent } from "#app/homologation/queries/act-request.ts";
import { memberActs, memberState } from "#app/messages/federation.ts";
import { frame } from "#app/messages/frame.ts";
import { homologationForms as words } from "#app/messages/homologation-act.ts";
import type { Context } from "#app/platform/context.ts";
import { requirePerson } from "#app/platform/session/require-person.ts";
import { searchText } from "#app/ui/list/search-text.ts";
import { paths } from "#app/ui/paths.ts";
import { problem } from "#app/ui/problem.ts";

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: frame.titled(data ? `${memberActs[data.type]?.title} ${data.about}` : "") },
];
export const links: LinksFunction = () => [{ rel: "stylesheet", href: style }];

async function opened(context: Context, request: Request, params: Record<string, string | undefined>) {
  const caller = await requirePerson(context, request);
  const type = Object.entries(memberActs).find(([, { slug }]) => slug === params.type)?.[0];
  const page = await memberPage(context.db, caller, params.ref ?? "", context.now());
  const spec = type && memberSpecs[type];
  if (!page || !type || !spec) throw problem(404);
  const here = `${paths.homologation}/federation/${page.ref}`;
  if (!page.can.some((one) => one === type))
    throw problem(409, { detail: words.notNow, to: here, toLabel: page.ref });
  return { caller, type, page, spec, here };
}

export async function loader({ request, params, context }: LoaderFunctionArgs) {
  const { type, page, spec, here } = await opened(context, request, params);
  const key = searchText(new URL(request.url).searchParams, "key", 80) ?? "";
  return {
    type,
    here,
    about: `${page.ref} · ${page.context.name}`,
    fields: spec.fields(page, { key }),
    hidden: drawn(page.revision, null),
  };
}

export async function action({ request, params, context }: ActionFunctionArgs) {
  const sent = await readSent(context.db, request);
  const { values, intent, file } = sent;
  const { caller, type, page, spec, here } = await opened(context, request, params);
  if (intent === "edit") return { step: "form" as const, values, errors: [] };
  if (sent.errors.length > 0)
    return data({ step: "form" as const, values, errors: sent.errors }, { status: 422 });
  const act = {
    dossier: { id: page.id, state: page.state, revision: page.revision },
    type,
    data: spec.data(values, file),
    values,
    fieldOf: memberFieldOf,
    stateLabel: (state: string) => memberState(state).label,
  };
  const confirmed = intent === "confirm" || quietMemberActs.has(type);
  const answer = await pressAct(context.db, caller, act, { confirmed, now: context.now() });
  if (answer) return data(answer, { status: statusOf(answer) });
  context.wake?.();
  return redirect(`${here}?fait=1`);
}

export default function Act() {
  const { type, here, about, fields, hidden } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>() as ActAnswer | undefined;
  const words = memberActs[type];
  if (!words) return null;
  return (
    <ActView
      key={type}
      {...words}
      {...{ about, fields, hidden, answer }}
      quiet={quietMemberActs.has(type)}
      back={here}
    />
  );
}
