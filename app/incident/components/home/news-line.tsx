import { useRevalidator } from "@remix-run/react";
import { useEffect, useRef, useState } from "react";
import { home } from "#app/messages/incident-home.ts";
import { useLive } from "#app/ui/live/use-live.ts";

/** Shortest wait before an empty page reads itself again, and over how long many pages spread. */
const WAIT = { least: 500, spread: 3_000 };

/**
 * Says that something changed and lets the reader bring it in: nothing moves under their finger. A page on which
 * nothing waits has nothing to move, and reads itself again.
 */
export function NewsLine({ empty }: { empty: boolean }) {
  const [news, setNews] = useState<ReadonlySet<string>>(new Set());
  const { revalidate, state } = useRevalidator();
  const timer = useRef<ReturnType<typeof setTimeout>>();
  useEffect(() => () => clearTimeout(timer.current), []);
  const refresh = () => {
    clearTimeout(timer.current);
    timer.current = undefined;
    setNews(new Set());
    revalidate();
  };
  useLive(
    { feed: true },
    {
      change: ({ dossier }) => {
        setNews((before) => new Set([...before, dossier]));
        if (empty && !timer.current && document.visibilityState === "visible")
          timer.current = setTimeout(refresh, WAIT.least + Math.random() * WAIT.spread);
      },
    },
  );
  return (
    <p role="status" className="incident-quiet incident-screen">
      {news.size > 0 && (
        <>
          {home.news(news.size)} –{" "}
          <button type="button" className="fr-link" onClick={refresh} disabled={state !== "idle"}>
            {home.refresh}
          </button>
        </>
      )}
    </p>
  );
}
