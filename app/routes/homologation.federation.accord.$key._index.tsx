import type { LinksFunction, LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { Link, useLoaderData } from "@remix-run/react";
import style from "#app/homologation/components/homologation.css?url";
import { type FederationAgreement, federationAgreement } from "#app/homologation/federation/agreement.ts";
import { memberState, roleLabels, federation as words } from "#app/messages/federation.ts";
import { frame } from "#app/messages/frame.ts";
import { homologation } from "#app/messages/homologation.ts";
import { requireRight } from "#app/platform/session/require-right.ts";
import { CopyLink } from "#app/ui/copy-link.tsx";
import { DataTable } from "#app/ui/list/data-table.tsx";
import { paths } from "#app/ui/paths.ts";
import { problem } from "#app/ui/problem.ts";
import { StateBadge } from "#app/ui/state-badge.tsx";
import { formatDay } from "#app/ui/time/format.ts";
import { Trail } from "#app/ui/trail.tsx";
import { Why } from "#app/ui/why.tsx";
import { functionLabels } from "#conventions/labels.ts";
import pageStyle from "../ui/pages.css?url";

const { accord, columns } = words;
const register = `${paths.homologation}/federation`;
export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: frame.titled(data ? accord.title(data.dispositif.name) : words.title) },
];
export const links: LinksFunction = () => [
  { rel: "stylesheet", href: pageStyle },
  { rel: "stylesheet", href: style },
];

export async function loader({ request, params, context }: LoaderFunctionArgs) {
  const caller = await requireRight(context, request, "convention.read");
  const agreement = await federationAgreement(context.db, caller, params.key ?? "", context.now());
  if (!agreement) throw problem(404, { detail: words.absent.text, to: register, toLabel: words.title });
  return agreement;
}

export default function Agreement() {
  const page = useLoaderData<typeof loader>() as unknown as FederationAgreement;
  const { dispositif, convention, federation } = page;
  const day = (when: string) => formatDay(new Date(when), page.timezone);
  const at = (rule: string) => `${paths.conventions}/${convention.key}#regle-${rule}`;
  return (
    <>
      <Trail
        links={[
          { to: paths.homologation, label: homologation.title },
          { to: register, label: words.title },
        ]}
        current={accord.short}
      />
      <h1>{accord.title(dispositif.name)}</h1>
      <p className="fr-text--lead">{federation.statement}</p>
      <p className="fr-mb-1w">
        <Link to={at(federation.rule)}>
          {accord.text(convention.title, federation.article, federation.rule)}
        </Link>
        {" · "}
        {accord.since} {day(convention.since)}
      </p>
      {page.decides.map((one) => (
        <p key={one.function}>
          {accord.decides(one.parties.join(", "), functionLabels[one.function] ?? one.function)}
        </p>
      ))}
      <p>
        <a
          className="fr-link fr-icon-file-pdf-line fr-link--icon-left"
          href={`${register}/accord/${dispositif.key}/accord.pdf`}
        >
          {accord.pdf}
        </a>
      </p>
      {page.commitments.map((one) => (
        <section key={one.role} className="fr-mt-6w" aria-labelledby={one.role}>
          <h2 id={one.role} className="fr-h4">
            {accord.commitments(roleLabels[one.role] ?? one.role)}
          </h2>
          <p className="fr-mb-1v">{one.compulsory ? accord.compulsory : accord.optional}</p>
          <Why
            about={roleLabels[one.role] ?? one.role}
            reason={{ statement: one.statement, rule: one.rule, article: one.article, to: at(one.rule) }}
          />
          <ol className="fr-mt-2w">
            {one.list.map(({ key, name, takenBy }) => (
              <li key={key}>
                {name} <span className="tocsin-quiet">({accord.taken(takenBy)})</span>
              </li>
            ))}
          </ol>
        </section>
      ))}
      <section className="fr-mt-6w" aria-labelledby="membres">
        <h2 id="membres" className="fr-h4">
          {accord.members(page.members.length)}
        </h2>
        <p>{accord.membersLead}</p>
        <DataTable
          caption={accord.members(page.members.length)}
          titled
          rows={page.members}
          keyOf={({ name }) => name}
          exports={["csv", "ods"].map((format) => ({
            format: format.toUpperCase(),
            to: `${register}/export.${format}`,
          }))}
          columns={[
            {
              key: "member",
              label: columns.member,
              render: ({ name, ref }) => (
                <span dir="auto">{ref ? <Link to={`${register}/${ref}`}>{name}</Link> : name}</span>
              ),
            },
            {
              key: "role",
              label: columns.role,
              render: ({ roles }) => roles.map((role) => roleLabels[role]).join(", "),
            },
            { key: "from", label: accord.from, render: ({ from }) => day(from) },
            {
              key: "state",
              label: columns.state,
              render: ({ state, leaves }) => (
                <>
                  <StateBadge {...memberState(state)} /> {leaves && day(leaves)}
                </>
              ),
            },
          ]}
        />
      </section>
      <CopyLink />
    </>
  );
}
