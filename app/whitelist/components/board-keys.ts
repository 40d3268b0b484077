import { type KeyboardEvent, useEffect, useRef } from "react";

const linksOf = (column: Element): HTMLElement[] => [
  ...column.querySelectorAll<HTMLElement>(".whitelist-card h3 a"),
];

/**
 * The board by keyboard: arrows go from card to card. Opening one takes the reader to its panel, which is read out by
 * its name; Escape closes it, and the reader is back on the card. Nothing moves on arrival.
 */
export function useBoardKeys(open: string | null) {
  const before = useRef<string | null | undefined>(undefined);
  useEffect(() => {
    const was = before.current;
    before.current = open;
    if (was === undefined || was === open) return;
    const to = open ? "#panneau" : `[data-ref="${was}"] h3 a`;
    document.querySelector<HTMLElement>(to)?.focus();
  }, [open]);
  useEffect(() => {
    const close = (event: globalThis.KeyboardEvent) => {
      const typing = (event.target as HTMLElement).closest("input, textarea, select, dialog[open]");
      if (event.key === "Escape" && !typing)
        document.querySelector<HTMLElement>("#panneau [data-close]")?.click();
    };
    document.addEventListener("keydown", close);
    return () => document.removeEventListener("keydown", close);
  }, []);
}

/** Where an arrow leads from a card; in another column the card at the same height, or the last. */
export function moveOnBoard(event: KeyboardEvent<HTMLElement>): void {
  const steps: Record<string, [column: number, row: number]> = {
    ArrowLeft: [-1, 0],
    ArrowRight: [1, 0],
    ArrowUp: [0, -1],
    ArrowDown: [0, 1],
  };
  const step = steps[event.key];
  const here = event.target as HTMLElement;
  if (!step || !here.closest(".whitelist-card") || event.altKey || event.ctrlKey || event.metaKey) return;
  const columns = [...event.currentTarget.querySelectorAll(".whitelist-column")]
    .map(linksOf)
    .filter(({ length }) => length > 0);
  const column = columns.findIndex((links) => links.includes(here));
  const row = columns[column]?.indexOf(here) ?? 0;
  const links = columns[column + step[0]];
  const to = links?.[Math.min(row + step[1], step[0] === 0 ? row + step[1] : links.length - 1)];
  if (!to) return;
  event.preventDefault();
  to.focus();
}
