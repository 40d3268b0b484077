import { formatDateTime, formatShort } from "./format.ts";
import { useClock } from "./now.tsx";

/** A moment in the reader's time zone; in lists short, with the full date on hover. */
export function Moment({ at, short = false }: { at: string; short?: boolean }) {
  const { now, zone } = useClock();
  const date = new Date(at);
  const full = formatDateTime(date, zone);
  return (
    <time dateTime={at} title={short ? full : undefined}>
      {short ? formatShort(date, new Date(now), zone) : full}
    </time>
  );
}
