import { Link } from "@remix-run/react";
import { convention } from "#app/messages/convention.ts";
import { DataTable } from "#app/ui/list/data-table.tsx";
import { paths } from "#app/ui/paths.ts";
import { StateBadge } from "#app/ui/state-badge.tsx";
import type { ConventionPage } from "../queries/convention-page.ts";
import { Section } from "./section.tsx";

const { page: words } = convention;
type PartyRow = ConventionPage["parties"][number];

/** Who signed, and how each party's DPD is reached: mandatory for each (MBN-4.4, MBN-4.9). */
export const Parties = ({ parties }: { parties: readonly PartyRow[] }) => (
  <Section id="parties" title={words.parties}>
    <DataTable
      caption={words.partiesCaption}
      rows={parties}
      keyOf={(party) => party.key}
      columns={[
        {
          key: "name",
          label: words.party.name,
          render: ({ name, organisation }) =>
            organisation ? <Link to={`${paths.directory}/${organisation}`}>{name}</Link> : name,
        },
        { key: "kind", label: words.party.kind, render: ({ kind }) => kind },
        { key: "dpd", label: words.party.dpd, render: (party) => <Dpd party={party} /> },
      ]}
    />
  </Section>
);

function Dpd({ party: { dpd, holder, vacant } }: { party: PartyRow }) {
  return (
    <>
      {dpd}
      {holder && (
        <p className="tocsin-quiet fr-mb-0">
          {vacant ? <StateBadge label={holder} tone="warning" /> : holder}
        </p>
      )}
    </>
  );
}
