import { Link } from "@remix-run/react";
import { time } from "#app/messages/time.ts";
import { paths } from "../paths.ts";
import { type Reason, ReasonText } from "../why.tsx";
import { formatDateTime, formatEnd, formatPlainDay, formatPlainDayOfYear } from "./format.ts";

/** How an end was computed: what the machines keep of a deadline, and the school holidays that a query put beside. */
export type TimeExplanation = {
  start: string;
  unit: keyof typeof time.amount;
  amount: number;
  leftOut: readonly { day: string; because: string; rule?: string }[];
  counted?: readonly { day: string; because: string; rule: string }[] | undefined;
  schoolHolidays?: readonly { name: string; starts: string; ends: string }[] | undefined;
  end: string;
  place?: { timezone: string; departement?: string | null | undefined } | undefined;
};

type Props = {
  explanation: TimeExplanation;
  /** The reader's zone; times are told in that of the place where the delay runs. */
  zone: string;
  /** The article that sets the delay. */
  reason?: Reason | undefined;
};

/** Start, days left out and why, school holidays (shown, not counted), end in local time, article. */
export function HowComputed({ explanation, zone, reason }: Props) {
  const { start, unit, amount, leftOut, counted = [], schoolHolidays = [], end, place } = explanation;
  const there = place?.timezone ?? zone;
  return (
    <div className="tocsin-disclosed">
      <ul className="tocsin-computed">
        <li>{time.start(formatDateTime(new Date(start), there))}</li>
        <li>
          {time.amount[unit](amount)} <Choice rule={time.choiceOf[unit]} />
        </li>
        {leftOut.map(({ day, because, rule }) => (
          <li key={day}>
            {time.leftOut(formatPlainDay(day), formatPlainDay(day).startsWith(because) ? time.rest : because)}{" "}
            {rule !== "CHOIX-1" && <Choice rule={rule} />}
          </li>
        ))}
        {counted.map(({ day, because, rule }) => (
          <li key={day}>
            {time.counted(formatPlainDay(day), because)} <Choice rule={rule} />
          </li>
        ))}
        {schoolHolidays.map(({ name, starts, ends }) => (
          <li key={`${name} ${starts}`}>
            {time.school(name, formatPlainDayOfYear(starts), formatPlainDayOfYear(ends))}
          </li>
        ))}
        <li>
          <strong>{time.end(formatEnd(new Date(end), there))}</strong>
        </li>
        {there !== zone && <li>{time.here(formatDateTime(new Date(end), zone))}</li>}
        <li>
          {unit.startsWith("working") ? time.days(there, place?.departement ?? null) : time.zone(there)}
        </li>
      </ul>
      {reason && <ReasonText reason={reason} />}
    </div>
  );
}

/** A choice of the console, shown as such, where it plays (rules.md §8.5). */
function Choice({ rule }: { rule: string | undefined }) {
  if (!rule) return null;
  return (
    <Link to={`${paths.directory}/calendriers#${rule}`} className="tocsin-quiet">
      {time.choice(rule)}
    </Link>
  );
}
