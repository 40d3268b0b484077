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
import { quietActs } from "#app/homologation/components/quiet-acts.ts";
import { homologationSpecs } from "#app/homologation/forms/homologation-forms.ts";
import { drawn, readSent } from "#app/homologation/queries/act-request.ts";
import { aroundOf } from "#app/homologation/queries/around.ts";
import { homologationPage, readHomologation } from "#app/homologation/queries/homologation-page.ts";
import { frame } from "#app/messages/frame.ts";
import { homologationActs, homologationForms as words } from "#app/messages/homologation-act.ts";
import type { Context } from "#app/platform/context.ts";
import { requirePerson } from "#app/platform/session/require-person.ts";
import { searchText } from "#app/ui/list/search-text.ts";
import { paths } from "#app/ui/paths.ts";
import { problem } from "#app/ui/problem.ts";

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: frame.titled(data ? `${homologationActs[data.type]?.title} ${data.about}` : "") },
];
export const links: LinksFunction = () => [{ rel: "stylesheet", href: style }];

/** Where the errors of a schema stand in the form. */
const fieldOf = {
  "authority.name": "authorityName",
  "authority.function": "authorityFunction",
  ...Object.fromEntries(
    [0, 1, 2, 3, 4].flatMap((n) => [
      [`reserves.${n}.owner`, `reserveOwner${n + 1}`],
      [`reserves.${n}.dueAt`, `reserveDue${n + 1}`],
      [`reserves.${n}.text`, `reserve${n + 1}`],
    ]),
  ),
  "after.likelihood": "afterLikelihood",
  "after.severity": "afterSeverity",
  "changes.0.dueAt": "dueAt",
  "changes.0.state": "state",
  "changes.0.key": "key",
  measures: "refs",
};

async function opened(
  context: Context,
  request: Request,
  params: Record<string, string | undefined>,
  catalogue: string,
) {
  const caller = await requirePerson(context, request);
  const type = Object.entries(homologationActs).find(([, { slug }]) => slug === params.type)?.[0];
  const row = type ? await readHomologation(context.db, caller, params.ref ?? "") : null;
  const page = row && (await homologationPage(context.db, caller, row.ref));
  const spec = type && homologationSpecs[type];
  if (!type || !row || !page || !spec) throw problem(404);
  if (!page.can.some((one) => one === type))
    throw problem(409, { detail: words.notNow, to: `${paths.homologation}/${row.ref}`, toLabel: row.ref });
  return { caller, type, page, spec, around: await aroundOf(context.db, row, catalogue, context.now()) };
}

export async function loader({ request, params, context }: LoaderFunctionArgs) {
  const search = new URL(request.url).searchParams;
  const values = {
    key: searchText(search, "key", 120) ?? "",
    kind: searchText(search, "kind", 40) ?? "",
    catalogue: searchText(search, "catalogue", 80) ?? "",
  };
  const { type, page, spec, around } = await opened(context, request, params, values.catalogue);
  return {
    type,
    ref: page.ref,
    about: `${page.ref} · ${page.context.system.name}`,
    fields: spec.fields(page, { ...around, file: undefined }, values),
    hidden: drawn(page.revision, type === "risk.set" ? values.key : null),
  };
}

export async function action({ request, params, context }: ActionFunctionArgs) {
  const sent = await readSent(context.db, request);
  const { values, intent, file } = sent;
  const { caller, type, page, spec, around } = await opened(context, request, params, values.catalogue ?? "");
  if (intent === "edit") return { step: "form" as const, values, errors: [] };
  if (sent.errors.length > 0)
    return data({ step: "form" as const, values, errors: sent.errors }, { status: 422 });
  // Another catalogue was chosen, and nothing of it yet: it is shown.
  if (type === "measures.added" && !values.refs)
    return redirect(`?catalogue=${encodeURIComponent(values.catalogue ?? "")}`);
  const act = {
    dossier: { id: page.id, state: page.state, revision: page.revision },
    type,
    data: spec.data(values, page, { ...around, file }),
    values,
    fieldOf,
  };
  const confirmed = intent === "confirm" || quietActs.has(type);
  const answer = await pressAct(context.db, caller, act, { confirmed, now: context.now() });
  if (answer) return data(answer, { status: statusOf(answer) });
  context.wake?.();
  return redirect(`${paths.homologation}/${page.ref}?fait=1`);
}

export default function Act() {
  const { type, ref, about, fields, hidden } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>() as ActAnswer | undefined;
  const words = homologationActs[type];
  if (!words) return null;
  return (
    <ActView
      key={type}
      {...words}
      {...{ about, fields, hidden, answer }}
      quiet={quietActs.has(type)}
      back={`${paths.homologation}/${ref}`}
    />
  );
}
