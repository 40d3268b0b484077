import {
  type ActionFunctionArgs,
  data,
  type LinksFunction,
  type LoaderFunctionArgs,
  type MetaFunction,
} from "@remix-run/node";
import { Form, Link, useActionData, useLoaderData, useSearchParams } from "@remix-run/react";
import { InputRefused } from "#app/engine/input.ts";
import { refuseTooLarge } from "#app/engine/pieces/keep-file.ts";
import style from "#app/homologation/components/homologation.css?url";
import { PlanTable } from "#app/homologation/components/plan-table.tsx";
import { Tabs } from "#app/homologation/components/tabs.tsx";
import { federatedDispositifs } from "#app/homologation/federation/federated.ts";
import { type BroughtBack, bringBack } from "#app/homologation/plan/bring-back.ts";
import { planFilter } from "#app/homologation/plan/plan-filter.ts";
import { planPage } from "#app/homologation/plan/plan-rows.ts";
import { frame } from "#app/messages/frame.ts";
import { homologation, measureStateLabels } from "#app/messages/homologation.ts";
import { reachOf } from "#app/platform/permissions.ts";
import { holdsRight, requireRight } from "#app/platform/session/require-right.ts";
import { NoTable } from "#app/platform/tables/read-table.ts";
import { Empty } from "#app/ui/empty.tsx";
import { FilterSelect, Filters, FilterText } from "#app/ui/list/filters.tsx";
import { paths } from "#app/ui/paths.ts";
import pageStyle from "../ui/pages.css?url";

const words = homologation.plan;
export const meta: MetaFunction = () => [{ title: frame.titled(words.title) }];
export const links: LinksFunction = () => [
  { rel: "stylesheet", href: pageStyle },
  { rel: "stylesheet", href: style },
];

export async function loader({ request, context }: LoaderFunctionArgs) {
  const { tenures } = await requireRight(context, request, "convention.read");
  const search = new URL(request.url).searchParams;
  const page = Math.min(1_000, Math.max(1, Number.parseInt(search.get("page") ?? "1", 10) || 1));
  const filter = planFilter(search);
  const plan = await planPage(context.db, reachOf(tenures, "dossier.read"), filter, context.now(), page);
  const today = context.now().toISOString().slice(0, 10);
  return {
    ...plan,
    page,
    today,
    federated: (await federatedDispositifs(context.db, tenures, context.now())).length > 0,
    may: holdsRight(tenures, "homologation.prepare"),
    filtered: Object.values(filter).some(Boolean),
  };
}

type Answer = { done?: BroughtBack; wrong?: string };
export async function action({ request, context }: ActionFunctionArgs) {
  const caller = await requireRight(context, request, "homologation.prepare");
  try {
    refuseTooLarge(request);
    const file = (await request.formData()).get("file");
    if (!(file instanceof File) || file.size === 0)
      return data<Answer>({ wrong: "Choisissez un fichier." }, { status: 422 });
    const done = await bringBack(context.db, caller, new Uint8Array(await file.arrayBuffer()), context.now());
    return data<Answer>({ done });
  } catch (error) {
    if (error instanceof NoTable || error instanceof InputRefused)
      return data<Answer>({ wrong: error.message }, { status: 422 });
    throw error;
  }
}

export default function Plan() {
  const { rows, more, page, today, may, federated, filtered } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>() as Answer | undefined;
  const [search] = useSearchParams();
  const at = (n: number) => {
    const next = new URLSearchParams(search);
    next.set("page", String(n));
    return `?${next}`;
  };
  return (
    <>
      <h1>{words.title}</h1>
      <p className="fr-text--lead">{words.lead}</p>
      <Tabs federation={federated} />
      {answer?.wrong && (
        <div className="fr-alert fr-alert--error fr-mb-3w" role="alert">
          <p>{answer.wrong}</p>
        </div>
      )}
      {answer?.done && (
        <div
          className={`fr-alert fr-alert--${answer.done.refused.length > 0 ? "warning" : "success"} fr-mb-3w`}
          role="status"
        >
          <p>{words.imported(answer.done.changed, answer.done.left, answer.done.refused.length)}</p>
          <ul>
            {answer.done.refused.slice(0, 20).map(({ line, reason }) => (
              <li key={line}>
                {line} : {reason}
              </li>
            ))}
          </ul>
        </div>
      )}
      {(rows.length > 0 || filtered) && (
        <Filters>
          <FilterText name="q" label={words.filter.q} />
          <FilterSelect
            name="etat"
            label={words.filter.state}
            all={words.filter.stateAll}
            options={Object.entries(measureStateLabels).map(([value, label]) => ({ value, label }))}
          />
          <FilterSelect
            name="retard"
            label={words.filter.late}
            all={words.filter.lateAll}
            options={[{ value: "oui", label: words.filter.lateOnly }]}
          />
        </Filters>
      )}
      {rows.length === 0 ? (
        <Empty {...(filtered ? words.none : words.empty)} />
      ) : (
        <PlanTable
          rows={rows}
          today={today}
          exports={["csv", "ods"].map((format) => ({
            format: format.toUpperCase(),
            to: `${paths.homologation}/plan/export.${format}?${search}`,
          }))}
        />
      )}
      <ul className="fr-btns-group fr-btns-group--inline">
        {page > 1 && (
          <li>
            <Link to={at(page - 1)} className="fr-btn fr-btn--tertiary">
              ←
            </Link>
          </li>
        )}
        {more && (
          <li>
            <Link to={at(page + 1)} className="fr-btn fr-btn--tertiary">
              →
            </Link>
          </li>
        )}
      </ul>
      {may && (
        <details className="fr-mt-4w">
          <summary>{words.importTitle}</summary>
          <p className="fr-mt-2w">{words.importText}</p>
          <Form method="post" encType="multipart/form-data">
            <div className="fr-upload-group fr-mb-2w">
              <label className="fr-label" htmlFor="file">
                {words.importFile}
              </label>
              <input className="fr-upload" type="file" id="file" name="file" accept=".csv,.ods" />
            </div>
            <button type="submit" className="fr-btn fr-btn--secondary">
              {words.importButton}
            </button>
          </Form>
        </details>
      )}
    </>
  );
}
