import { Link, useSearchParams } from "@remix-run/react";
import { calendars } from "#app/messages/calendars.ts";
import { DataTable } from "#app/ui/list/data-table.tsx";
import { formatPlainDay } from "#app/ui/time/format.ts";
import type { CalendarModel } from "../../queries/calendar-model.ts";

const { year: words } = calendars;
type Props = Pick<CalendarModel, "name" | "year" | "holidays" | "goodFridaySaid">;

const atWeekend = (day: string) => [0, 6].includes(new Date(`${day}T00:00:00Z`).getUTCDay());

/** The public holidays of a place over a year, and what is worth knowing of each. */
export function YearOfHolidays({ name, year, holidays, goodFridaySaid }: Props) {
  const [search] = useSearchParams();
  const to = (other: number) => {
    const next = new URLSearchParams(search);
    next.set("annee", String(other));
    return `?${next}#feries`;
  };
  return (
    <section aria-labelledby="feries" className="fr-mb-6w">
      <h2 id="feries" className="fr-h4">
        {words.title(name, year)}
      </h2>
      <DataTable
        caption={words.caption}
        rows={holidays}
        keyOf={({ day }) => day}
        columns={[
          { key: "day", label: words.day, render: ({ day }) => formatPlainDay(day) },
          { key: "name", label: words.name, render: (one) => one.name },
          {
            key: "note",
            label: words.note,
            render: ({ day, rule }) => {
              if (rule === "CHOIX-VENDREDI-SAINT")
                return <a href={`#${rule}`}>{goodFridaySaid ? words.goodFridaySaid : words.goodFriday}</a>;
              return atWeekend(day) ? <span className="tocsin-quiet">{words.weekend}</span> : "";
            },
          },
        ]}
      />
      <p className="tocsin-toggle">
        <Link to={to(year - 1)} preventScrollReset className="fr-link">
          {words.before}
        </Link>{" "}
        ·{" "}
        <Link to={to(year + 1)} preventScrollReset className="fr-link">
          {words.after}
        </Link>
      </p>
    </section>
  );
}
