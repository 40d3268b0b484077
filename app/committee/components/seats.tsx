import { Link } from "@remix-run/react";
import { committee } from "#app/messages/committee.ts";
import { functionLabel } from "#app/messages/directory-words.ts";
import { DataTable } from "#app/ui/list/data-table.tsx";
import { StateBadge } from "#app/ui/state-badge.tsx";
import type { Named } from "#machines/words.ts";
import type { InstancePage } from "../queries/instance-page.ts";

const words = committee.page;
const called = ({ name, function: role, organisation }: Named) =>
  `${name}, ${functionLabel(role)}, ${organisation.name}`;

/** Seats of the instance, who holds each and who may stand in. */
export function Seats({ page }: { page: InstancePage }) {
  const here = `/instances/${page.ref}`;
  return (
    <DataTable
      caption={words.seatsCaption}
      titled
      rows={page.seats}
      keyOf={({ key }) => key}
      columns={[
        {
          key: "seat",
          label: words.seat,
          render: (seat) => (
            <>
              {seat.label} {seat.chairs && <StateBadge label={words.chair} tone="info" />}
            </>
          ),
        },
        {
          key: "holder",
          label: words.holder,
          render: (seat) =>
            seat.holder ? called(seat.holder) : <StateBadge label={words.vacant} tone="warning" />,
        },
        {
          key: "substitutes",
          label: words.substitutes,
          render: (seat) => seat.substitutes.map(called).join(" ; ") || words.nobody,
        },
        ...(page.prepares
          ? [
              {
                key: "act",
                label: words.acts,
                render: (seat: InstancePage["seats"][number]) => (
                  <>
                    <SeatAct
                      to={`${here}/agir/sieger?siege=${seat.key}`}
                      label={words.fill}
                      about={words.fillFor(seat.label)}
                    />
                    {(seat.holder || seat.substitutes.length > 0) && (
                      <SeatAct
                        to={`${here}/agir/liberer?siege=${seat.key}`}
                        label={words.free}
                        about={words.freeFor(seat.label)}
                      />
                    )}
                  </>
                ),
              },
            ]
          : []),
      ]}
    />
  );
}

const SeatAct = ({ to, label, about }: { to: string; label: string; about: string }) => (
  <Link to={to} className="fr-link tocsin-ref fr-mr-2w" aria-label={about}>
    {label}
  </Link>
);

/** Those who keep the minutes, those who are invited. */
export const People = ({ people }: { people: Named[] }) =>
  people.length > 0 ? people.map(called).join(" ; ") : words.nobody;
