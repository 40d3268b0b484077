/** One cell: a moment is written as such where the format has them. */
export type Cell = string | number | Date | null;
/** A table to hand out: its columns, then its rows as they come, so that 100,000 need no more memory than ten. */
export type Table = {
  name: string;
  columns: readonly { label: string; moment?: boolean }[];
  rows: AsyncIterable<readonly Cell[]>;
};

const format = new Intl.DateTimeFormat("fr-FR", {
  timeZone: "Europe/Paris",
  hourCycle: "h23",
  year: "numeric",
  month: "2-digit",
  day: "2-digit",
  hour: "2-digit",
  minute: "2-digit",
  second: "2-digit",
});

/** The parts of a moment on a clock in Paris, two digits each. */
export function inParis(at: Date): Record<"year" | "month" | "day" | "hour" | "minute" | "second", string> {
  const parts = format.formatToParts(at).map(({ type, value }) => [type, value]);
  return Object.fromEntries(parts) as ReturnType<typeof inParis>;
}
