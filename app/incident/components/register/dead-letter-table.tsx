import { Link } from "@remix-run/react";
import { deliveries, whyNot } from "#app/messages/deliveries.ts";
import { functionLabel } from "#app/messages/directory-words.ts";
import { deliveryState } from "#app/messages/incident-words.ts";
import { Stage } from "#app/ui/delivery/stage.tsx";
import { type Column, DataTable } from "#app/ui/list/data-table.tsx";
import type { PagesProps } from "#app/ui/list/pages.tsx";
import { paths } from "#app/ui/paths.ts";
import { PhoneLink } from "#app/ui/phone-link.tsx";
import { StateBadge } from "#app/ui/state-badge.tsx";
import { Moment } from "#app/ui/time/moment.tsx";
import type { DeadLetter, Instead } from "../../queries/dead-letters.ts";
import { incidentPath } from "./incident-table.tsx";

/** A row as the browser gets it. */
export type ShownLetter = Omit<DeadLetter, "lastTry" | "history"> & { lastTry: string };

const { column } = deliveries;
const columns: readonly Column<ShownLetter>[] = [
  {
    key: "recipient",
    label: column.recipient,
    render: (row) => (
      <>
        <strong>{row.name}</strong>
        <p className="tocsin-quiet fr-mb-0">
          {functionLabel(row.function)} · {row.organisation}
        </p>
        <p className="tocsin-quiet fr-mb-0">{row.address}</p>
      </>
    ),
  },
  {
    key: "reason",
    label: column.reason,
    render: (row) => (
      <>
        {whyNot(row.lastError, row.state).text}
        <p className="tocsin-quiet fr-mb-0">
          {row.known.sent ? (
            <>
              {deliveries.sentThen} <Moment at={row.known.sent} short />,{" "}
              <Stage stage={row.stage} at={row.stageAt} />
            </>
          ) : (
            <>
              {deliveries.tries(row.attempts)}, {deliveries.last} <Moment at={row.lastTry} short />
            </>
          )}
        </p>
      </>
    ),
  },
  {
    key: "instead",
    label: column.instead,
    render: (row) => <ToldInstead instead={row.instead} phone={row.phone} />,
  },
  {
    key: "incident",
    label: column.incident,
    render: (row) => (
      <Link to={incidentPath(row.ref)} className="tocsin-ref">
        {row.ref}
      </Link>
    ),
  },
  {
    key: "action",
    label: column.action,
    render: (row) => (
      <Link
        to={`${paths.deadLetters}/${row.id}`}
        className={`fr-btn fr-btn--sm fr-btn--${row.mayRetry ? "secondary" : "tertiary"}`}
        aria-label={(row.mayRetry ? deliveries.actFor : deliveries.lookFor)(row.name)}
      >
        {row.mayRetry ? deliveries.act : deliveries.look}
      </Link>
    ),
  },
];

/** Who was alerted in their place and whether they answered; nobody: the telephone. */
export function ToldInstead({ instead, phone }: { instead: readonly Instead[]; phone: string | null }) {
  if (instead.length === 0)
    return (
      <>
        {deliveries.insteadNone} {phone && <PhoneLink number={phone} />}
      </>
    );
  return (
    <ul className="fr-raw-list">
      {instead.map((one) => (
        <li key={one.name + one.organisation + one.function}>
          {deliveries.insteadTold(one.name)}{" "}
          <StateBadge {...deliveryState({ state: one.state, seenAt: null, answer: one.answer })} />
        </li>
      ))}
    </ul>
  );
}

/** Failed messages as a list. */
export const DeadLetterTable = ({ rows, pages }: { rows: readonly ShownLetter[]; pages: PagesProps }) => (
  <DataTable
    caption={deliveries.caption}
    rows={rows}
    columns={columns}
    keyOf={(row) => row.id}
    pages={pages}
  />
);
