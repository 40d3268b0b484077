import { useNavigation, useRevalidator } from "@remix-run/react";
import { useEffect, useRef } from "react";

/** Shortest wait before reading again, and over how long many pages spread, in milliseconds. */
export type Spread = { least: number; spread: number };

/**
 * Has the page read again after a random wait; once it waits, further calls change nothing. It is never read behind
 * another tab, nor while it is being read or left already: a reading cut short is started anew for nothing.
 */
export function useReadAgain(): (when: Spread) => void {
  const { revalidate, state } = useRevalidator();
  const busy = useNavigation().state !== "idle" || state !== "idle";
  const latest = useRef({ revalidate, busy, wanted: false });
  Object.assign(latest.current, { revalidate, busy });
  const timer = useRef<ReturnType<typeof setTimeout>>();
  useEffect(() => {
    if (busy || !latest.current.wanted) return;
    latest.current.wanted = false;
    revalidate();
  }, [busy, revalidate]);
  useEffect(() => () => clearTimeout(timer.current), []);
  const read = () => {
    if (latest.current.busy) latest.current.wanted = true;
    else latest.current.revalidate();
  };
  return ({ least, spread }) => {
    timer.current ??= setTimeout(
      () => {
        timer.current = undefined;
        if (document.visibilityState === "visible") read();
        else document.addEventListener("visibilitychange", read, { once: true });
      },
      least + Math.random() * spread,
    );
  };
}
