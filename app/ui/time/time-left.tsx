import { time } from "#app/messages/time.ts";
import { ui } from "#app/messages/ui.ts";
import type { Reason } from "../why.tsx";
import { formatEnd, formatSpan } from "./format.ts";
import { HowComputed, type TimeExplanation } from "./how-computed.tsx";
import { useClock } from "./now.tsx";

export type { TimeExplanation } from "./how-computed.tsx";

type Props = {
  /** ISO 8601; null for a duty without an end. */
  dueAt: string | null;
  explanation?: TimeExplanation | null | undefined;
  /** Met or cleared: no time runs any more. */
  settled?: boolean;
  /** The article that sets the delay, told with how it was computed. */
  reason?: Reason | undefined;
};

/** Time left in words, the date in full, and on demand how it was computed. Overdue is a word and an icon. */
export function TimeLeft({ dueAt, explanation, settled = false, reason }: Props) {
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
      <time dateTime={dueAt}>{formatEnd(due, zone)}</time>
    </>
  );
  if (!explanation) return <span className="tocsin-time">{heading}</span>;
  return (
    <details className="tocsin-time">
      <summary>
        {heading}{" "}
        <span className="tocsin-time__why">
          {ui.why}
          <span className="fr-sr-only"> {time.how}</span>
        </span>
      </summary>
      <HowComputed explanation={explanation} zone={zone} reason={reason} />
    </details>
  );
}
