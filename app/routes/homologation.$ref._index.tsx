import type { LinksFunction, LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { Link, useLoaderData, useSearchParams } from "@remix-run/react";
import { mainAct, otherActs } from "#app/homologation/components/acts.ts";
import { Contents } from "#app/homologation/components/contents.tsx";
import style from "#app/homologation/components/homologation.css?url";
import { Journal } from "#app/homologation/components/journal.tsx";
import { Measures } from "#app/homologation/components/measures.tsx";
import { DecisionPart, Frame, Opinions, Pieces, Reviews } from "#app/homologation/components/parts.tsx";
import { Risks } from "#app/homologation/components/risks.tsx";
import { Steps } from "#app/homologation/components/steps.tsx";
import { type HomologationPage, homologationPage } from "#app/homologation/queries/homologation-page.ts";
import { frame } from "#app/messages/frame.ts";
import { demarcheLabels, homologationState, homologation as words } from "#app/messages/homologation.ts";
import { homologationActs } from "#app/messages/homologation-act.ts";
import { runbook } from "#app/messages/runbook.ts";
import { requirePerson } from "#app/platform/session/require-person.ts";
import { CopyLink } from "#app/ui/copy-link.tsx";
import { paths } from "#app/ui/paths.ts";
import { problem } from "#app/ui/problem.ts";
import { StateBadge } from "#app/ui/state-badge.tsx";
import { Trail } from "#app/ui/trail.tsx";
import pageStyle from "../ui/pages.css?url";

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: frame.titled(data ? `${data.ref} ${data.context.system.name}` : words.title) },
];
export const links: LinksFunction = () => [
  { rel: "stylesheet", href: pageStyle },
  { rel: "stylesheet", href: style },
];

export async function loader({ request, params, context }: LoaderFunctionArgs) {
  const caller = await requirePerson(context, request);
  const page = await homologationPage(context.db, caller, params.ref ?? "");
  if (!page) throw problem(404);
  return page;
}

export default function Dossier() {
  const page = useLoaderData<typeof loader>() as unknown as HomologationPage;
  const [search] = useSearchParams();
  const { ref, state, context, can } = page;
  const main = mainAct(page);
  const others = otherActs(page, main);
  const here = `${paths.homologation}/${ref}`;
  const { strategy } = context.file;
  return (
    <>
      <Trail links={[{ to: paths.homologation, label: words.title }]} current={ref} />
      {search.has("fait") && (
        <p className="fr-alert fr-alert--success fr-alert--sm fr-mb-3w" role="status">
          {runbook.done}
        </p>
      )}
      <h1 dir="auto">{context.system.name}</h1>
      <p>
        <StateBadge {...homologationState(state)} small={false} /> {ref}
        {strategy && ` · ${words.page.demarche} ${demarcheLabels[strategy.demarche]?.toLowerCase()}`}
      </p>
      {main && (
        <p className="fr-mb-4w">
          <Link to={`${here}/agir/${homologationActs[main]?.slug}`} className="fr-btn">
            {homologationActs[main]?.button}
          </Link>
        </p>
      )}
      <Contents page={page} acts={others.length > 0} />
      {page.uncovered > 0 && (
        <div className="fr-alert fr-alert--warning fr-alert--sm fr-mb-3w">
          <p>
            {words.page.uncovered(page.uncovered)}{" "}
            {can.includes("articulations.covered") && (
              <Link to={`${here}/agir/articulations`}>
                {homologationActs["articulations.covered"]?.button}
              </Link>
            )}
          </p>
        </div>
      )}
      <DecisionPart page={page} />
      <Reviews page={page} />
      <div className="fr-mt-4w">
        <Frame page={page} />
      </div>
      <Steps steps={page.steps} />
      <Pieces page={page} />
      <Risks risks={page.risks} edit={can.includes("risk.set") ? `${here}/agir/risque` : null} />
      <Measures page={page} />
      <Opinions page={page} />
      {others.length > 0 && (
        <section className="fr-mt-6w" aria-labelledby="actions">
          <h2 id="actions" className="fr-h4">
            {words.page.more}
          </h2>
          <ul className="fr-btns-group fr-btns-group--inline-md fr-btns-group--sm">
            {others.map((type) => (
              <li key={type}>
                <Link
                  to={`${here}/agir/${homologationActs[type]?.slug}`}
                  className="fr-btn fr-btn--secondary"
                >
                  {homologationActs[type]?.button}
                </Link>
              </li>
            ))}
          </ul>
        </section>
      )}
      <ul className="fr-links-group fr-mt-6w">
        <li>
          <a className="fr-link fr-icon-file-pdf-line fr-link--icon-left" href={`${here}/dossier.pdf`}>
            {words.page.print}
          </a>
        </li>
        <li>
          <a className="fr-link fr-icon-download-line fr-link--icon-left" href={`${here}/dossier.zip`}>
            {words.page.zip}
          </a>
        </li>
        {context.decision && (
          <li>
            <a className="fr-link fr-icon-file-pdf-line fr-link--icon-left" href={`${here}/decision.pdf`}>
              {words.page.printDecision}
            </a>
          </li>
        )}
        {context.shown && (
          <li>
            <Link className="fr-link" to={`/attestation/${ref}`}>
              {words.page.public}
            </Link>
          </li>
        )}
      </ul>
      <Journal lines={page.journal} />
      <CopyLink />
    </>
  );
}
