import { useEffect, useState } from "react";
import type { Present } from "./page.ts";

const BEAT_MS = 20_000;

/** Says every 20 s that the reader is there, and hears who else is; a page behind another one is not there. */
export function usePresence(ref: string, known: readonly Present[]): readonly Present[] {
  const [presence, setPresence] = useState(known);
  useEffect(() => {
    const beat = async () => {
      if (document.visibilityState === "hidden") return;
      // Not heard: the list stays as it is and ages by itself.
      const response = await fetch(`/crises/${ref}/presence`, { method: "POST", redirect: "manual" }).catch(
        () => null,
      );
      if (response?.ok) setPresence(((await response.json()) as { presence: Present[] }).presence);
    };
    void beat();
    const timer = setInterval(() => void beat(), BEAT_MS);
    const shown = () => document.visibilityState === "visible" && void beat();
    document.addEventListener("visibilitychange", shown);
    return () => {
      clearInterval(timer);
      document.removeEventListener("visibilitychange", shown);
    };
  }, [ref]);
  return presence;
}
