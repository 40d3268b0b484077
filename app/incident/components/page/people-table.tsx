import { Link, useSearchParams } from "@remix-run/react";
import { functionLabel } from "#app/messages/directory-words.ts";
import { page } from "#app/messages/incident-page.ts";
import { deliveryState } from "#app/messages/incident-words.ts";
import { DataTable } from "#app/ui/list/data-table.tsx";
import { Tiles } from "#app/ui/list/tiles.tsx";
import { StateBadge } from "#app/ui/state-badge.tsx";
import { Moment } from "#app/ui/time/moment.tsx";
import { Why } from "#app/ui/why.tsx";
import type { IncidentPage } from "../../queries/incident-page.ts";
import type { Answers } from "./alert-tree.tsx";

const words = page.people;

/**
 * More than fifty people: the share that answered in each département; each person one press away. An
 * answer heard live names no département: the total follows at once, the tiles when the page is read again.
 */
export function PeopleTiles({ incident }: { incident: IncidentPage }) {
  const [search] = useSearchParams();
  const to = (departement: string) => {
    const next = new URLSearchParams(search);
    next.set("departement", departement);
    next.delete("page");
    return `?${next}`;
  };
  return (
    <>
      <Tiles
        caption={words.tiles}
        tiles={incident.people.tiles.map(({ departement, total, answered }) => ({
          key: departement ?? "-",
          label: departement ? words.departement(departement) : words.outside,
          total,
          answered,
          to: to(departement ?? "-"),
        }))}
      />
      <p className="fr-mt-2w">
        <Link to={to("tous")} preventScrollReset className="fr-link">
          {words.all}
        </Link>
      </p>
    </>
  );
}

/** People of a département, or all, fifty at a time. */
export function PeopleTable({ incident, answers }: { incident: IncidentPage; answers: Answers }) {
  const [search] = useSearchParams();
  const { listed, people, reasons } = incident.people;
  if (!listed) return null;
  const back = new URLSearchParams(search);
  back.delete("departement");
  back.delete("page");
  return (
    <>
      <p className="tocsin-toggle">
        <Link to={`?${back}`} preventScrollReset className="fr-link">
          {words.back}
        </Link>
      </p>
      <DataTable
        caption={words.caption(listed.departement)}
        rows={people}
        keyOf={(one) => one.id}
        isFresh={(one) => answers.has(one.id)}
        columns={[
          {
            key: "who",
            label: words.columns.who,
            render: (one) => (
              <>
                <strong>{one.name}</strong>
                <br />
                <span className="incident-quiet">
                  {one.function === "mailbox" ? null : functionLabel(one.function)}
                </span>
              </>
            ),
          },
          { key: "place", label: words.columns.place, render: (one) => one.organisation },
          {
            key: "state",
            label: words.columns.state,
            render: (one) => {
              const answer = one.answer ?? answers.get(one.id)?.answer ?? null;
              return <StateBadge {...deliveryState({ ...one, answer })} />;
            },
          },
          {
            key: "at",
            label: words.columns.at,
            render: (one) => {
              const at = one.ackedAt ?? one.seenAt ?? one.stageAt ?? one.sentAt;
              return at ? <Moment at={at} short /> : "–";
            },
          },
          {
            key: "why",
            label: words.columns.why,
            render: (one) => {
              const reason = reasons[one.alert];
              return reason ? <Why reason={reason} about={one.name} /> : one.rule;
            },
          },
        ]}
        pages={{ count: listed.pages, current: listed.page }}
      />
    </>
  );
}
