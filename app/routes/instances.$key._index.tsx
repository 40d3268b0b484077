import { Alert } from "@codegouvfr/react-dsfr/Alert";
import type { LinksFunction, LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { Link, useLoaderData, useSearchParams } from "@remix-run/react";
import style from "#app/committee/components/committee.css?url";
import { Coming, Past } from "#app/committee/components/meetings.tsx";
import { Rules } from "#app/committee/components/rules.tsx";
import { Seats } from "#app/committee/components/seats.tsx";
import { WaitingList } from "#app/committee/components/waiting-list.tsx";
import { type InstancePage, instancePage } from "#app/committee/queries/instance-page.ts";
import { committee as words } from "#app/messages/committee.ts";
import { frame } from "#app/messages/frame.ts";
import { requirePerson } from "#app/platform/session/require-person.ts";
import { CopyLink } from "#app/ui/copy-link.tsx";
import { paths } from "#app/ui/paths.ts";
import { problem } from "#app/ui/problem.ts";
import { Trail } from "#app/ui/trail.tsx";
import pageStyle from "../ui/pages.css?url";

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: frame.titled(data ? data.terms.name : words.title) },
];
export const links: LinksFunction = () => [
  { rel: "stylesheet", href: pageStyle },
  { rel: "stylesheet", href: style },
];

export async function loader({ request, params, context }: LoaderFunctionArgs) {
  const caller = await requirePerson(context, request);
  const page = await instancePage(context.db, caller, params.key ?? "", context.now());
  if (!page) throw problem(404);
  return page;
}

export default function Instance() {
  const page = useLoaderData<typeof loader>() as unknown as InstancePage;
  const [search] = useSearchParams();
  const { line, terms, prepares } = page;
  const here = `${paths.committees}/${page.ref}`;
  const all = page.waiting.filter(({ on }) => !on).length;
  return (
    <>
      <Trail links={[{ to: paths.committees, label: words.title }]} current={terms.name} />
      <div role="status">
        {search.has("fait") && <Alert small severity="success" description={words.page.done} className="fr-mb-3w" />}
      </div>
      <h1>{terms.name}</h1>
      <p className="fr-text--lead">
        {page.dispositif.name}. {words.heldLong(line.held, line.planned, line.least)}.
      </p>
      {line.missing > 0 && (
        <Alert small severity="warning" description={words.short(line.missing, line.year)} className="fr-mb-3w" />
      )}
      {prepares && (
        <ul className="fr-btns-group fr-btns-group--inline-md fr-mb-2w">
          <li>
            <Link to={`${here}/prevoir`} className="fr-btn">
              {words.page.plan}
            </Link>
          </li>
          <li>
            <Link to={`${here}/prevoir?forme=written`} className="fr-btn fr-btn--secondary">
              {words.page.consult}
            </Link>
          </li>
        </ul>
      )}
      {page.coming.length > 0 && (
        <Part id="prochaines" title={page.coming.length > 1 ? words.page.coming : words.page.next}>
          <Coming meetings={page.coming} />
        </Part>
      )}
      <Part id="attente" title={`${words.page.waiting}${all > 0 ? ` (${all})` : ""}`} lead={words.page.waitingLead}>
        <WaitingList waiting={page.waiting} convention={page.convention} />
      </Part>
      <Part id="sieges" title={words.page.seats}>
        <Seats page={page} />
      </Part>
      <Part id="regles" title={words.page.rules}>
        <Rules page={page} />
      </Part>
      <Part id="passees" title={words.page.past}>
        {page.past.length > 0 ? <Past meetings={page.past} /> : <p>{words.page.pastNone}</p>}
      </Part>
      <CopyLink />
    </>
  );
} // biome-ignore format: parts in their order

function Part({ id, title, lead, children }: { id: string; title: string; lead?: string; children: React.ReactNode }) {
  return (
    <section className="fr-mt-5w" aria-labelledby={id}>
      <h2 id={id} className="fr-h4">
        {title}
      </h2>
      {lead && <p>{lead}</p>}
      {children}
    </section>
  );
} // biome-ignore format: same
