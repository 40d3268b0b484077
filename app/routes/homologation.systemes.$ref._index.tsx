import { randomUUID } from "node:crypto";
import {
  type ActionFunctionArgs,
  type LinksFunction,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from "@remix-run/node";
import { Form, Link, useActionData, useLoaderData } from "@remix-run/react";
import { RuleRefused } from "#app/engine/errors.ts";
import { receiptFor } from "#app/engine/receipt.ts";
import { openHomologation } from "#app/homologation/commands/open-homologation.ts";
import style from "#app/homologation/components/homologation.css?url";
import { SystemFacts } from "#app/homologation/components/system-facts.tsx";
import { SystemsGraph } from "#app/homologation/components/systems-graph.tsx";
import { graphOf, leadingTo } from "#app/homologation/queries/graph.ts";
import { readingReach, type SystemPage, systemPage } from "#app/homologation/queries/systems.ts";
import { frame } from "#app/messages/frame.ts";
import { homologation, natureLabels } from "#app/messages/homologation.ts";
import { systemActs } from "#app/messages/homologation-act.ts";
import { requirePerson } from "#app/platform/session/require-person.ts";
import { paths } from "#app/ui/paths.ts";
import { problem } from "#app/ui/problem.ts";
import { Refused } from "#app/ui/refused.tsx";
import { Trail } from "#app/ui/trail.tsx";
import pageStyle from "../ui/pages.css?url";

const words = homologation.systems;
export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: frame.titled(data?.page.context.name ?? words.title) },
];
export const links: LinksFunction = () => [
  { rel: "stylesheet", href: pageStyle },
  { rel: "stylesheet", href: style },
];

export async function loader({ request, params, context }: LoaderFunctionArgs) {
  const caller = await requirePerson(context, request);
  const page = await systemPage(context.db, caller, params.ref ?? "");
  if (!page) throw problem(404);
  const reach = readingReach(caller);
  const mine = { id: page.id, ref: page.ref, title: page.context.name };
  const systems = [mine, ...(await leadingTo(context.db, reach, page.id))];
  const graph = await graphOf(context.db, reach, { systems, around: page.id });
  return { page, graph, idempotency: randomUUID(), now: context.now().toISOString() };
}

export async function action({ request, params, context }: ActionFunctionArgs) {
  const caller = await requirePerson(context, request);
  const page = await systemPage(context.db, caller, params.ref ?? "");
  if (!page?.prepares) throw problem(404);
  const key = String((await request.formData()).get("idempotency") || randomUUID());
  try {
    const opened = await openHomologation(
      context.db,
      caller,
      page.id,
      context.now(),
      receiptFor(caller.person.id, key, page.id),
    );
    return redirect(`${paths.homologation}/${opened.ref}`);
  } catch (error) {
    if (error instanceof RuleRefused) return { because: error.refusal.because };
    throw error;
  }
}

export default function System() {
  const { page, graph, idempotency, now } = useLoaderData<typeof loader>() as unknown as {
    page: SystemPage;
    graph: Awaited<ReturnType<typeof graphOf>>;
    idempotency: string;
    now: string;
  };
  const refused = useActionData<typeof action>();
  const here = `${paths.homologation}/systemes/${page.ref}`;
  const preparing = page.history.find(({ state }) =>
    ["strategy", "preparation", "ready", "commission", "decided"].includes(state),
  );
  return (
    <>
      <Trail
        links={[
          { to: paths.homologation, label: homologation.title },
          { to: `${paths.homologation}/systemes`, label: words.title },
        ]}
        current={page.context.name}
      />
      <h1 dir="auto">{page.context.name}</h1>
      <p>
        {page.ref} · {natureLabels[page.context.nature]} · {page.dispositif.name}
        {page.state === "retired" && ` · ${words.retired}`}
      </p>
      {refused && "because" in refused && <Refused what={words.open} because={refused.because} />}
      {page.prepares && page.state === "active" && (
        <div className="fr-mb-4w">
          {preparing ? (
            <Link to={`${paths.homologation}/${preparing.ref}`} className="fr-btn">
              {words.dossier(preparing.ref)}
            </Link>
          ) : (
            <Form method="post">
              <input type="hidden" name="idempotency" defaultValue={idempotency} />
              <button type="submit" className="fr-btn">
                {words.open}
              </button>
            </Form>
          )}
        </div>
      )}
      <SystemFacts page={page} now={now} />
      <SystemsGraph {...graph} />
      {page.can.length > 0 && (
        <section className="fr-mt-6w" aria-labelledby="actions">
          <h2 id="actions" className="fr-h4">
            {homologation.page.more}
          </h2>
          <ul className="fr-btns-group fr-btns-group--inline-md fr-btns-group--sm">
            {page.can
              .filter(
                (type) =>
                  page.context.articulations.length > 0 || !/^articulation\.(changed|removed)$/.test(type),
              )
              .map((type) => (
                <li key={type}>
                  <Link to={`${here}/agir/${systemActs[type]?.slug}`} className="fr-btn fr-btn--secondary">
                    {systemActs[type]?.button}
                  </Link>
                </li>
              ))}
          </ul>
        </section>
      )}
    </>
  );
}
