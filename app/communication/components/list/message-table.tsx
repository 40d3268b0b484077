import { Link } from "@remix-run/react";
import { type Process, processWords } from "#app/messages/communication.ts";
import { messageList as words } from "#app/messages/communication-list.ts";
import { register } from "#app/messages/register.ts";
import { type Column, DataTable } from "#app/ui/list/data-table.tsx";
import type { PagesProps } from "#app/ui/list/pages.tsx";
import { paths } from "#app/ui/paths.ts";
import { StateBadge } from "#app/ui/state-badge.tsx";
import { Moment } from "#app/ui/time/moment.tsx";
import { TimeLeft } from "#app/ui/time/time-left.tsx";
import type { MessageRow } from "../../queries/list.ts";
import { MessageMarks, MessageState } from "./badges.tsx";

/** A row as the browser gets it. */
export type ShownMessage = Omit<MessageRow, "openedAt" | "changedAt"> & {
  openedAt: string;
  changedAt: string;
};

const { column } = words;
const columns: readonly Column<ShownMessage>[] = [
  {
    key: "message",
    label: column.message,
    render: (row) => (
      <>
        <Link to={`${paths.messages}/${row.ref}`} className="fr-text--bold">
          {row.title || words.untitled}
        </Link>
        <p className="tocsin-quiet fr-mb-0">
          {row.ref} · {processWords[row.process as Process]?.label ?? row.process}
        </p>
      </>
    ),
  },
  {
    key: "author",
    label: column.author,
    render: (row) => (
      <>
        {row.author}
        <p className="tocsin-quiet fr-mb-0">{row.dispositif}</p>
      </>
    ),
  },
  {
    key: "state",
    label: column.state,
    render: (row) => (
      <>
        <MessageState state={row.state} /> <MessageMarks process={row.process} exercise={row.exercise} />
        {row.waits && (
          <>
            {" "}
            <StateBadge label={words.mine} tone="new" />
          </>
        )}
      </>
    ),
  },
  { key: "answers", label: column.answers, render: (row) => <Answers decisions={row.decisions} /> },
  {
    key: "deadline",
    label: column.deadline,
    render: ({ deadline, dispositifKey }) =>
      deadline ? (
        <>
          <TimeLeft dueAt={deadline.dueAt} explanation={deadline.explanation} />
          <p className="tocsin-quiet fr-mb-0">
            {deadline.name} ·{" "}
            <Link to={`${paths.conventions}/${dispositifKey}#regle-${deadline.rule}`}>
              {register.article(deadline.article)}
            </Link>
          </p>
        </>
      ) : (
        <span className="tocsin-quiet">{words.noDeadline}</span>
      ),
  },
  { key: "changed", label: column.changed, render: (row) => <Moment at={row.changedAt} short /> },
];

function Answers({ decisions }: { decisions: Record<string, number> }) {
  const total = Object.values(decisions).reduce((sum, n) => sum + n, 0);
  return <>{words.answers(total - (decisions.pending ?? 0), total)}</>;
}

type Props = {
  rows: readonly ShownMessage[];
  caption: string;
  pages?: PagesProps;
  exports?: readonly { format: string; to: string }[];
};

/** Messages as a list. */
export const MessageTable = (props: Props) => (
  <DataTable columns={columns} keyOf={(row) => row.id} {...props} />
);
