import { Header as DsfrHeader } from "@codegouvfr/react-dsfr/Header";
import { Form, useLocation, useNavigate } from "@remix-run/react";
import { frame } from "#app/messages/frame.ts";
import { paths } from "../paths.ts";
import { brandTop } from "./brand.tsx";
import type { FrameData } from "./frame.tsx";
import { navigationFor } from "./navigation.ts";

export const SEARCH_FORM = "recherche";

/** Operator, service, search, account, « Déclarer un incident », menu. */
export function Header({ data }: { data: FrameData }) {
  const { operator, person } = data;
  const { pathname } = useLocation();
  const navigate = useNavigate();
  return (
    <>
      {/* Without JavaScript the field still submits: it belongs to this form. */}
      <form id={SEARCH_FORM} action={paths.search} method="get" hidden />
      <DsfrHeader
        id="entete"
        brandTop={brandTop(data)}
        homeLinkProps={{ to: paths.home, title: frame.homeTitle(operator) }}
        serviceTitle={frame.service}
        serviceTagline={frame.tagline}
        quickAccessItems={[
          {
            iconId: "fr-icon-alarm-warning-fill",
            text: frame.declare,
            linkProps: { to: paths.declare, className: "tocsin-declare" },
          },
          ...(person ? [account(person.name), <SignOut key="out" />] : [signIn]),
        ]}
        {...(person && {
          navigation: navigationFor(person.rights, pathname),
          allowEmptySearch: false,
          onSearchButtonClick: (text: string) => navigate(`${paths.search}?q=${encodeURIComponent(text)}`),
          renderSearchInput: ({ className, id, type }: { className: string; id: string; type: "search" }) => (
            <input
              className={className}
              id={id}
              type={type}
              name="q"
              form={SEARCH_FORM}
              placeholder={frame.searchHint}
              data-search
            />
          ),
        })}
      />
    </>
  );
}

const account = (name: string) => ({
  iconId: "fr-icon-account-circle-line" as const,
  text: name,
  linkProps: { to: paths.account, title: `${frame.account} : ${name}` },
});

const signIn = {
  iconId: "fr-icon-account-circle-line" as const,
  text: frame.signIn,
  linkProps: { to: paths.signIn },
};

/** A form, so that signing out works without JavaScript and never by a link that something prefetches. */
function SignOut({ id }: { id?: string }) {
  return (
    <Form method="post" action={paths.signOut} reloadDocument>
      <button type="submit" id={id} className="fr-btn fr-icon-logout-box-r-line">
        {frame.signOut}
      </button>
    </Form>
  );
}
