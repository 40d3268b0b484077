import { calendars } from "#app/messages/calendars.ts";
import { Empty } from "#app/ui/empty.tsx";
import { DataTable } from "#app/ui/list/data-table.tsx";
import { formatPlainDayOfYear } from "#app/ui/time/format.ts";
import type { CalendarModel } from "../../queries/calendar-model.ts";

const { school: words } = calendars;

/** School holidays of the place: shown beside deadlines, never counted. */
export function SchoolPeriods({ academie, periods }: Pick<CalendarModel, "academie" | "periods">) {
  return (
    <section aria-labelledby="vacances" className="fr-mb-6w">
      <h2 id="vacances" className="fr-h4">
        {academie ? words.title(academie) : words.nowhere}
      </h2>
      <p>{words.lead}</p>
      {!academie && <p>{words.place}</p>}
      {academie && periods.length === 0 && <Empty title={words.none} text={words.noneText} />}
      {periods.length > 0 && (
        <DataTable
          caption={words.caption}
          rows={periods}
          keyOf={({ year, name }) => `${year} ${name}`}
          columns={[
            { key: "name", label: words.column.name, render: ({ name }) => name },
            { key: "from", label: words.column.from, render: ({ starts }) => formatPlainDayOfYear(starts) },
            { key: "to", label: words.column.to, render: ({ ends }) => formatPlainDayOfYear(ends) },
            { key: "file", label: words.column.file, render: ({ file }) => file },
          ]}
        />
      )}
    </section>
  );
}
