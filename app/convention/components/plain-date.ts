import { formatPlainDay } from "#app/ui/time/format.ts";

/** A day given as YYYY-MM-DD: « 1er septembre 2024 ». */
export const plainDate = (day: string) =>
  `${formatPlainDay(day).replace(/^\S+ /, "").replace(/^1 /, "1er ")} ${day.slice(0, 4)}`;
