import { createContext, type ReactNode, useContext, useEffect, useState } from "react";

type Clock = { now: number; zone: string };
const ClockContext = createContext<Clock>({ now: 0, zone: "Europe/Paris" });
const TICK_MS = 30_000;

/**
 * The time as pages tell it. The first rendering uses the server's instant and zone on both sides, so that
 * hydration finds the same words; then the reader's own zone and clock take over.
 */
export function NowProvider({ start, zone, children }: { start: string; zone: string; children: ReactNode }) {
  const [clock, setClock] = useState<Clock>({ now: Date.parse(start), zone });
  useEffect(() => {
    // A wrong clock on a phone must not change what is late: only its pace is used.
    const ahead = Date.now() - Date.parse(start);
    const tick = () =>
      setClock({ now: Date.now() - ahead, zone: Intl.DateTimeFormat().resolvedOptions().timeZone || zone });
    tick();
    const timer = setInterval(tick, TICK_MS);
    return () => clearInterval(timer);
  }, [start, zone]);
  return <ClockContext.Provider value={clock}>{children}</ClockContext.Provider>;
}

/** The pace of an exercise's clock, as its pages get it (machines/exercise/clock.ts). */
export type ShownPace = { real: string; shown: string; factor: number };

/** Within, now is the time of an exercise: pages and live rooms tell it without knowing. */
export function ExerciseNow({ pace, children }: { pace: ShownPace; children: ReactNode }) {
  const clock = useClock();
  const now = Date.parse(pace.shown) + Math.max(0, clock.now - Date.parse(pace.real)) * pace.factor;
  return <ClockContext.Provider value={{ ...clock, now }}>{children}</ClockContext.Provider>;
}

/** Now (ms) and the zone in which to write times; the page is rendered again every half minute. */
export const useClock = () => useContext(ClockContext);
