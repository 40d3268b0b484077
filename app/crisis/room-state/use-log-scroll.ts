import { useLayoutEffect as useBrowserLayout, useEffect, useRef, useState } from "react";

/** From the bottom, in pixels, within which one reads the newest line. */
const NEAR = 48;
const useLayout = typeof window === "undefined" ? useEffect : useBrowserLayout;

/**
 * The box stands on its last line (CSS: column-reverse). Scrolled up, nothing moves: what comes in below is counted.
 * @param last number of the newest line shown.
 */
export function useLogScroll(last: number, shown: number, pending: number) {
  const box = useRef<HTMLDivElement>(null);
  const before = useRef({ height: 0, shown, last, pending });
  const [unseen, setUnseen] = useState(0);
  // In a reversed box the bottom is 0 and what is above is negative.
  const isUp = (element: HTMLElement) => element.scrollTop < -NEAR;
  const toBottom = () => {
    box.current?.scrollTo({ top: 0 });
    setUnseen(0);
  };
  useLayout(() => {
    const element = box.current;
    const was = before.current;
    if (!element) return;
    // To the fraction of a pixel, which scrollHeight rounds away.
    const height = element.firstElementChild?.getBoundingClientRect().height ?? 0;
    before.current = { height, shown, last, pending };
    // My own line: I want to see it.
    if (pending > was.pending) return toBottom();
    if (last <= was.last || !isUp(element)) return;
    element.scrollTop -= height - was.height;
    setUnseen((count) => count + Math.max(1, shown - was.shown));
  }, [last, shown, pending]);
  const onScroll = () => {
    if (box.current && !isUp(box.current)) setUnseen(0);
  };
  return { box, onScroll, unseen, toBottom };
}
