import { SideMenu } from "@codegouvfr/react-dsfr/SideMenu";
import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { Alerts } from "#app/convention/components/alerts.tsx";
import { Clocks } from "#app/convention/components/clocks.tsx";
import { Federation } from "#app/convention/components/federation.tsx";
import { Fields } from "#app/convention/components/fields.tsx";
import { Life, OldVersion } from "#app/convention/components/life.tsx";
import { Parties } from "#app/convention/components/parties.tsx";
import { Rules } from "#app/convention/components/rules.tsx";
import { sectionsOf } from "#app/convention/components/sections.ts";
import { Calendar, Instances, Mailboxes, Notifiers } from "#app/convention/components/smaller.tsx";
import { Versions } from "#app/convention/components/versions.tsx";
import { conventionPage } from "#app/convention/queries/convention-page.ts";
import { convention as texts } from "#app/messages/convention.ts";
import { frame } from "#app/messages/frame.ts";
import { requireRight } from "#app/platform/session/require-right.ts";
import { paths } from "#app/ui/paths.ts";
import { problem } from "#app/ui/problem.ts";
import { Trail } from "#app/ui/trail.tsx";
import pageStyle from "../ui/pages.css?url";

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: frame.titled(data?.dispositif ?? texts.title) },
];
export const links = () => [{ rel: "stylesheet", href: pageStyle }];

export async function loader({ request, context, params }: LoaderFunctionArgs) {
  const { tenures } = await requireRight(context, request, "convention.read");
  const key = /^[a-z0-9][a-z0-9.-]{0,63}$/.exec(params.key ?? "")?.[0];
  const hash = /^[0-9a-f]{8,64}$/.exec(new URL(request.url).searchParams.get("v") ?? "")?.[0];
  const page = key && (await conventionPage(context.db, tenures, key, hash, context.now()));
  if (!page) throw problem(404);
  return page;
}

export default function ConventionPage() {
  const page = useLoaderData<typeof loader>();
  const items = sectionsOf(page).map(({ id, label }) => ({ text: label, linkProps: { to: `#${id}` } }));
  return (
    <>
      <Trail links={[{ to: paths.conventions, label: texts.title }]} current={page.dispositif} />
      <div className="fr-grid-row fr-grid-row--gutters">
        <div className="fr-col-12 fr-col-md-4 fr-col-lg-3 tocsin-side">
          <SideMenu
            align="left"
            sticky
            burgerMenuButtonText={texts.page.menu}
            title={texts.page.menu}
            items={items}
          />
        </div>
        <div className="fr-col-12 fr-col-md-8 fr-col-lg-9 tocsin-convention">
          <h1>{page.dispositif}</h1>
          <p className="fr-text--lead">{page.title}</p>
          {!page.newest && <OldVersion convention={page.key} />}
          <Life page={page} />
          <Parties parties={page.parties} />
          <Fields fields={page.fields} />
          <Alerts alerts={page.alerts} />
          <Clocks clocks={page.clocks} acknowledgement={page.acknowledgement} />
          <Notifiers notifiers={page.notifiers} />
          <Mailboxes mailboxes={page.mailboxes} />
          <Calendar calendar={page.calendar} />
          <Instances instances={page.instances} />
          <Federation federation={page.federation} />
          <Rules domains={page.domains} />
          <Versions page={page} />
        </div>
      </div>
    </>
  );
}
