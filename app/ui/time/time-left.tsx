import { time } from "#app/messages/time.ts";
import { formatDateTime, formatPlainDay, formatSpan } from "./format.ts";
import { useClock } from "./now.tsx";

/** How an end was computed. */
export type TimeExplanation = {
  start: string;
  unit: keyof typeof time.amount;
  amount: number;
  leftOut: readonly { day: string; because: string }[];
  end: string;
};

type Props = {
  /** ISO 8601; null for a duty without an end. */
  dueAt: string | null;
  explanation?: TimeExplanation | null | undefined;
  /** Met or cleared: no time runs any more. */
  settled?: boolean;
};

/** Time left in words, the date in full, and on demand how it was computed. Overdue is a word and an icon. */
export function TimeLeft({ dueAt, explanation, settled = false }: Props) {
  const { now, zone } = useClock();
  if (!dueAt) return <span className="tocsin-time">{settled ? time.settled : time.open}</span>;
  const due = new Date(dueAt);
  const left = due.getTime() - now;
  const late = left < 0 && !settled;
  const words = settled ? time.settled : late ? time.overdue(formatSpan(left)) : time.left(formatSpan(left));
  const heading = (
    <>
      <strong className={late ? "tocsin-late fr-icon-error-warning-fill fr-icon--sm" : undefined}>
        {words}
      </strong>{" "}
      <time dateTime={dueAt}>{formatDateTime(due, zone)}</time>
    </>
  );
  if (!explanation) return <span className="tocsin-time">{heading}</span>;
  return (
    <details className="tocsin-time">
      <summary>
        {heading} <span className="fr-sr-only">{time.how}</span>
      </summary>
      <HowComputed explanation={explanation} zone={zone} />
    </details>
  );
}

function HowComputed({ explanation, zone }: { explanation: TimeExplanation; zone: string }) {
  const { start, unit, amount, leftOut, end } = explanation;
  return (
    <ul className="tocsin-disclosed">
      <li>{time.start(formatDateTime(new Date(start), zone))}</li>
      <li>{time.amount[unit](amount)}</li>
      {leftOut.map(({ day, because }) => (
        <li key={day}>{time.leftOut(formatPlainDay(day), because)}</li>
      ))}
      <li>{time.end(formatDateTime(new Date(end), zone))}</li>
      <li>{time.zone(zone)}</li>
    </ul>
  );
}
