import { useRevalidator } from "@remix-run/react";
import { useEffect, useRef, useState, useSyncExternalStore } from "react";
import { LiveClient } from "./client.ts";
import type { LineState, LiveChange, LiveEntry, Subscription } from "./protocol.ts";
import { keyOf } from "./protocol.ts";

let shared: LiveClient | undefined;

/** The page's one line, made when something is first watched. */
function line() {
  if (!shared) {
    shared = new LiveClient(() => new URL("/live", location.href).href.replace(/^http/, "ws"));
    const wake = () => shared?.wake();
    window.addEventListener("online", wake);
    window.addEventListener("offline", () => shared?.drop());
    document.addEventListener("visibilitychange", wake);
  }
  return shared;
}

/** After a resync a page asks again for all of it; spread out, since many pages hear it together. */
const SPREAD_MS = 3_000;

type Heard = { entry?: (entry: LiveEntry) => void; change?: (change: LiveChange) => void };

/**
 * Entries pushed since the page was read, oldest first; nothing is asked of the server for them. After the page
 * is read again they may repeat what the loader gives: merge by `seq`.
 * @param subscription what to watch; null watches nothing.
 * @param heard for what is more than a list. Without `change`, a dossier of which only the change may be known
 *   is read again.
 */
export function useLive(subscription: Subscription | null, heard: Heard = {}): LiveEntry[] {
  const [entries, setEntries] = useState<LiveEntry[]>([]);
  const { revalidate } = useRevalidator();
  const latest = useRef({ heard, revalidate, after: 0 });
  latest.current.heard = heard;
  latest.current.revalidate = revalidate;
  if (subscription && "after" in subscription) latest.current.after = subscription.after;
  const key = subscription && keyOf(subscription);

  useEffect(() => {
    if (!key) return;
    setEntries([]);
    let timer: ReturnType<typeof setTimeout> | undefined;
    const readAgain = () => {
      clearTimeout(timer);
      timer = setTimeout(() => latest.current.revalidate(), Math.random() * SPREAD_MS);
    };
    const asked = key === "feed" ? { feed: true as const } : { dossier: key, after: latest.current.after };
    const stop = line().subscribe(asked, {
      entry(entry) {
        setEntries((before) => [...before.slice(-199), entry]);
        latest.current.heard.entry?.(entry);
      },
      change(change) {
        const { heard } = latest.current;
        if (heard.change) heard.change(change);
        else if (key !== "feed") readAgain();
      },
      resync: readAgain,
    });
    return () => {
      clearTimeout(timer);
      stop();
    };
  }, [key]);
  return entries;
}

/** How the page's line stands; "idle" on the server and where nothing is watched. */
export function useLineState(): LineState {
  return useSyncExternalStore(
    (changed) => line().watch(changed),
    () => line().state,
    () => "idle",
  );
}
