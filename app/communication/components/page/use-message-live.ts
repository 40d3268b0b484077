import { useRevalidator } from "@remix-run/react";
import { useEffect, useRef } from "react";
import { useLive } from "#app/ui/live/use-live.ts";

/** Over how long pages spread their reading again: 5,500 decisions must not be 5,500 readings. */
const SOON = { least: 2_000, spread: 6_000 };

/** Reads the page again some seconds after the message moved, never more than once in that time, nor behind a tab. */
export function useMessageLive({ id, revision }: { id: string; revision: number }) {
  const { revalidate } = useRevalidator();
  const timer = useRef<ReturnType<typeof setTimeout>>();
  const latest = useRef(revalidate);
  latest.current = revalidate;
  useEffect(() => () => clearTimeout(timer.current), []);
  const again = () => {
    timer.current ??= setTimeout(
      () => {
        timer.current = undefined;
        if (document.visibilityState === "visible") latest.current();
        else document.addEventListener("visibilitychange", () => latest.current(), { once: true });
      },
      SOON.least + Math.random() * SOON.spread,
    );
  };
  useLive({ dossier: id, after: revision }, { entry: again, change: again });
}
