import { time } from "#app/messages/time.ts";
import { formatSpan } from "#app/ui/time/format.ts";
import { Moment } from "#app/ui/time/moment.tsx";
import { useClock } from "#app/ui/time/now.tsx";

/** Time left in few words, for a card: « reste 12 min · 3 h 10 ». Late is a word and an icon. */
export function Due({ at }: { at: string }) {
  const { now } = useClock();
  const left = Date.parse(at) - now;
  const late = left < 0;
  return (
    <span className="crisis-due">
      <strong className={late ? "tocsin-late fr-icon-error-warning-fill fr-icon--sm" : undefined}>
        {late ? time.overdue(formatSpan(left)) : time.left(formatSpan(left))}
      </strong>{" "}
      · <Moment at={at} short />
    </span>
  );
}
