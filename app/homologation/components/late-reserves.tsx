import { Link } from "@remix-run/react";
import { homologation as texts } from "#app/messages/homologation.ts";
import { DataTable } from "#app/ui/list/data-table.tsx";
import { paths } from "#app/ui/paths.ts";
import { dayWritten } from "#machines/days.ts";
import type { Statistics } from "../queries/statistics.ts";

const words = texts.statistics;

/** Whom to ask for what: the réserves that nobody lifted in time, oldest first. */
export const LateReserves = ({ reserves }: Pick<Statistics, "reserves">) =>
  reserves.length === 0 ? (
    <p>{words.noReserves}</p>
  ) : (
    <DataTable
      caption={words.reserves}
      rows={reserves}
      keyOf={({ ref, text, dueAt }) => `${ref} ${dueAt} ${text}`}
      columns={[
        {
          key: "system",
          label: texts.table.system,
          render: ({ ref, system }) => (
            <>
              <Link to={`${paths.homologation}/${ref}`}>
                <span dir="auto">{system}</span>
              </Link>
              <p className="tocsin-quiet fr-mb-0">{ref}</p>
            </>
          ),
        },
        { key: "reserve", label: words.reserve, render: ({ text }) => text },
        { key: "owner", label: words.owner, render: ({ owner }) => owner },
        { key: "due", label: words.due, render: ({ dueAt }) => dayWritten(dueAt) },
      ]}
    />
  );
