import { Breadcrumb } from "@codegouvfr/react-dsfr/Breadcrumb";

type Props = { links: readonly { to: string; label: string }[]; current: string };

/** The way to this page from the lists above it. */
export const Trail = ({ links, current }: Props) => (
  <Breadcrumb
    className="fr-mt-0"
    segments={links.map(({ to, label }) => ({ label, linkProps: { to } }))}
    currentPageLabel={current}
  />
);
