import { useSearchParams } from "@remix-run/react";
import { useEffect, useRef } from "react";

/** Where the frame keeps that single keys are off on this device (app/ui/frame/shortcuts.tsx, WCAG 2.1.4). */
const STORED = "tocsin-raccourcis";

/** `/` the entry line, `j` and `k` the steps, `?` their list; before the frame's own keys, which the room takes over. */
export function useRoomKeys(help: () => void) {
  const [search, setSearch] = useSearchParams();
  const latest = useRef({ help, search, setSearch });
  latest.current = { help, search, setSearch };
  useEffect(() => {
    const show = (tab: string) => {
      const next = new URLSearchParams(latest.current.search);
      next.set("onglet", tab);
      latest.current.setSearch(next, { replace: true, preventScrollReset: true });
    };
    const actions: Record<string, () => void> = {
      "?": () => latest.current.help(),
      "/": () => {
        show("journal");
        // The tab is shown at the next frame; a hidden field takes no focus.
        requestAnimationFrame(() => document.getElementById("saisie-texte")?.focus());
      },
      j: () => step(1),
      k: () => step(-1),
    };
    const press = (event: KeyboardEvent) => {
      const typing = (event.target as HTMLElement).closest(
        "input, textarea, select, [contenteditable], dialog[open]",
      );
      if (typing || event.ctrlKey || event.metaKey || event.altKey) return;
      if (localStorage.getItem(STORED) === "non") return;
      const act = actions[event.key];
      if (!act) return;
      event.preventDefault();
      event.stopPropagation();
      act();
    };
    window.addEventListener("keydown", press, { capture: true });
    return () => window.removeEventListener("keydown", press, { capture: true });
  }, []);
}

function step(by: 1 | -1) {
  const cards = [...document.querySelectorAll<HTMLElement>(".crisis-step")].filter(
    (card) => card.offsetParent,
  );
  const at = cards.findIndex((card) => card.contains(document.activeElement));
  const next = at < 0 ? (by > 0 ? 0 : cards.length - 1) : Math.min(cards.length - 1, Math.max(0, at + by));
  cards[next]?.focus();
  cards[next]?.scrollIntoView({ block: "nearest" });
}
