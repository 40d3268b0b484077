import { Link } from "@remix-run/react";
import { memberState, roleLabels, federation as words } from "#app/messages/federation.ts";
import { DataTable } from "#app/ui/list/data-table.tsx";
import { paths } from "#app/ui/paths.ts";
import { StateBadge } from "#app/ui/state-badge.tsx";
import { Moment } from "#app/ui/time/moment.tsx";
import { TimeLeft } from "#app/ui/time/time-left.tsx";
import type { MemberRow } from "./members.ts";

const { columns } = words;
type Props = {
  rows: readonly MemberRow[];
  next: string | null;
  exports: readonly { format: string; to: string }[];
};

/** Members and candidates, by name: what they are, how their commitments stand, when they are next checked. */
export const MembersTable = ({ rows, next, exports }: Props) => (
  <DataTable
    caption={words.caption}
    rows={rows}
    keyOf={({ id }) => id}
    pages={{ next }}
    exports={exports}
    columns={[
      {
        key: "member",
        label: columns.member,
        render: ({ ref, title, identity, service }) => (
          <>
            <Link to={`${paths.homologation}/federation/${ref}`} className="fr-text--bold">
              <span dir="auto">{title}</span>
            </Link>
            <p className="tocsin-quiet fr-mb-0">
              {ref} ·{" "}
              {[identity && roleLabels.identity, service && roleLabels.service].filter(Boolean).join(", ")}
            </p>
          </>
        ),
      },
      {
        key: "state",
        label: columns.state,
        render: ({ state, leaves }) => (
          <>
            <StateBadge {...memberState(state)} />
            {leaves && (
              <p className="tocsin-quiet fr-mb-0">
                {columns.leaves} : <Moment at={leaves} short />
              </p>
            )}
          </>
        ),
      },
      {
        key: "commitments",
        label: columns.commitments,
        render: ({ kept, commitments, broken }) => (
          <>
            {commitments > 0 ? words.ofCommitments(kept, commitments) : words.noCheck}
            {broken > 0 && (
              <p className="fr-mb-0 fr-icon-error-warning-line fr-icon--sm"> {words.broken(broken)}</p>
            )}
          </>
        ),
      },
      {
        key: "check",
        label: columns.check,
        render: ({ checkDue }) => (checkDue ? <TimeLeft dueAt={checkDue} /> : words.noCheck),
      },
    ]}
  />
);
