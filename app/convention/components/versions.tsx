import { Link } from "@remix-run/react";
import { convention } from "#app/messages/convention.ts";
import { DataTable } from "#app/ui/list/data-table.tsx";
import { Moment } from "#app/ui/time/moment.tsx";
import type { ConventionPage } from "../queries/convention-page.ts";
import { conventionPath } from "./convention-card.tsx";
import { plainDate } from "./plain-date.ts";
import { Section } from "./section.tsx";

const { page: words } = convention;
type Props = { page: Pick<ConventionPage, "key" | "hash" | "versions"> };

/** Every version that was imported: an incident keeps the one it was opened under. */
export const Versions = ({ page: { key, hash, versions } }: Props) => (
  <Section id="versions" title={words.versions}>
    <DataTable
      caption={words.versionsCaption}
      rows={versions}
      keyOf={(one) => one.hash}
      columns={[
        { key: "version", label: words.version.date, render: (one) => plainDate(one.version) },
        { key: "imported", label: words.version.imported, render: (one) => <Moment at={one.importedAt} /> },
        { key: "hash", label: words.version.hash, render: (one) => <code>{one.hash.slice(0, 12)}</code> },
        {
          key: "read",
          label: words.version.read,
          render: (one) =>
            one.hash === hash ? (
              words.current
            ) : (
              <Link to={`${conventionPath(key)}?v=${one.hash.slice(0, 12)}`}>{words.readThis}</Link>
            ),
        },
      ]}
    />
  </Section>
);
