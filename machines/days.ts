/** A day, or a month, as people write it: "2026-11-27" is 27/11/2026, "2026-11" is 11/2026. Undefined where there is none. */
export function dayWritten(day: string): string;
export function dayWritten(day: string | null | undefined): string | undefined;
export function dayWritten(day: string | null | undefined): string | undefined {
  return day?.split("-").reverse().join("/");
}
