import { Link } from "@remix-run/react";
import { committee } from "#app/messages/committee.ts";
import { formNames, meetingState } from "#app/messages/committee-words.ts";
import { DataTable } from "#app/ui/list/data-table.tsx";
import { paths } from "#app/ui/paths.ts";
import { StateBadge } from "#app/ui/state-badge.tsx";
import { Moment } from "#app/ui/time/moment.tsx";
import type { MeetingLine } from "../queries/instance-page.ts";

const words = committee.page;
export const meetingPath = (ref: string) => `${paths.committees}/seances/${ref}`;
const WITH_MINUTES = ["drafted", "validated", "sent"];

/** The next ones, as cards that lead there. */
export const Coming = ({ meetings }: { meetings: MeetingLine[] }) => (
  <ul className="com-coming">
    {meetings.map((one) => (
      <li key={one.ref}>
        <p className="fr-mb-1v">
          <Link to={meetingPath(one.ref)} className="fr-text--bold">
            <Moment at={one.at} />
          </Link>{" "}
          <StateBadge {...meetingState(one.state)} />
        </p>
        <p className="tocsin-quiet fr-mb-0">
          {[
            one.ref,
            one.kind === "written" && formNames.written,
            one.place,
            committee.waits(one.items).replace("Rien", "Ordre du jour vide"),
          ]
            .filter(Boolean)
            .join(" · ")}
        </p>
      </li>
    ))}
  </ul>
);

/** Those that were held, with their minutes. */
export const Past = ({ meetings }: { meetings: MeetingLine[] }) => (
  <DataTable
    caption={words.pastCaption}
    titled
    rows={meetings}
    keyOf={({ ref }) => ref}
    columns={[
      {
        key: "at",
        label: words.when,
        render: (row) => (
          <>
            <Link to={meetingPath(row.ref)}>
              <Moment at={row.at} short />
            </Link>{" "}
            <span className="tocsin-quiet tocsin-ref">{row.ref}</span>
          </>
        ),
      },
      { key: "state", label: words.minutes, render: (row) => <StateBadge {...meetingState(row.state)} /> },
      { key: "decided", label: words.decided, render: (row) => words.decidedOf(row.decided, row.items) },
      {
        key: "pdf",
        label: words.minutesPdf,
        render: (row) =>
          WITH_MINUTES.includes(row.state) ? (
            <a href={`${meetingPath(row.ref)}/proces-verbal.pdf`}>{words.minutesPdf}</a>
          ) : (
            "–"
          ),
      },
    ]}
  />
);
