import type { LinksFunction, LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { Link, useLoaderData, useSearchParams } from "@remix-run/react";
import style from "#app/homologation/components/homologation.css?url";
import { mainMemberAct, mainMemberPath, otherMemberActs } from "#app/homologation/federation/member-acts.ts";
import { type MemberPage, memberPage } from "#app/homologation/federation/member-page.ts";
import {
  AgreementPart,
  Commitments,
  Decisions,
  MemberJournal,
} from "#app/homologation/federation/member-parts.tsx";
import { memberActs, memberState, roleLabels, federation as words } from "#app/messages/federation.ts";
import { frame } from "#app/messages/frame.ts";
import { homologation } from "#app/messages/homologation.ts";
import { runbook } from "#app/messages/runbook.ts";
import { requirePerson } from "#app/platform/session/require-person.ts";
import { CopyLink } from "#app/ui/copy-link.tsx";
import { paths } from "#app/ui/paths.ts";
import { problem } from "#app/ui/problem.ts";
import { StateBadge } from "#app/ui/state-badge.tsx";
import { Trail } from "#app/ui/trail.tsx";
import pageStyle from "../ui/pages.css?url";

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: frame.titled(data ? `${data.ref} ${data.context.name}` : words.title) },
];
export const links: LinksFunction = () => [
  { rel: "stylesheet", href: pageStyle },
  { rel: "stylesheet", href: style },
];

export async function loader({ request, params, context }: LoaderFunctionArgs) {
  const caller = await requirePerson(context, request);
  const page = await memberPage(context.db, caller, params.ref ?? "", context.now());
  if (!page) throw problem(404);
  return page;
}

export default function Member() {
  const page = useLoaderData<typeof loader>() as unknown as MemberPage;
  const [search] = useSearchParams();
  const { ref, state, context } = page;
  const here = `${paths.homologation}/federation/${ref}`;
  const main = mainMemberAct(page);
  const others = otherMemberActs(page, main);
  return (
    <>
      <Trail
        links={[
          { to: paths.homologation, label: homologation.title },
          { to: `${paths.homologation}/federation`, label: words.title },
        ]}
        current={ref}
      />
      {search.has("fait") && (
        <p className="fr-alert fr-alert--success fr-alert--sm fr-mb-3w" role="status">
          {runbook.done}
        </p>
      )}
      <h1 dir="auto">{context.name}</h1>
      <p>
        <StateBadge {...memberState(state)} small={false} /> {ref} ·{" "}
        {context.roles.map((role) => roleLabels[role]).join(", ")} · {page.dispositif.name}
      </p>
      {(state === "admitted" || state === "leaving") && <p>{words.page.clock}</p>}
      {main && (
        <p className="fr-mb-4w">
          <Link
            to={`${here}/agir/${mainMemberPath(page, main, memberActs[main]?.slug ?? "")}`}
            className="fr-btn"
          >
            {memberActs[main]?.button}
          </Link>
        </p>
      )}
      <Commitments page={page} />
      <Decisions page={page} />
      <AgreementPart page={page} />
      <p className="fr-mt-2w">
        <Link to={`${paths.homologation}/federation/accord/${page.dispositif.key}`} className="fr-link">
          {words.accord.link}
        </Link>
      </p>
      {others.length > 0 && (
        <section className="fr-mt-6w" aria-labelledby="actions">
          <h2 id="actions" className="fr-h4">
            {words.page.more}
          </h2>
          <ul className="fr-btns-group fr-btns-group--inline-md fr-btns-group--sm">
            {others.map((type) => (
              <li key={type}>
                <Link to={`${here}/agir/${memberActs[type]?.slug}`} className="fr-btn fr-btn--secondary">
                  {memberActs[type]?.button}
                </Link>
              </li>
            ))}
          </ul>
        </section>
      )}
      <MemberJournal page={page} />
      <CopyLink />
    </>
  );
}
